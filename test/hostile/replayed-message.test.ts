import { createHmac } from "node:crypto";
import { shopIdOf } from "@karla/sync/ids";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { SHOPIFY_TOPICS } from "../../app/shopify/topics.ts";
import { bytesOf } from "../fixtures/shopify/order-body.ts";
import { SHOP } from "../http/running-spine.ts";
import { forgeToken } from "./forge-token.ts";
import { type HostileShop, SECRET, sign, startHostileShop } from "./hostile-shop.ts";

let shop: HostileShop;
beforeAll(async () => {
  shop = await startHostileShop();
});
afterEach(() => shop.isUnharmed());
afterAll(() => shop.stop());

const OTHER = "other.myshopify.com";
const TOPICS = [...SHOPIFY_TOPICS.keys()];
/** What would take something away from the victim if it were believed. */
const HARMFUL = [
  "app/uninstalled",
  "app/scopes_update",
  "shop/redact",
  "customers/redact",
  "orders/delete",
  "orders/cancelled",
];
const post = (topic: string, body: string | Buffer, headers = {}) =>
  shop.post(body, { headers: { "X-Shopify-Topic": topic, ...headers } });
const quarantined = (reason: string) => ({ status: 200, stored: [`quarantined: ${reason}`] });

test.each(TOPICS)("H26 a session token with its signature as a webhook is kept and not used: %s", async (topic) => {
  const claims = { iss: `https://${SHOP}/admin`, dest: `https://${SHOP}` };
  const token = forgeToken({ claims, clientId: "client-id", secret: SECRET });
  const [header, payload, signature = ""] = token.split(".");
  const body = `${header}.${payload}`;
  const standard = Buffer.from(signature, "base64url").toString("base64");
  expect(standard).toBe(sign(body));
  expect(await post(topic, body, { "X-Shopify-Hmac-Sha256": standard })).toMatchObject(quarantined("unreadable_body"));
  expect(await post(topic, body, { "X-Shopify-Hmac-Sha256": signature })).toMatchObject({ status: 401, stored: [] });
});

test.each(TOPICS)("H28 what a Flow action sends is kept and not used: %s", async (topic) => {
  const action = {
    shop_id: 1,
    shopify_domain: SHOP,
    action_run_id: "0f0f-1",
    action_definition_id: "notify",
    handle: "notify",
    step_reference: "1::run_action::2",
    properties: { order_id: 7_000_000_000_001, id: 7_000_000_000_001 },
  };
  expect(await post(topic, bytesOf(action))).toMatchObject(quarantined("not_of_this_topic"));
});

test.each(HARMFUL)("H29 a link into the admin with its signature is kept and not used: %s", async (topic) => {
  const query = `host=${Buffer.from(`${SHOP}/admin`).toString("base64url")}&shop=${SHOP}&timestamp=1767225600`;
  const hex = createHmac("sha256", SECRET).update(query).digest("hex");
  const headers = { "X-Shopify-Hmac-Sha256": Buffer.from(hex, "hex").toString("base64") };
  expect(await post(topic, query, headers)).toMatchObject(quarantined("unreadable_body"));
  expect(await post(topic, query, { "X-Shopify-Hmac-Sha256": hex })).toMatchObject({ status: 401, stored: [] });
});

describe("H30 a webhook under the name of another", () => {
  const bodyOf = (): Record<string, unknown> => shop.spoilt();

  test.each([
    "app/uninstalled",
    "app/scopes_update",
    "bulk_operations/finish",
    "customers/redact",
    "customers/data_request",
    "shop/redact",
    "orders/edited",
    "refunds/create",
    "fulfillments/create",
  ])("is kept and not used: an order as %s", async (topic) =>
    expect(await post(topic, bytesOf(bodyOf()))).toMatchObject(quarantined("not_of_this_topic")),
  );

  test("is no deletion either: a deletion has no effect, and an order that passes for one has none", async () => {
    expect(await post("orders/delete", bytesOf(bodyOf()))).toMatchObject({ status: 200, stored: ["done: no_order"] });
  });

  test.each([
    ["shop/redact", { shop_id: 1, shop_domain: SHOP, customer: { id: 1 }, orders_to_redact: [] }],
    [
      "shop/redact",
      { shop_id: 1, shop_domain: SHOP, customer: { id: 1 }, data_request: { id: 1 }, orders_requested: [] },
    ],
    [
      "customers/redact",
      { shop_id: 1, shop_domain: SHOP, customer: { id: 1 }, data_request: { id: 1 }, orders_requested: [] },
    ],
    ["app/uninstalled", { shop_id: 1, shop_domain: SHOP }],
    ["orders/delete", { id: 1, myshopify_domain: SHOP }],
  ])("is kept and not used: another message as %s", async (topic, body) => {
    expect(await post(topic, bytesOf(body))).toMatchObject(quarantined("not_of_this_topic"));
  });
});

describe("H31 a webhook of one shop in the name of another", () => {
  test.each([
    ["app/uninstalled", { id: 1, myshopify_domain: OTHER }],
    ["shop/redact", { shop_id: 1, shop_domain: OTHER }],
    [
      "customers/redact",
      { shop_id: 1, shop_domain: OTHER, customer: { id: 1 }, orders_to_redact: [7_000_000_000_001] },
    ],
    ["customers/data_request", { shop_id: 1, shop_domain: OTHER, customer: { id: 1 }, data_request: { id: 1 } }],
  ])("is kept and not used where it says whose it is: %s", async (topic, body) => {
    expect(await post(topic, bytesOf(body))).toMatchObject(quarantined("shop_mismatch"));
    const { rows } = await shop.spine.pool.query(
      "SELECT FROM problem WHERE shop_id = $1 AND code = 'events_quarantined'",
      [shop.shopId],
    );
    expect(rows).toHaveLength(1);
  });

  // An order does not say whose it is: it becomes one of the shop that is named, and the shop it is of never hears of it.
  test("leaves the order it is about to the shop that has it", async () => {
    const body = shop.spoilt();
    expect(await post("orders/updated", bytesOf(body), { "X-Shopify-Shop-Domain": OTHER })).toMatchObject({
      status: 200,
    });
    const { rows } = await shop.spine.pool.query<{ shop_id: string; delivered: string | null }>(
      "SELECT shop_id, delivered FROM shop_order WHERE order_id = $1 ORDER BY shop_id <> $2",
      [String(body.id), shop.shopId],
    );
    expect(rows.map(({ shop_id }) => shop_id)).toEqual([shop.shopId, shopIdOf("shopify", OTHER)]);
    expect(rows[1]?.delivered).toBeNull();
  });
});
