import { KarlaRefusedError, KarlaTransportError } from "@karla/api/errors";
import { type Platform, type ShopId, shopIdOf } from "@karla/sync/ids";
import { type OrderSettings, SETTINGS_ON } from "@karla/sync/settings";
import type { Connection, ShopView } from "@karla/sync/shops";
import { describe, expect, test } from "vitest";
import { sampleOrder } from "../../../sync/src/order/sample-order.fixture.ts";
import { createSettingsServices } from "./settings-services.ts";
import { NO_CHOICES, type ShopChoices } from "./shop-choices.ts";

const SHOP = "dirYTogwnp8ehbPF";
const CUTOFF = "2026-11-24T10:00:00+01:00";
const CONNECTION: Connection = { slug: "main", username: "user", key: "key" };

interface Given {
  platform?: Platform;
  settings?: Partial<OrderSettings>;
  connection?: Connection | null;
  choices?: ShopChoices;
  /** What the core says to whoever asks for a shop of this name; it knows all others. */
  refuses?: Readonly<Record<string, Error>>;
}

/** A shop whose settings are kept in memory. `meanwhile` is called once, after they were read for a save. */
function stand({
  platform = "shopware",
  settings,
  connection = CONNECTION,
  choices = NO_CHOICES,
  refuses,
}: Given = {}) {
  let kept: OrderSettings = SETTINGS_ON[platform].parse({ ...settings });
  const asked: Connection[] = [];
  const subscribed: ShopId[] = [];
  const meanwhile: { next: (() => void) | null } = { next: null };
  const view = (): ShopView => ({
    settings: kept,
    segmentPrefix: "Shopware",
    connection,
    coreSync: "free",
    mapping: null,
    readsOrders: true,
    readsApart: false,
  });
  const services = createSettingsServices({
    platform,
    store: {
      shops: {
        viewNow: async () => view(),
        async settingsOf() {
          const read = { settings: kept, revision: JSON.stringify(kept) };
          meanwhile.next?.();
          meanwhile.next = null;
          return read;
        },
        async saveSettings(_, next, revision) {
          if (revision !== JSON.stringify(kept)) return false;
          kept = next;
          return true;
        },
      },
      standing: { subscribe: async (shopId) => void subscribed.push(shopId) },
      samples: {
        async *newest() {
          const order = sampleOrder({ salesChannelId: "c9", channel: "Messe" });
          yield { name: "#1", order };
          yield { name: "#2", order: { ...order, snapshot: null } };
        },
      },
    },
    idOf: async (shop) => shopIdOf(platform, shop),
    choices,
    coreOf: (to) => ({
      async getShop() {
        asked.push(to);
        const refusal = refuses?.[to.slug];
        if (refusal !== undefined) throw refusal;
        return { slug: to.slug };
      },
    }),
  });
  return {
    services,
    asked,
    subscribed,
    meanwhile,
    kept: () => kept,
    change: (changes: Partial<OrderSettings>) => {
      kept = { ...kept, ...changes };
    },
    async saveFilters(wanted: Record<string, unknown>) {
      const { revision } = await services.filters(SHOP, "de");
      return services.saveFilters(SHOP, { settings: wanted, revision });
    },
    async saveChannels(slugs: Record<string, string>) {
      const { revision } = await services.channels(SHOP, "de");
      return services.saveChannels(SHOP, { slugs, revision });
    },
  };
}

describe("the filters", () => {
  test("are shown with the settings that the platform offers, and without those of the channels", async () => {
    const shown = async (platform: Platform) => (await stand({ platform }).services.filters(SHOP, "de")).offered;
    expect(await shown("shopify")).toContain("takeTestOrders");
    expect(await shown("shopify")).not.toContain("orderStates");
    expect(await shown("shopware")).toContain("orderStates");
    expect((await stand().services.filters(SHOP, "de")).settings).not.toHaveProperty("slugBySalesChannel");
  });

  test("are saved as they are wished, and all else stays", async () => {
    const settings = { slugBySalesChannel: { c1: "trade" }, depositLineType: "pfand" };
    const { services, saveFilters, kept } = stand({ settings });
    const saved = await saveFilters({ orderStates: null, historicalCutoff: CUTOFF });
    expect(kept()).toEqual({ ...SETTINGS_ON.shopware.parse(settings), orderStates: null, historicalCutoff: CUTOFF });
    expect(saved).toEqual({ outcome: "saved", revision: (await services.filters(SHOP, "de")).revision });
  });

  test.each([
    [{ historicalCutoff: "2026-11-24T10:00" }, { historicalCutoff: "not_a_moment" }],
    [
      { zipCodeWhereMissing: "", orderStates: ["open", ""] },
      { zipCodeWhereMissing: "unusable", orderStates: "unusable" },
    ],
    [{ sendOrderCancelled: "yes" }, { sendOrderCancelled: "unusable" }],
    [{ takeTestOrders: true }, { takeTestOrders: "not_offered" }],
    [{ slugBySalesChannel: { c1: "x" } }, { slugBySalesChannel: "not_offered" }],
  ])("are refused as %j, by the field, and nothing is kept", async (wanted, errors) => {
    const { saveFilters, kept } = stand();
    expect(await saveFilters({ depositLineType: "pfand", ...wanted })).toEqual({ outcome: "refused", errors });
    expect(kept()).toEqual(SETTINGS_ON.shopware.parse({}));
  });

  test("of two pages that were opened at once only the first save counts", async () => {
    const { services, kept } = stand();
    const { revision } = await services.filters(SHOP, "de");
    const save = (depositLineType: string) => services.saveFilters(SHOP, { settings: { depositLineType }, revision });
    expect(await save("pfand")).toMatchObject({ outcome: "saved" });
    expect(await save("kasten")).toEqual({ outcome: "stale" });
    expect(kept().depositLineType).toBe("pfand");
  });

  test("are not saved over what another process saves in the same moment", async () => {
    const { saveFilters, change, meanwhile, services, kept } = stand();
    const { revision } = await services.filters(SHOP, "de");
    meanwhile.next = () => change({ sendOrderCancelled: true });
    const answer = await services.saveFilters(SHOP, { settings: { depositLineType: "pfand" }, revision });
    expect([answer, kept().sendOrderCancelled, kept().depositLineType]).toEqual([{ outcome: "stale" }, true, null]);
    expect(await saveFilters({ depositLineType: "pfand" })).toMatchObject({ outcome: "saved" });
  });

  test("are not stale because somebody saved the channels, nor the other way round", async () => {
    const { services, saveChannels, saveFilters } = stand();
    const { revision } = await services.filters(SHOP, "de");
    const ofChannels = await services.channels(SHOP, "de");
    expect(await saveChannels({ c1: "trade" })).toMatchObject({ outcome: "saved" });
    const wish = { settings: { depositLineType: "pfand" }, revision };
    expect(await services.saveFilters(SHOP, wish)).toMatchObject({ outcome: "saved" });
    expect(await saveFilters({ depositLineType: null })).toMatchObject({ outcome: "saved" });
    const late = { slugs: {}, revision: ofChannels.revision };
    expect(await services.saveChannels(SHOP, late)).toEqual({ outcome: "stale" });
  });
});

describe("the sales channels", () => {
  const named = { id: "c1", name: "Storefront", kind: "storefront" } as const;

  test("are those that the shop names, each with where its orders go, and one that it has no more", async () => {
    const choices = { ...NO_CHOICES, channels: async () => ({ channels: [named], notRead: null }) };
    const { services } = stand({ settings: { slugBySalesChannel: { gone: "old", c1: "trade" } }, choices });
    expect(await services.channels(SHOP, "de")).toMatchObject({
      connectionSlug: "main",
      channels: [
        { ...named, slug: "trade" },
        { id: "gone", name: null, kind: null, slug: "old" },
      ],
    });
  });

  test("are those that orders came from, where the shop does not name them", async () => {
    const notRead = { why: "unreachable" } as const;
    const choices = { ...NO_CHOICES, channels: async () => ({ channels: [], notRead }) };
    const { services } = stand({ settings: { slugBySalesChannel: { c1: "trade" } }, choices });
    const { channels } = await services.channels(SHOP, "de");
    expect(channels.map(({ id, name }) => [id, name])).toEqual([
      ["c9", "Messe"],
      ["c1", null],
    ]);
  });

  test("are saved once the core knows each shop, which is asked once, with the connection's key", async () => {
    const { saveChannels, kept, asked, subscribed } = stand({ settings: { slugBySalesChannel: { c1: "trade" } } });
    const slugs = { c1: "trade", c2: "outlet", c3: "outlet", c4: "main" };
    expect(await saveChannels(slugs)).toMatchObject({ outcome: "saved" });
    expect(kept().slugBySalesChannel).toEqual(slugs);
    expect(asked).toEqual([{ ...CONNECTION, slug: "outlet" }]);
    // The core is to tell of a new shop's parcels too.
    expect(subscribed).toEqual([shopIdOf("shopware", SHOP)]);
  });

  test("are refused at the channels whose shop the core does not know or give, and nothing is kept", async () => {
    const refuses = {
      wrong: new KarlaRefusedError("not_found", { status: 404 }),
      foreign: new KarlaRefusedError("credentials", { status: 403 }),
    };
    const { saveChannels, kept, subscribed } = stand({ refuses });
    expect(await saveChannels({ c1: "wrong", c2: "right", c3: "foreign", c4: "..", c5: "wrong" })).toEqual({
      outcome: "refused",
      errors: { c1: "unknown_shop", c3: "no_access", c4: "unknown_shop", c5: "unknown_shop" },
    });
    expect([kept().slugBySalesChannel, subscribed]).toEqual([{}, []]);
  });

  test("are not asked for one by one at a core that does not answer", async () => {
    const { saveChannels, asked } = stand({ refuses: { a: new KarlaTransportError("headers") } });
    expect(await saveChannels({ c1: "a", c2: "b" })).toEqual({
      outcome: "refused",
      errors: { c1: "unreachable", c2: "unreachable" },
    });
    expect(asked).toHaveLength(1);
  });

  test("of a shop that is not connected can be given up, and not sent elsewhere", async () => {
    const { saveChannels, kept } = stand({ connection: null, settings: { slugBySalesChannel: { c1: "trade" } } });
    expect(await saveChannels({ c1: "trade", c2: "outlet" })).toEqual({
      outcome: "refused",
      errors: { c2: "not_connected" },
    });
    expect(await saveChannels({})).toMatchObject({ outcome: "saved" });
    expect(kept().slugBySalesChannel).toEqual({});
  });
});
