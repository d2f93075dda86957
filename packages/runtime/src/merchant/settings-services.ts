import { setImmediate as pause } from "node:timers/promises";
import type { KarlaClient } from "@karla/api/client";
import type {
  ChannelFault,
  ChannelsReady,
  FilterSettings,
  FiltersReady,
  SaveAnswer,
  SettingFault,
} from "@karla/merchant-ui/settings-data";
import type { Platform, ShopId } from "@karla/sync/ids";
import type { OrderSamples } from "@karla/sync/order-samples";
import type { OrderSettings } from "@karla/sync/settings";
import type { Connection, Shops } from "@karla/sync/shops";
import { channelRows, channelsOfOrders } from "./channel-rows.ts";
import { checkSlugs } from "./check-slugs.ts";
import { OFFERED_ON } from "./offered-settings.ts";
import { revisionOf } from "./revision-of.ts";
import { settingsAfter } from "./settings-after.ts";
import type { ShopChoices } from "./shop-choices.ts";

export type FiltersView = Pick<FiltersReady, "settings" | "revision" | "offered" | "choices">;
export type ChannelsView = Pick<ChannelsReady, "channels" | "connectionSlug" | "notRead" | "revision">;

/** What the pages of a shop's settings ask for. `language`: of the names that the shop says, "de" or "en". */
export interface SettingsServices {
  filters(shop: string, language: string): Promise<FiltersView>;
  /** `settings`: some or all of those that are offered, by their names. `revision`: of what they were made from. */
  saveFilters(
    shop: string,
    wish: { settings: Readonly<Record<string, unknown>>; revision: string },
  ): Promise<SaveAnswer<SettingFault>>;
  channels(shop: string, language: string): Promise<ChannelsView>;
  /** `slugs`: by the channel's id; the orders of all others go where the connection says. */
  saveChannels(
    shop: string,
    wish: { slugs: Readonly<Record<string, string>>; revision: string },
  ): Promise<SaveAnswer<ChannelFault>>;
}

interface SettingsDeps {
  platform: Platform;
  store: {
    shops: Pick<Shops, "viewNow"> & {
      settingsOf(shopId: ShopId): Promise<{ settings: OrderSettings; revision: string }>;
      saveSettings(shopId: ShopId, settings: OrderSettings, revision: string): Promise<boolean>;
    };
    samples: Pick<OrderSamples, "newest">;
    /** Has a worker see to it that the core tells of every slug that the shop's orders go to. */
    standing: { subscribe(shopId: ShopId): Promise<void> };
  };
  idOf: (shop: string) => Promise<ShopId>;
  choices: ShopChoices;
  /** The core's client with these credentials. */
  coreOf: (connection: Connection) => Pick<KarlaClient, "getShop">;
}

/** Orders that are looked at for their sales channels, where the shop does not name them. */
const LOOKED_AT = 250;

const STALE = { outcome: "stale" } as const;

export function createSettingsServices({ platform, store, idOf, choices, coreOf }: SettingsDeps): SettingsServices {
  const { shops, samples, standing } = store;

  /** Each page has a revision of its own: a save of the one does not make the other stale. */
  async function save(
    shopId: ShopId,
    next: OrderSettings,
    stored: string,
    shown: (settings: OrderSettings) => object,
  ): Promise<SaveAnswer<never>> {
    const saved = await shops.saveSettings(shopId, next, stored);
    return saved ? { outcome: "saved", revision: revisionOf(shown(next)) } : STALE;
  }

  return {
    async filters(shop, language) {
      const shopId = await idOf(shop);
      const [{ settings }, found] = await Promise.all([shops.settingsOf(shopId), choices.states(shopId, language)]);
      const shown = filtersIn(settings);
      return { settings: shown, revision: revisionOf(shown), offered: OFFERED_ON[platform], choices: found };
    },

    async saveFilters(shop, wish) {
      const shopId = await idOf(shop);
      const { settings: now, revision: stored } = await shops.settingsOf(shopId);
      if (wish.revision !== revisionOf(filtersIn(now))) return STALE;
      const read = settingsAfter(platform, now, wish.settings);
      return read.outcome === "refused" ? read : save(shopId, read.settings, stored, filtersIn);
    },

    async channels(shop, language) {
      const shopId = await idOf(shop);
      const [{ connection, settings }, { channels, notRead }] = await Promise.all([
        shops.viewNow(shopId),
        choices.channels(shopId, language),
      ]);
      const ofOrders = notRead === null ? [] : await channelsOfOrders(samples.newest(shopId, LOOKED_AT), pause);
      return {
        channels: channelRows(channels, settings.slugBySalesChannel, ofOrders),
        connectionSlug: connection?.slug ?? null,
        notRead,
        revision: revisionOf(slugsIn(settings)),
      };
    },

    async saveChannels(shop, { slugs, revision }) {
      const shopId = await idOf(shop);
      const { settings: now, revision: stored } = await shops.settingsOf(shopId);
      if (revision !== revisionOf(slugsIn(now))) return STALE;
      const { connection } = await shops.viewNow(shopId);
      const known = new Set(Object.values(now.slugBySalesChannel));
      const faults = await faultsOf(slugs, known, connection);
      if (faults.size > 0) return { outcome: "refused", errors: Object.fromEntries(faults) };
      const answer = await save(shopId, { ...now, slugBySalesChannel: { ...slugs } }, stored, slugsIn);
      if (answer.outcome === "saved") await standing.subscribe(shopId);
      return answer;
    },
  };

  /** What is wrong with slugs that were not saved before, by channel: those that were have orders that go there. */
  async function faultsOf(
    slugs: Readonly<Record<string, string>>,
    known: ReadonlySet<string>,
    connection: Connection | null,
  ): Promise<ReadonlyMap<string, ChannelFault>> {
    const fresh = Object.entries(slugs).filter(([, slug]) => !known.has(slug) && slug !== connection?.slug);
    if (connection === null) return new Map(fresh.map(([id]) => [id, "not_connected"]));
    const faults = await checkSlugs(coreOf, connection, new Set(fresh.map(([, slug]) => slug)));
    return new Map(
      fresh.flatMap(([id, slug]) => {
        const fault = faults.get(slug);
        return fault === undefined ? [] : [[id, fault] as const];
      }),
    );
  }
}

function filtersIn({ slugBySalesChannel, ...filters }: OrderSettings): FilterSettings {
  return filters;
}

function slugsIn({ slugBySalesChannel }: OrderSettings): Record<string, string> {
  return slugBySalesChannel;
}
