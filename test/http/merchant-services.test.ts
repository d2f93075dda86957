import { randomUUID } from "node:crypto";
import { shopIdOf } from "@karla/sync/ids";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { normaliseShopify } from "../../app/shopify/normalise.ts";
import {
  createMerchantServices,
  type MerchantServices,
} from "../../packages/runtime/src/merchant/create-merchant-services.ts";
import { SHOP, type Spine, startSpine } from "./running-spine.ts";

const NEW = "new.myshopify.com";
const GOOD = { slug: "spine", username: "admin", key: "admin-key-0123456789" };
let spine: Spine;
let services: MerchantServices;
beforeAll(async () => {
  spine = await startSpine();
  services = createMerchantServices({
    platform: "shopify",
    store: spine.store,
    coreOf: (connection) => spine.client(connection),
    normalise: normaliseShopify,
    newId: randomUUID,
    clock: { now: () => Date.now() },
    keptFor: { bodies: 7, quarantined: 30, records: 90 },
  });
});
afterAll(() => spine.stop());

const openProblems = async (shop: string) => (await services.problems(shop)).map(({ code }) => code);

describe("connecting a shop", () => {
  test("a shop that was just installed is not connected, and its home is empty", async () => {
    expect(await services.connection(NEW)).toBeNull();
    expect(await services.home(NEW)).toMatchObject({ connected: false, counters: { received: 0 }, lastOrder: null });
  });

  test("with a wrong key or slug saves nothing, and says which", async () => {
    expect(await services.connect(NEW, { ...GOOD, key: "wrong" })).toEqual({ outcome: "refused", why: "wrong_key" });
    expect(await services.connect(NEW, { ...GOOD, slug: "none" })).toMatchObject({ outcome: "refused" });
    expect(await services.connection(NEW)).toBeNull();
  });

  test("with the right key saves it, closes what it mends, and never gives the key back", async () => {
    await spine.store.problems.raise(shopIdOf("shopify", NEW), "not_connected");
    expect(await services.connect(NEW, GOOD)).toEqual({ outcome: "connected" });
    expect(await services.connection(NEW)).toEqual({ slug: "spine", username: "admin", coreSync: "free" });
    expect(await openProblems(NEW)).toEqual([]);
  });

  test("a wrong key later leaves the working connection alone", async () => {
    await services.connect(NEW, { ...GOOD, key: "wrong" });
    await services.remedy(NEW, "test_connection");
    expect(await services.home(NEW)).toMatchObject({ connected: true, problems: [] });
  });

  test("a core that fails half-way is one that cannot be reached", async () => {
    spine.misbehave.next = () => ({ kind: "status", status: 500 });
    try {
      expect(await services.connect(NEW, GOOD)).toEqual({ outcome: "refused", why: "unreachable" });
    } finally {
      spine.misbehave.next = null;
    }
  });
});

describe("a core that syncs the shop itself", () => {
  test("is a problem, until the merchant switches that off", async () => {
    await spine.createCoreWebhook();
    expect(await services.connect(NEW, GOOD)).toMatchObject({ outcome: "core_already_syncs", webhooks: 1 });
    expect(await openProblems(NEW)).toEqual(["core_already_syncs"]);
    expect(await services.connection(NEW)).toMatchObject({ coreSync: "taken" });
    expect(await services.switchOffCoreSync(NEW)).toEqual({ outcome: "connected" });
    expect(await services.connection(NEW)).toMatchObject({ coreSync: "free" });
    expect(await openProblems(NEW)).toEqual([]);
  });

  test("of a shop without a connection cannot be switched off", async () => {
    const answer = await services.switchOffCoreSync("unknown.myshopify.com");
    expect(answer).toEqual({ outcome: "refused", why: "no_credentials" });
  });
});

test("home shows the shop's own orders and numbers, of no other shop", async () => {
  await spine.send("orders/create", JSON.stringify({ id: 1, currency: "EUR", total_price: "1", test: true }));
  await spine.settled();
  expect((await services.home(SHOP)).counters.received).toBe(1);
  expect((await services.home(NEW)).counters.received).toBe(0);
});
