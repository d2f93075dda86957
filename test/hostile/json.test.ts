import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { fulfillmentBody, lineBody } from "../fixtures/shopify/order-body.ts";
import { type HostileShop, startHostileShop } from "./hostile-shop.ts";

/* The paths of a mapping, which B1 speaks of too, are M3. */
let shop: HostileShop;
beforeAll(async () => {
  shop = await startHostileShop();
});
afterEach(() => shop.isUnharmed());
afterAll(() => shop.stop());

const DELIVERED = { status: 200, stored: ["done"], order: "delivered" };
const UNREADABLE = { status: 200, stored: ["quarantined: unreadable_body"] };

/** An order, changed as an object or as a text. */
async function deliver(overrides: Record<string, unknown>, rewrite: (text: string) => string = (text) => text) {
  const { id, body } = shop.order(overrides);
  return shop.deliver(id, rewrite(JSON.stringify(body)));
}

describe("B1 keys that objects have", () => {
  test.each([
    '"__proto__":{"admin":true}',
    '"constructor":{"prototype":{"admin":true}}',
    '"__proto__":null',
    '"toString":1,"hasOwnProperty":1,"valueOf":null',
  ])("are keys like any other at the top of an order: %s", async (members) => {
    expect(await deliver({}, (text) => text.replace("{", `{${members},`))).toMatchObject(DELIVERED);
    expect(Reflect.get({}, "admin")).toBeUndefined();
  });

  test("are not looked through for what is missing", async () => {
    const inherited = Buffer.from(`{"__proto__":${JSON.stringify(shop.spoilt())}}`);
    expect(await shop.post(inherited)).toMatchObject({ status: 200, stored: ["quarantined: not_of_this_topic"] });
  });

  test.each(["__proto__", "constructor", "constructor.prototype.admin", "prototype", "__proto__.admin"])(
    "are names of attributes like any other: %s",
    async (name) => {
      const { held, order } = await deliver({
        note_attributes: [
          { name, value: "1" },
          { name: "after", value: { admin: true } },
        ],
        line_items: [lineBody({ properties: { [name]: "1" } })],
      });
      expect(order).toBe("delivered");
      const attributes = [
        { name, value: "1" },
        { name: "after", value: '{"admin":true}' },
      ];
      expect(held?.order_analytics).toMatchObject({ note_attributes: attributes });
      expect(Reflect.get({}, "admin")).toBeUndefined();
    },
  );
});

test.each([65, 100, 5_000, 100_000, 1_000_000])("B2 a body nested %i deep is kept and not read", async (depth) => {
  for (const [open, close] of [
    ["[", "]"],
    ['{"a":', "}"],
  ] as const) {
    const nested = open.repeat(depth) + (open === "[" ? "" : "0") + close.repeat(depth);
    if (nested.length > 5_000_000) continue;
    const body = JSON.stringify(shop.spoilt()).replace("{", `{"nested":${nested},`);
    expect(await shop.post(body)).toMatchObject(UNREADABLE);
    expect(await shop.post(open.repeat(depth))).toMatchObject(UNREADABLE);
  }
});

test.each([
  ["200,000 keys", () => `{${Array.from({ length: 200_000 }, (_, key) => `"k${key}":0`)},`],
  ["200,000 times one key", () => `{${'"k":0,'.repeat(200_000)}`],
  ["500,000 values", () => `{"values":[${"0,".repeat(500_000)}0],`],
])("B3 a body of %s is kept and not read", async (_name, begin) => {
  expect(await shop.post(JSON.stringify(shop.spoilt()).replace("{", begin()))).toMatchObject(UNREADABLE);
});

describe("B4 a key that comes twice", () => {
  test("has its last value for the lane as for the order", async () => {
    const { id, body } = shop.order();
    const first = `"id":1,"admin_graphql_api_id":"gid://shopify/Order/1","currency":"€","total_price":"x"`;
    const text = JSON.stringify(body).replace("{", `{${first},`);
    expect(await shop.deliver(id, text)).toMatchObject({
      ...DELIVERED,
      held: { total_order_price: 54.7, currency: "EUR" },
    });
    expect(await shop.held("1")).toBeNull();
  });

  test("is the same key however it is escaped", async () => {
    const { id, body } = shop.order();
    const text = `${JSON.stringify(body).slice(0, -1)},"\\u0069d":2,"admin_graphql_api\\u005fid":"gid://shopify/Order/${id}"}`;
    expect(await shop.deliver(id, text)).toMatchObject(DELIVERED);
    expect(await shop.held("2")).toBeNull();
  });
});

describe("B5 an id", () => {
  test.each([
    ["9007199254740993", "9007199254740993"],
    ["820982911946154508", "820982911946154508"],
    ['"7000000900001"', "7000000900001"],
    ['"gid://shopify/Order/7000000900002"', "7000000900002"],
    ["-1", "-1"],
    ["0", "0"],
    ["1.5", "1.5"],
    ["1e3", "1e3"],
    [`"${"0".repeat(64)}"`, "0".repeat(64)],
  ])("is a text from end to end: %s", async (written, id) => {
    const { body } = shop.order({ id: "ID", admin_graphql_api_id: null });
    expect(await shop.deliver(id, JSON.stringify(body).replace('"ID"', written))).toMatchObject(DELIVERED);
  });

  test("is one order however it is written", async () => {
    const id = "7000000900003";
    const body = (written: string, name: string) =>
      JSON.stringify(shop.order({ id: "ID", admin_graphql_api_id: null, name }).body).replace('"ID"', written);
    for (const [n, written] of [id, `"${id}"`, `"gid://shopify/Order/${id}"`].entries()) {
      await shop.deliver(id, body(written, `#${n}`));
    }
    expect(await shop.found({ external_id: id })).toHaveLength(1);
    const orders = await shop.rows("SELECT FROM shop_order WHERE order_id LIKE '%7000000900003%'", []);
    expect(orders).toHaveLength(1);
  });

  test.each([
    "null",
    "true",
    '""',
    '" "',
    "{}",
    "[1]",
    '"é"',
    `"${"1".repeat(65)}"`,
    '"gid://shopify/Refund/1"',
    '"a\\u0000b"',
  ])("is none where it is %s", async (written) => {
    const body = JSON.stringify(shop.order({ id: "ID", admin_graphql_api_id: null }).body).replace('"ID"', written);
    const none = { status: 200, stored: ["quarantined: no_order_id"] };
    expect(await shop.post(body)).toMatchObject(none);
    const part = JSON.stringify(fulfillmentBody({ order_id: "ID" })).replace('"ID"', written);
    expect(await shop.post(part, { headers: { "X-Shopify-Topic": "fulfillments/create" } })).toMatchObject(none);
  });
});

describe("B7 NUL in a text", () => {
  test("is left out, and the order goes on", async () => {
    const texts = { name: "#\u00001", note: "\0", tags: "a\0b, \0", email: "a\0da@example.com", order_number: "1\0" };
    const { order, held } = await deliver({
      ...texts,
      note_attributes: [{ name: "n\0", value: "v\0" }],
      line_items: [lineBody({ title: "Tea\0pot", sku: "\0" })],
    });
    expect(order).toBe("delivered");
    expect(held).toMatchObject({ order_name: "#1", order_number: "1", email_id: "ada@example.com" });
    expect(JSON.stringify(held)).not.toContain("\\u0000");
  });

  test.each(["NUL between the tokens", "NUL in a number"])("is no JSON outside of one: %s", async (where) => {
    const text = JSON.stringify(shop.spoilt());
    expect(
      await shop.post(where.startsWith("NUL b") ? text.replace("{", "{\0") : text.replace(":7", ":7\0")),
    ).toMatchObject(UNREADABLE);
  });
});

test.each(["\\ud800", "\\udfff", "\\ud800\\ud800", "\\udc00\\ud800", "x\\ud83d"])(
  "B8 half a character is replaced, and the order goes on: %s",
  async (half) => {
    const { order, held } = await deliver({ name: "HALF", email: null }, (text) => text.replaceAll("HALF", half));
    expect(order).toBe("delivered");
    expect(String(held?.order_name)).toMatch(/^x?\ufffd+$/);
  },
);

test.each([
  ["500 more", Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`field_${n}`, { n, deep: [n] }]))],
  ["dots and dollars", { "a.b": 1, $where: "1", $ne: null, "a[0]": 1, "": 1, " ": 1, "line_items.0.price": "0" }],
  ["a very long one", { ["k".repeat(1_000_000)]: "v".repeat(1_000_000) }],
])("B20 fields nobody knows are passed over: %s", async (_name, fields) => {
  expect(await deliver(fields)).toMatchObject({ ...DELIVERED, held: { total_order_price: 54.7 } });
});

test.each<[string, (text: string) => string]>([
  ["a comment in front", (text) => `// c\n${text}`],
  ["a comment inside", (text) => text.replace("{", "{/* c */")],
  ["a comma too many", (text) => text.replace(/}$/, ",}")],
  ["NaN", (text) => text.replace("{", '{"n":NaN,')],
  ["Infinity", (text) => text.replace("{", '{"n":-Infinity,')],
  ["undefined", (text) => text.replace("{", '{"n":undefined,')],
  ["single quotes", (text) => text.replaceAll('"', "'")],
  ["keys without quotes", (text) => text.replace('"id"', "id")],
  ["a byte order mark inside", (text) => text.replace("{", "{\ufeff")],
  ["two byte order marks", (text) => `\ufeff\ufeff${text}`],
  ["two documents", (text) => text + text],
  ["two documents in lines", (text) => `${text}\n${text}\n`],
  ["a number with a plus", (text) => text.replace("{", '{"n":+1,')],
  ["a number in hex", (text) => text.replace("{", '{"n":0x10,')],
  ["a number with a leading nought", (text) => text.replace("{", '{"n":01,')],
  ["a line break in a text", (text) => text.replace("spoilt", "spo\nilt")],
  ["another escape", (text) => text.replace("spoilt", "\\x41")],
  ["a guard in front", (text) => `)]}',\n${text}`],
  ["without its end", (text) => text.slice(0, -1)],
])("B21 what is nearly JSON is kept and not read: %s", async (_name, rewrite) => {
  expect(await shop.post(rewrite(JSON.stringify(shop.spoilt())))).toMatchObject(UNREADABLE);
});
