import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addressBody, bytesOf, lineBody, moneySet, refundBody } from "../fixtures/shopify/order-body.ts";
import { type HostileShop, startHostileShop } from "./hostile-shop.ts";

let shop: HostileShop;
beforeAll(async () => {
  shop = await startHostileShop();
});
afterAll(async () => {
  await shop.isUnharmed();
  await shop.stop();
});

const quarantined = (reason: string) => ({ status: 200, stored: [`quarantined: ${reason}`], order: null, held: null });
const skipped = (reason: string) => ({ status: 200, stored: ["done"], order: `skipped: ${reason}`, held: null });
const delivered = (held: Record<string, unknown> = {}) => ({ status: 200, stored: ["done"], order: "delivered", held });

async function deliver(overrides: Record<string, unknown>, rewrite: (text: string) => string = (text) => text) {
  const { id, body } = shop.order(overrides);
  return shop.deliver(id, rewrite(JSON.stringify(body)));
}

describe("B6 money", () => {
  const total = (written: string) =>
    deliver({ total_price: "TOTAL", total_price_set: null }, (text) => text.replace('"TOTAL"', written));

  test.each([
    '"19.99"',
    "19.99",
    '"-0"',
    "-0",
    '"0.00"',
    '"-3.10"',
    "9007199254740993",
    `"0.${"3".repeat(30)}"`,
    '"100.50"',
  ])("is what was written, as near as the core's numbers are: %s", async (written) => {
    const { order, held } = await total(written);
    const amount = Number(JSON.parse(written));
    expect([order, held?.total_order_price]).toEqual(["delivered", amount === 0 ? 0 : amount]);
  });

  test.each([
    '"1e3"',
    "1e3",
    "1e400",
    '"NaN"',
    '"Infinity"',
    '"1,99"',
    '"1.999,00"',
    '""',
    '" "',
    '"0x10"',
    '"€5"',
    "true",
    "{}",
    "[]",
    '"+1"',
    '"1 000"',
    `"1.${"3".repeat(31)}"`,
  ])("is never guessed, and never nothing: %s", async (written) =>
    expect(await total(written)).toMatchObject(quarantined("unreadable_money")),
  );

  test.each([
    ["JPY", "100.5"],
    ["JPY", "100"],
    ["KWD", "1.234"],
    ["EUR", "1.999"],
  ])("has the places that it was sent with: %s %s", async (currency, price) => {
    const line = lineBody({ price, price_set: moneySet(price, currency) });
    const { held } = await deliver({
      currency,
      presentment_currency: currency,
      total_price: price,
      line_items: [line],
    });
    expect(held).toMatchObject({ currency, total_order_price: Number(price), products: [{ price: Number(price) }] });
  });

  test("adds up to the last digit where a sum is missing", async () => {
    const lines = ["0.1", "0.2", "0.30"].map((price, id) =>
      lineBody({ id, admin_graphql_api_id: null, quantity: 1, price, price_set: null }),
    );
    const { held } = await deliver({
      line_items: lines,
      subtotal_price: null,
      subtotal_price_set: null,
      current_subtotal_price: null,
      current_subtotal_price_set: null,
    });
    expect(held).toMatchObject({ sub_total_price: 0.6 });
  });
});

test.each([
  ["an emoji of several", "\u{1f468}\u200d\u{1f469}\u200d\u{1f467}"],
  ["written from the right", "\u202egnp.exe\u202c"],
  ["of no width", "\u200b\u200c\u200d\u2060\ufeff1"],
  ["10 kB of marks", `e${"\u0301".repeat(5_000)}`],
  ["that looks like another", "РOT-ВLUЕ"],
  ["in full width", "ＰＯＴ"],
  ["not composed", "Cafe\u0301"],
])("B9 a text passes as it is: %s", async (_name, text) => {
  const { order, held } = await deliver({
    name: text,
    note_attributes: [{ name: text, value: text }],
    shipping_address: addressBody({ name: text, city: text }),
    line_items: [lineBody({ title: text, sku: text })],
  });
  expect(order).toBe("delivered");
  expect(held).toMatchObject({
    order_name: text,
    address: { name: text, city: text },
    products: [{ title: text, sku: text }],
    order_analytics: { note_attributes: [{ name: text, value: text }] },
  });
});

describe("B10 lines", () => {
  test.each([0, 1, 10_000])("%i of them are delivered", async (count) => {
    const lines = Array.from({ length: count }, (_, id) => ({ id: id + 1, title: "Tea", price: "1.00", quantity: 1 }));
    const { order, held } = await deliver({ line_items: lines });
    expect([order, Object(held?.products).length]).toEqual(["delivered", count]);
  });

  test.each([[[null]], [[lineBody(), null]], [["x"]], [[[]]], [[{}]]])(
    "that are none make an order unusable: %j",
    async (lines) => {
      expect(await deliver({ line_items: lines })).toMatchObject(quarantined("unreadable_money"));
    },
  );
});

describe("B11 a quantity", () => {
  test.each([
    ["1.5", 1],
    ["1e9", 1_000_000_000],
    ["1e21", 1_000_000_000],
    ['"3"', 3],
    ['"x"', 1],
    ["null", 1],
    ["{}", 1],
  ])("is a whole number of pieces: %s is %i", async (written, quantity) => {
    const line = lineBody({ quantity: "N", current_quantity: "N" });
    const { order, held } = await deliver({ line_items: [line] }, (text) => text.replaceAll('"N"', written));
    expect([order, held?.products]).toMatchObject(["delivered", [{ quantity }]]);
  });

  test.each(["-1", "0", "-1e9", "0.9", '"-2"'])("of nothing is no line any more: %s", async (written) => {
    const line = lineBody({ quantity: "N", current_quantity: "N" });
    const { order, held } = await deliver({ line_items: [line] }, (text) => text.replaceAll('"N"', written));
    expect([order, held?.products]).toEqual(["delivered", []]);
  });

  test.each([-5, 0, 1.5, 1e9, "x", null])(
    "of a refund takes nothing away that was not ordered: %s",
    async (quantity) => {
      const { id, body } = shop.order();
      await shop.deliver(id, bytesOf(body));
      const refund = refundBody({
        order_id: Number(id),
        refund_line_items: [{ id: 1, line_item_id: 14000000000001, quantity, subtotal: "1.00" }],
      });
      const after = await shop.deliver(id, bytesOf(refund), { headers: { "X-Shopify-Topic": "refunds/create" } });
      expect(after).toMatchObject({
        status: 200,
        stored: ["done"],
        order: "delivered",
        held: { products: [{ quantity: 2 }] },
      });
    },
  );
});

describe("B12 a customer", () => {
  test.each([undefined, null, {}, [], "x", { id: null, email: null }])(
    "who is none makes a guest's order: %j",
    async (customer) => {
      expect(await deliver({ customer })).toMatchObject(
        delivered({ external_customer_id: null, email_id: "ada@example.com" }),
      );
    },
  );

  test.each([
    null,
    "",
    "ada",
    "ada@example.com\r\nBcc: eve@example.com",
    "ada@example.com\nBcc:eve@example.com",
    "ada@example.com, eve@example.com",
    `${"a".repeat(300)}@example.com`,
    7,
    {},
  ])("is not written to where that is no address: %j", async (email) => {
    const { order, held } = await deliver({ email, contact_email: email, customer: { id: 1, email } });
    expect([order, held?.email_id]).toEqual(["delivered", null]);
  });

  test.each(["ADA@EXAMPLE.COM", "ada@exämple.com", "ada+tag@example.com", " ada@example.com\n"])(
    "is written to at any address that is one: %j",
    async (email) => {
      expect(await deliver({ email, customer: null })).toMatchObject(delivered({ email_id: email.trim() }));
    },
  );
});

describe("B13 an address", () => {
  test.each([null, undefined, {}, [], "x"])("that is none is not sent: %j", async (shipping_address) => {
    expect(await deliver({ shipping_address })).toMatchObject(skipped("no_address"));
  });

  test.each([
    ["XX", "XX"],
    ["de", "DE"],
    ["DEU", null],
    ["D", null],
    ["<b", null],
    [49, null],
    [null, null],
  ])("has the country code %j as %j", async (written, country_code) => {
    expect(await deliver({ shipping_address: addressBody({ country_code: written }) })).toMatchObject(
      delivered({ address: { country_code } }),
    );
  });

  test.each([
    ["01234", "01234"],
    [1234, "1234"],
    ["0".repeat(5_000), "0".repeat(5_000)],
    ["SW1A 1AA", "SW1A 1AA"],
  ])("has its zip as it is written: %j", async (zip, zip_code) => {
    expect(await deliver({ shipping_address: addressBody({ zip }) })).toMatchObject(
      delivered({ address: { zip_code } }),
    );
  });

  test("may have a street of 5 kB", async () => {
    const street = "Weg ".repeat(1_280).trim();
    expect(await deliver({ shipping_address: addressBody({ address1: street }) })).toMatchObject(
      delivered({ address: { address_line_1: street } }),
    );
  });
});

describe("B14 attributes", () => {
  const attributesOf = async (note_attributes: unknown) => {
    const { order, held } = await deliver({ note_attributes });
    expect(order).toBe("delivered");
    return Object(held?.order_analytics).note_attributes;
  };
  const many = (count: number) => Array.from({ length: count }, (_, n) => ({ name: `n${n}`, value: "v" }));

  test("are 250 at most, of 64 kB, and whole", async () => {
    expect(await attributesOf(many(1_000))).toEqual(many(250));
    const huge = { name: "huge", value: "x".repeat(1_000_000) };
    expect(await attributesOf([huge, { name: "a", value: "1" }])).toEqual([{ name: "a", value: "1" }]);
  });

  test.each([
    [
      "a name that comes twice",
      [
        { name: "a", value: "1" },
        { name: "a", value: "2" },
      ],
      [{ name: "a", value: "2" }],
    ],
    ["names that are empty", [{ name: "", value: "1" }, { name: " ", value: "2" }, { value: "3" }], []],
    ["an object", [{ name: "a", value: { b: [1, 2.5] } }], [{ name: "a", value: '{"b":[1,2.5]}' }]],
    ["a list", [{ name: "a", value: [1, "x", null] }], [{ name: "a", value: '[1,"x",null]' }]],
    ["a number", [{ name: "a", value: 1.5 }], [{ name: "a", value: "1.5" }]],
    ["a yes", [{ name: "a", value: true }], [{ name: "a", value: "true" }]],
    ["nothing", [{ name: "a", value: null }], [{ name: "a", value: "" }]],
    ["none", null, []],
    ["no list", "x", []],
  ])("become texts by one rule: %s", async (_name, sent, kept) => expect(await attributesOf(sent)).toEqual(kept));
});
