import { fillBooks } from "@karla/sandbox/fill-books";
import { createShopwareShop } from "@karla/sandbox/shopware-shop";
import { shopIdOf } from "@karla/sync/ids";
import type { ProblemAbout, ProblemCode } from "@karla/sync/shops";
import { afterEach, expect, test } from "vitest";
import { APP_SECRET, START, startRegistration } from "../registration/registered-shop.fixture.ts";
import { local } from "../shop-url/played-shop.fixture.ts";
import { createWebhookRepair } from "./create-webhook-repair.ts";
import { createShopTokens } from "./shop-tokens.ts";

const BRIDGE = "https://bridge.example.com";
const WEBHOOKS = ["checkout.order.placed", "order.written"];
const PERMISSIONS = ["webhook:read", "webhook:update"];
const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A shop with a message queue that has registered; its webhooks reach nobody. */
async function stand() {
  const clock = { at: START, now: () => clock.at };
  const bridge = startRegistration({ rules: { allowLoopback: true }, clock });
  const shop = createShopwareShop({
    seed: 1,
    now: clock.now,
    sleep: async () => {},
    policy: "queue",
    fetch: async (input, init) =>
      String(input).includes("/shopware/")
        ? bridge.app.request(String(input), init)
        : new Response("", { status: 502 }),
  });
  closing.push((await shop.listen()).close);
  const hook = (event: string, url: string) => ({ name: `${event} ${url}`, event, url, onlyLiveVersion: false });
  await shop.registerApp({
    name: "KarlaDelivery",
    version: "1.0.0",
    registrationUrl: `${BRIDGE}/shopware/register`,
    secret: APP_SECRET,
    permissions: PERMISSIONS,
    mainModule: null,
    flowEvents: [],
    webhooks: [
      ...WEBHOOKS.map((event) => hook(event, `${BRIDGE}/webhooks/shopware`)),
      hook("order.written", `${BRIDGE}.evil.example.com/webhooks/shopware`),
    ],
  });
  const problems = new Map<ProblemCode, ProblemAbout | undefined>();
  const closed: [ProblemCode, number | undefined][] = [];
  const lines: object[] = [];
  const fetch = local();
  const repair = createWebhookRepair({
    fetch,
    tokens: createShopTokens({ fetch, clock }),
    sleep: async () => {},
    installationOf: async () => bridge.installations.get(shop.shopId()) ?? null,
    bridgeUrl: `${BRIDGE}/`,
    problems: {
      raise: async (_, code, about) => void problems.set(code, about),
      close: async (_, code, seenBefore) => void closed.push([code, seenBefore]),
    },
    clock,
    log: { info: (fields) => void lines.push(fields), warn: (fields) => void lines.push(fields) },
  });
  const shopId = shopIdOf("shopware", shop.shopId());
  return {
    shop,
    clock,
    problems,
    closed,
    lines,
    shopId,
    repair: (until = Number.POSITIVE_INFINITY) => repair(shopId, until),
    active: () => shop.app()?.webhooks.map(({ active }) => active),
    /** Ten orders, of which nobody heard. */
    async missTen() {
      const { entries } = fillBooks({ seed: 3, orders: 20, shopDomain: "shop.example.com" });
      await shop.send(shop.enter(entries.map(({ order }) => order)));
    },
  };
}

test("webhooks of ours that Shopware switched off are on again, and the merchant sees it for a day", async () => {
  const { shopId, missTen, active, repair, problems, closed, lines, clock } = await stand();
  await missTen();
  expect(active()).toEqual([false, false, false]);
  await repair();
  // The third goes elsewhere, and is none of ours.
  expect(active()).toEqual([true, true, false]);
  expect([...problems]).toEqual([["webhooks_switched_off", undefined]]);
  expect(lines).toEqual([{ shopId, off: 2, on: 2 }]);
  closed.length = 0;
  await repair();
  expect(closed).toContainEqual(["webhooks_switched_off", clock.at - 24 * 3_600_000]);
  expect(lines).toHaveLength(1);
});

test("a shop whose webhooks are all on is told of nothing", async () => {
  const { repair, problems, lines } = await stand();
  await repair();
  expect([problems.size, lines]).toEqual([0, []]);
});

test.each([
  ["webhook:read", ["webhook:update"]],
  ["webhook:update", ["webhook:read"]],
])("without %s the merchant is told of it, and nothing is thrown", async (permission, granted) => {
  const { shop, missTen, active, repair, problems, closed, lines } = await stand();
  await missTen();
  shop.grant(granted);
  await repair();
  expect(active()).toEqual([false, false, false]);
  expect(problems.get("shop_permission_missing")).toEqual({ permission });
  expect(closed.map(([code]) => code)).not.toContain("shop_permission_missing");
  expect(lines.at(-1)).toMatchObject({ why: "missing_privilege", permission });
  shop.grant(null);
  await repair();
  expect(active()).toEqual([true, true, false]);
  expect(closed.map(([code]) => code)).toContain("shop_permission_missing");
});

test("a shop that does not answer is left for the next time", async () => {
  const { shop, missTen, repair, problems, lines } = await stand();
  await missTen();
  shop.misbehave(() => ({ kind: "status", status: 503 }));
  await repair();
  expect([problems.size, lines]).toEqual([0, [expect.objectContaining({ why: "transport" })]]);
});

test("nothing begins after the time that there is", async () => {
  const { shopId, missTen, active, repair, clock, lines } = await stand();
  await missTen();
  await repair(clock.at);
  expect(active()).toEqual([false, false, false]);
  expect(lines).toEqual([{ shopId, off: 2, on: 0 }]);
});
