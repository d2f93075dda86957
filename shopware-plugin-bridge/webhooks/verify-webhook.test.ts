import { createHmac } from "node:crypto";
import { shopIdOf } from "@karla/sync/ids";
import { SHOP_LANE } from "@karla/sync/inbox";
import { PRODUCTS_LANE } from "@karla/sync/product-lane";
import { describe, expect, test } from "vitest";
import type { Installation } from "../registration/installation.ts";
import { INSTALLED_SHOP } from "../registration/installed-shop.fixture.ts";
import { createShopwareVerifier } from "./verify-webhook.ts";

const NOW = Date.UTC(2026, 10, 30, 12);
const SECRET = INSTALLED_SHOP.secret;
const ORDER = "01a20ebb3e2a738b9fafe6a3391026dd";
const OTHER_ORDER = "01a20ebb3e2a738b9fafe6a3391026ee";
const LIVE = "0fa91ce3e96a4bc2be4bd9ce752c3425";

const reactivated: string[] = [];

interface Wish {
  event?: string;
  payload?: unknown;
  source?: unknown;
  timestamp?: unknown;
}

function webhook({ event = "order.written", payload = [written(ORDER)], source, timestamp = NOW / 1_000 }: Wish = {}) {
  const from = source ?? {
    url: "https://shop.example.com",
    shopId: "dirYTogwnp8ehbPF",
    eventId: "01a2",
    appVersion: "1.0.0",
  };
  // PHP writes slashes escaped.
  return JSON.stringify({ data: { payload, event }, source: from, timestamp }).replaceAll("/", "\\/");
}

function written(primaryKey: unknown, versionId: string | undefined = LIVE) {
  return { entity: "order", operation: "update", primaryKey, updatedFields: ["id"], ...(versionId && { versionId }) };
}

function verify(
  text: string,
  { secret = SECRET, known = [INSTALLED_SHOP] }: { secret?: string; known?: (Installation | null)[] } = {},
) {
  const body = Buffer.from(text);
  const signature = createHmac("sha256", secret).update(body).digest("hex");
  let lookups = 0;
  const verifier = createShopwareVerifier({
    findInstallation: async () => known[Math.min(lookups++, known.length - 1)] ?? null,
    reactivate: async (shopId) => void reactivated.push(shopId),
    rules: { allowLoopback: false },
    clock: { now: () => NOW },
  });
  const headers = { "shopware-shop-signature": signature };
  return verifier({ path: "/webhooks/shopware", headers, rawHeaders: [], body });
}

describe("a webhook of a shop that is installed", () => {
  test("is authentic, of that shop, in the lane of the order it names", async () => {
    expect(await verify(webhook())).toMatchObject({
      outcome: "verified",
      event: {
        shopId: shopIdOf("shopware", "dirYTogwnp8ehbPF"),
        source: "shopware",
        topic: "order.written",
        laneKey: ORDER,
        headers: { "shopware-shop-id": "dirYTogwnp8ehbPF", "shopware-event-id": "01a2" },
      },
    });
  });

  test.each([
    [
      "a state of an order",
      webhook({
        event: "state_enter.order.state.open",
        payload: { order: { lineItems: [{ id: OTHER_ORDER }], id: ORDER } },
      }),
      ORDER,
    ],
    [
      "keys as an object, as they come where drafts were taken out",
      webhook({ payload: { "1": written(ORDER) } }),
      ORDER,
    ],
    [
      "one live order among drafts",
      webhook({ payload: [written(OTHER_ORDER, "1".repeat(32)), written(ORDER)] }),
      ORDER,
    ],
    ["one order twice", webhook({ payload: [written(ORDER), written(ORDER)] }), ORDER],
    ["several orders", webhook({ payload: [written(ORDER), written(OTHER_ORDER)] }), SHOP_LANE],
    ["an address, whose order only the shop knows", webhook({ event: "order_address.written" }), SHOP_LANE],
    ["a product", webhook({ event: "product.written" }), PRODUCTS_LANE],
    ["an event that nobody knows", webhook({ event: "fancy.event" }), SHOP_LANE],
    ["a key that is no key", webhook({ payload: [written({ id: ORDER })] }), SHOP_LANE],
    ["an empty payload", webhook({ payload: [] }), SHOP_LANE],
    ["an order without id", webhook({ event: "checkout.order.placed", payload: { order: {} } }), SHOP_LANE],
  ])("%s finds its lane", async (_, text, laneKey) => {
    expect(await verify(text)).toMatchObject({ outcome: "verified", event: { laneKey } });
  });

  test("of an account that was deleted has a lane of its own", async () => {
    const payload = [{ entity: "customer", operation: "delete", primaryKey: ORDER }];
    expect(await verify(webhook({ event: "customer.deleted", payload }))).toMatchObject({
      event: { laneKey: expect.stringMatching(/^redact\/[0-9a-f]{64}$/) },
    });
  });

  test("is stored once for each attempt: a retry has another timestamp", async () => {
    const keyOf = async (text: string) => {
      const verdict = await verify(text);
      return verdict.outcome === "verified" ? verdict.event.eventKey.toString("hex") : verdict.reason;
    };
    expect(await keyOf(webhook())).toBe(await keyOf(webhook()));
    expect(await keyOf(webhook())).not.toBe(await keyOf(webhook({ timestamp: NOW / 1_000 + 1 })));
  });

  test("is taken while the app counts as inactive, which it cannot be: it is noted as active", async () => {
    reactivated.length = 0;
    expect(await verify(webhook(), { known: [{ ...INSTALLED_SHOP, active: false }] })).toMatchObject({
      outcome: "verified",
    });
    expect(reactivated).toEqual([INSTALLED_SHOP.shopId]);
    await verify(webhook());
    await verify(webhook({ timestamp: NOW / 1_000 - 604_800 }), { known: [{ ...INSTALLED_SHOP, active: false }] });
    await verify(webhook(), { secret: "c".repeat(64), known: [{ ...INSTALLED_SHOP, active: false }] });
    expect(reactivated).toEqual([INSTALLED_SHOP.shopId]);
  });

  test("signed with the secret that another process has just agreed on is looked up anew", async () => {
    const before = { ...INSTALLED_SHOP, secret: "b".repeat(64) };
    expect(await verify(webhook(), { known: [before, INSTALLED_SHOP] })).toMatchObject({ outcome: "verified" });
    expect(await verify(webhook(), { known: [null, INSTALLED_SHOP] })).toMatchObject({ outcome: "verified" });
  });
});

describe("refused, never with a 5xx, is", () => {
  test.each([
    ["another signature", () => verify(webhook(), { secret: "c".repeat(64) })],
    ["a shop that nobody knows", () => verify(webhook(), { known: [null] })],
    ["a shop that has not confirmed (R6)", () => verify(webhook(), { known: [{ ...INSTALLED_SHOP, secret: null }] })],
    ["a shop that deleted the app", () => verify(webhook(), { known: [{ ...INSTALLED_SHOP, deletedAt: NOW }] })],
    [
      "a copy of the shop at another address",
      () => verify(webhook({ source: { shopId: "dirYTogwnp8ehbPF", url: "https://staging.example.com" } })),
    ],
    ["a message of last week", () => verify(webhook({ timestamp: NOW / 1_000 - 604_800 }))],
    ["a timestamp that is none", () => verify(webhook({ timestamp: "soon" }))],
    ["no timestamp", () => verify(webhook({ timestamp: null }))],
    ["a body that is null (R8)", () => verify("null")],
    ["an empty object (R8)", () => verify("{}")],
    ["an empty source (R8)", () => verify(webhook({ source: {} }))],
    [
      "a shop id that is a number (R8)",
      () => verify(webhook({ source: { shopId: 5, url: "https://shop.example.com" } })),
    ],
    [
      "a shop id that is a list (R8)",
      () => verify(webhook({ source: { shopId: ["dirYTogwnp8ehbPF"], url: "https://shop.example.com" } })),
    ],
    [
      "a shop id that is a path (R7)",
      () => verify(webhook({ source: { shopId: "../../x", url: "https://shop.example.com" } })),
    ],
    ["no JSON at all", () => verify("<xml/>")],
    ["half a body", () => verify(webhook().slice(0, 60))],
  ])("%s", async (_, call) => {
    expect(await call()).toMatchObject({ outcome: "refused", status: 401 });
  });
});
