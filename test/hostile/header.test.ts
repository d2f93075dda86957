import { createHash } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { SHOPIFY_TOPICS } from "../../app/shopify/topics.ts";
import { bytesOf } from "../fixtures/shopify/order-body.ts";
import { SHOP } from "../http/running-spine.ts";
import { asBytes, type HostileShop, startHostileShop } from "./hostile-shop.ts";

let shop: HostileShop;
beforeAll(async () => {
  shop = await startHostileShop();
});
afterEach(() => shop.isUnharmed());
afterAll(() => shop.stop());

const spoilt = () => bytesOf(shop.spoilt());
const BROKEN = { status: 400, stored: [] };
const unknown = { status: 200, stored: ["quarantined: unknown_topic"] };
const withTopic = (topic: string) => shop.post(spoilt(), { headers: { "X-Shopify-Topic": topic } });

describe("K1 a topic that objects have", () => {
  test.each(["__proto__", "__PROTO__", "constructor", "toString", "hasOwnProperty", "valueOf", "__defineGetter__"])(
    "is one that nobody knows: %s",
    async (topic) => expect(await withTopic(topic)).toMatchObject(unknown),
  );
});

describe("K2 a topic that is no word", () => {
  test.each([
    ["10 kB", "x".repeat(10_000)],
    ["10 kB that begin well", `orders/updated${" x".repeat(5_000)}`],
    ["emoji", asBytes("orders/updated\u{1f4a5}")],
    ["bytes that are not UTF-8", "orders/updated\xff"],
    ["in capitals", "ORDERS/UPDATED"],
    ["two of them", "orders/updated, orders/create"],
    ["a path", "../orders/updated"],
  ])("is one that nobody knows, and no label of a metric: %s", async (_name, topic) => {
    expect(await withTopic(topic)).toMatchObject(unknown);
    expect(shop.labels.at(-1)).toEqual({ source: "shopify", topic: "other", outcome: "stored", reason: "" });
    const [kept] = await shop.rows<{ topic: string }>(
      "SELECT topic FROM inbox_event ORDER BY received_at DESC LIMIT 1",
      [],
    );
    expect(kept?.topic.length).toBeLessThanOrEqual(128);
  });

  test.each([
    "orders/updated\r\n\r\nx",
    "orders/updated\nx: y",
    "orders/updated\ry",
    "orders/updated\0",
    "orders/updated\x7f",
    "orders/updated\x1b[2J",
  ])("is a broken request where HTTP does not allow it: %j", async (topic) =>
    expect(await withTopic(topic)).toMatchObject(BROKEN),
  );

  test("and labels are few, whatever came", () => {
    const topics = new Set(shop.labels.map(({ topic }) => topic));
    expect([...topics].filter((topic) => topic !== "other" && !SHOPIFY_TOPICS.has(topic))).toEqual([]);
  });
});

describe("K3 the ids of a delivery", () => {
  test.each([undefined, "", " ", "\t"])("must be there: webhook id %j", async (id) => {
    expect(await shop.post(spoilt(), { headers: { "X-Shopify-Webhook-Id": id } })).toMatchObject(BROKEN);
  });

  test.each([undefined, "", " "])("are not missed where only the event's is not there: %j", async (id) => {
    const { id: orderId, body } = shop.order();
    const headers = { "X-Shopify-Event-Id": id, "X-Shopify-Webhook-Id": `k3 ${orderId}` };
    expect(await shop.deliver(orderId, bytesOf(body), { headers })).toMatchObject({ status: 200, order: "delivered" });
    expect(await shop.deliver(orderId, bytesOf(body), { headers })).toMatchObject({ status: 200, stored: [] });
  });
});

test.each([9_000, 12_000])("K4 a webhook id of %i bytes is kept as its hash, and known again", async (length) => {
  const webhookId = Buffer.from(Array.from({ length }, (_, n) => 33 + ((n * 7_919) % 90))).toString();
  const { id, body } = shop.order();
  const headers = { "X-Shopify-Webhook-Id": webhookId };
  expect(await shop.deliver(id, bytesOf(body), { headers })).toMatchObject({ status: 200, stored: ["done"] });
  expect(await shop.deliver(id, bytesOf(body), { headers })).toMatchObject({ status: 200, stored: [] });
  const [kept] = await shop.rows<{ key: Buffer }>(
    "SELECT event_key AS key FROM inbox_event ORDER BY received_at DESC LIMIT 1",
    [],
  );
  expect(kept?.key).toEqual(createHash("sha256").update(webhookId).digest());
});

test.each(["2099-01", "unstable", "1999-13", "%%%", "x".repeat(5_000), undefined])(
  "K5 an order of API version %s is read as any",
  async (version) => {
    const { id, body } = shop.order();
    const headers = { "X-Shopify-API-Version": version };
    expect(await shop.deliver(id, bytesOf(body), { headers })).toMatchObject({ status: 200, order: "delivered" });
  },
);

describe("K6 a time of triggering", () => {
  const AT = "X-Shopify-Triggered-At";
  const WILD = [
    "1970-01-01T00:00:00Z",
    "2999-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999999999Z",
    "0001-01-01T00:00:00Z",
    "tomorrow",
    "1e99",
    "-1",
    "",
  ];
  const withZip = (order: Record<string, unknown>, zip: string, updated: string) =>
    bytesOf({ ...order, updated_at: updated, shipping_address: { ...Object(order.shipping_address), zip } });

  test.each(WILD)("never makes an older order newer: %s", async (time) => {
    const { id, body } = shop.order();
    await shop.deliver(id, withZip(body, "22222", "2026-11-03T00:00:00Z"), {
      headers: { [AT]: "2026-11-03T00:00:00Z" },
    });
    const late = withZip(body, "11111", "2026-11-02T00:00:00Z");
    const { status, held } = await shop.deliver(id, late, { headers: { [AT]: time } });
    expect([status, held?.address]).toMatchObject([200, { zip_code: "22222" }]);
  });

  test.each(WILD)("never keeps a newer order out: %s", async (time) => {
    const { id, body } = shop.order();
    await shop.deliver(id, withZip(body, "11111", "2026-11-02T00:00:00Z"), { headers: { [AT]: time } });
    for (const updated of ["2026-11-02T00:00:00Z", "2026-11-03T00:00:00Z"]) {
      const newer = withZip(body, "22222", updated);
      const { held } = await shop.deliver(id, newer, { headers: { [AT]: "2026-11-03T00:00:00Z" } });
      expect(held?.address).toMatchObject({ zip_code: "22222" });
    }
  });
});

describe("K7 what a proxy would say", () => {
  const SAYS = {
    "X-Forwarded-For": "127.0.0.1",
    "X-Forwarded-Host": "evil.com",
    "X-Forwarded-Proto": "http",
    Forwarded: "for=127.0.0.1;host=evil.com;proto=http",
    "X-Original-URL": "/healthz",
    "X-Rewrite-URL": "/healthz",
    "X-HTTP-Method-Override": "GET",
    "X-Real-IP": "127.0.0.1",
  };

  test.each(Object.entries(SAYS))("has no effect: %s", async (name, value) => {
    const refused = await shop.post(spoilt(), { headers: { [name]: value, "X-Shopify-Hmac-Sha256": "AAAA" } });
    expect(refused).toMatchObject({ status: 401, stored: [] });
    expect(await shop.post(spoilt(), { headers: { [name]: value }, method: "GET" })).toMatchObject({ status: 405 });
    expect(
      await shop.post(spoilt(), { headers: { [name]: value, "X-HTTP-Method-Override": "POST" }, method: "PUT" }),
    ).toMatchObject({ status: 405 });
    const { id, body } = shop.order();
    const taken = await shop.deliver(id, bytesOf(body), { headers: { [name]: value } });
    expect(taken).toMatchObject({ status: 200, order: "delivered" });
    expect(taken.answer).not.toMatch(/evil|location/i);
  });
});

describe("K9 two shops in the header", () => {
  test.each([SHOP, "other.myshopify.com", ""])("are none, even where both are the same: %s", async (second) => {
    const lines = [`X-Shopify-Shop-Domain: ${second}`];
    expect(await shop.post(spoilt(), { lines })).toMatchObject(BROKEN);
    expect(await shop.post(spoilt(), { headers: { "X-Shopify-Shop-Domain": `${SHOP}, ${second}` } })).toMatchObject(
      BROKEN,
    );
  });
});

test.each([
  ["200 of them", Array.from({ length: 200 }, (_, n) => `X-${n}: 1`)],
  ["64 kB in one", [`X: ${"x".repeat(64_000)}`]],
  ["64 kB in many", Array.from({ length: 64 }, (_, n) => `X-${n}: ${"x".repeat(1_000)}`)],
  ["64 kB in a name", [`${"x".repeat(64_000)}: 1`]],
])("K10 too much of headers is refused: %s", async (_name, lines) => {
  expect(await shop.post(spoilt(), { lines })).toMatchObject({ status: 431, stored: [] });
});
