import type { WebhookUpdate } from "@karla/api/contract";
import { KarlaRefusedError, KarlaTransportError } from "@karla/api/errors";
import { describe, expect, test } from "vitest";
import { shopIdOf } from "../ids.ts";
import { OrderSettings } from "../order/settings.ts";
import type { ShopView } from "../pipeline/shops.ts";
import { createSubscriber } from "./create-subscriber.ts";
import type { KarlaWebhook } from "./karla-webhooks.ts";

const SHOP = shopIdOf("shopware", "a1B2c3");
const NOW = Date.UTC(2026, 2, 3);
const QUARTER = 15 * 60_000;
const SECRETS = ["first-secret-0123456789", "second-secret-0123456789"];
const URL_1 = "https://bridge.example.com/webhooks/karla/id-1";

interface AtCore {
  uuid: string;
  slug: string;
  url: string;
  secret: string;
  status: string;
  enabled_events: string[];
}

/** A shop that is installed and connected, and a core that keeps webhooks; what goes wrong a test says. */
function played() {
  const view = {
    connection: { slug: "main", username: "u", key: "k" },
    settings: OrderSettings.parse({}),
    readsOrders: true,
  } as ShopView;
  const kept = new Map<string, KarlaWebhook>();
  const atCore: AtCore[] = [];
  const problems = new Map<string, unknown>();
  const fails: { on: (call: string, slug: string) => Error | null; answerLost: string | null } = {
    on: () => null,
    answerLost: null,
  };
  let made = 0;
  const asked: string[] = [];
  const core = (slug: string) => {
    const answer = <T>(call: string, work: () => T): Promise<T> => {
      asked.push(`${call} ${slug}`);
      const error = fails.on(call, slug);
      if (error !== null) return Promise.reject(error);
      const answered = work();
      if (call !== fails.answerLost) return Promise.resolve(answered);
      fails.answerLost = null;
      return Promise.reject(new KarlaTransportError("total"));
    };
    return {
      listWebhooks: ({ url }: { url: string }) =>
        answer("list", () => atCore.filter((hook) => hook.slug === slug && hook.url.startsWith(url))),
      createWebhook: (creation: { url: string; enabled_events: string[]; secret: string }) =>
        answer("create", () => {
          const hook = { ...creation, slug, uuid: `core-${++made}`, status: "active" };
          atCore.push(hook);
          return hook;
        }),
      updateWebhook: (uuid: string, changes: WebhookUpdate) =>
        answer("update", () => {
          Object.assign(atCore.find((hook) => hook.uuid === uuid) ?? {}, changes);
        }),
      deleteWebhook: (uuid: string) =>
        answer("delete", () => {
          const at = atCore.findIndex((hook) => hook.uuid === uuid);
          if (at >= 0) atCore.splice(at, 1);
        }),
    };
  };
  let ids = 0;
  const clock = { at: NOW };
  /** As the operator does who wants another secret. */
  async function retire(): Promise<void> {
    for (const webhook of kept.values()) kept.set(webhook.id, { retiredAt: clock.at, ...webhook });
  }
  const subscriber = createSubscriber({
    webhooks: {
      find: async (id) => kept.get(id) ?? null,
      of: async () => [...kept.values()],
      keep: async (webhook) => void kept.set(webhook.id, webhook),
      retire,
      forget: async ({ id }) => void kept.delete(id),
    },
    shops: { viewNow: async () => view },
    problems: {
      raise: async (_, code, about) => void problems.set(code, about),
      close: async (_, code) => void problems.delete(code),
    },
    coreOf: ({ slug }) => core(slug),
    urlOf: (id) => `https://bridge.example.com/webhooks/karla/${id}`,
    newId: () => `id-${++ids}`,
    newSecret: () => SECRETS[kept.size] ?? "",
    clock: { now: () => clock.at },
  });
  const run = () => subscriber(SHOP, clock.at + 20_000);
  return { view, kept, atCore, problems, fails, asked, clock, retire, run };
}

const refused = (status: number) => new KarlaRefusedError(status === 404 ? "not_found" : "credentials", { status });

describe("the core sends the events of a shop", () => {
  test("to an address of its own, signed with a secret that we made, and is not asked twice", async () => {
    const { atCore, kept, asked, run } = played();
    expect(await run()).toEqual({ again: NOW + QUARTER, asked: true });
    const [hook] = atCore;
    expect(hook).toMatchObject({ url: URL_1, slug: "main", secret: SECRETS[0], enabled_events: ["*"] });
    expect([...kept.values()]).toEqual([{ shopId: SHOP, id: "id-1", slug: "main", secret: SECRETS[0] }]);
    await run();
    expect(atCore).toHaveLength(1);
    expect(asked).toEqual(["list main", "create main", "list main"]);
  });

  test("F40 with another secret beside the former one, which goes an hour later", async () => {
    const { atCore, kept, clock, retire, run } = played();
    await run();
    await retire();
    await run();
    expect(atCore.map(({ secret }) => secret)).toEqual(SECRETS);
    clock.at += 4 * QUARTER - 1;
    await run();
    expect(atCore).toHaveLength(2);
    clock.at += 1;
    await run();
    expect(atCore.map(({ secret }) => secret)).toEqual(SECRETS.slice(1));
    expect([...kept.keys()]).toEqual(["id-2"]);
  });

  test("for each slug that a sales channel has, with a secret for each", async () => {
    const { view, atCore, run } = played();
    view.settings.slugBySalesChannel = { a: "outlet", b: "main", c: "outlet" };
    await run();
    expect(atCore.map(({ slug, secret }) => [slug, secret])).toEqual([
      ["main", SECRETS[0]],
      ["outlet", SECRETS[1]],
    ]);
  });

  test("once, also where its answer gets lost", async () => {
    const { atCore, kept, fails, run } = played();
    fails.answerLost = "create";
    await expect(run()).rejects.toThrow(KarlaTransportError);
    await run();
    expect(atCore).toMatchObject([{ url: URL_1, secret: SECRETS[0] }]);
    expect(kept.size).toBe(1);
  });

  test("anew where somebody deleted it, again where somebody switched it off, and once where there are two", async () => {
    const { atCore, run } = played();
    await run();
    atCore.length = 0;
    await run();
    expect(atCore).toMatchObject([{ url: URL_1, secret: SECRETS[0] }]);
    Object.assign(atCore[0] ?? {}, { status: "inactive", enabled_events: ["claims"] });
    await run();
    expect(atCore).toMatchObject([{ status: "active", enabled_events: ["*"] }]);
    atCore.push(
      { ...(atCore[0] ?? never()), uuid: "twin" },
      { ...(atCore[0] ?? never()), uuid: "other", url: `${URL_1}0` },
    );
    await run();
    expect(atCore.map(({ uuid }) => uuid)).toEqual(["core-2", "other"]);
  });

  test("signed with a secret of its own, where it takes none: that one is kept", async () => {
    const { atCore, kept, run } = played();
    await run();
    Object.assign(atCore[0] ?? {}, { secret: "made-by-the-core-0123" });
    await run();
    expect(kept.get("id-1")?.secret).toBe("made-by-the-core-0123");
    Object.assign(atCore[0] ?? {}, { secret: "" });
    await run();
    expect(kept.get("id-1")?.secret).toBe("made-by-the-core-0123");
  });
});

describe("the core sends no more", () => {
  test("of a slug that the shop has not any more", async () => {
    const { view, atCore, kept, run } = played();
    await run();
    view.connection = { slug: "moved", username: "u", key: "k" };
    await run();
    expect(atCore.map(({ slug }) => slug)).toEqual(["moved"]);
    expect([...kept.values()].map(({ slug }) => slug)).toEqual(["moved"]);
  });

  test.each([200, 401, 403, 404])(
    "once the app is not installed any more, also where it answers %i",
    async (status) => {
      const { view, atCore, kept, fails, run } = played();
      await run();
      view.readsOrders = false;
      if (status !== 200) fails.on = () => refused(status);
      expect(await run()).toMatchObject({ again: null });
      expect(atCore).toHaveLength(status === 200 ? 0 : 1);
      expect(kept.size).toBe(0);
    },
  );
});

test.each([403, 404])(
  "a core that answers %i holds up no order: the merchant is told of which slug, until it is mended",
  async (status) => {
    const { view, atCore, problems, fails, run } = played();
    view.settings.slugBySalesChannel = { a: "outlet" };
    fails.on = (_, slug) => (slug === "outlet" ? refused(status) : null);
    expect(await run()).toEqual({ again: NOW + QUARTER, asked: true });
    expect(atCore.map(({ slug }) => slug)).toEqual(["main"]);
    expect([...problems]).toEqual([["webhooks_not_allowed", { slug: "outlet" }]]);
    fails.on = () => refused(status);
    expect(await run()).toMatchObject({ asked: false });
    fails.on = () => null;
    await run();
    expect(problems.size).toBe(0);
  },
);

test("a shop without a connection is looked at again later, and nobody is asked", async () => {
  const { view, asked, run } = played();
  view.connection = null;
  expect(await run()).toEqual({ again: NOW + QUARTER, asked: false });
  expect(asked).toEqual([]);
});

function never(): never {
  throw new Error("there is no webhook");
}
