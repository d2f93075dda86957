import fc from "fast-check";
import { expect, test } from "vitest";
import { nameShop } from "./name-shop.ts";
import { replaceMembers, scanMembers } from "./scan-members.ts";

const shop = { domain: "conf-0001.myshopify.com", slug: "conf-0001", id: "70000000001" };

test("every member of an object is found where it stands", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true }), fc.nat(3), (object, indent) => {
      const text = JSON.stringify(object, null, indent);
      const found = [...scanMembers(text)].map(([name, { start, end }]) => [name, JSON.parse(text.slice(start, end))]);
      expect(found).toEqual(Object.entries(JSON.parse(text)));
    }),
  );
});

test("of a name that comes twice the last counts, as it does for JSON.parse", () => {
  expect(replaceMembers('{"a":1,"a":2}', new Map([["a", "3"]]))).toBe('{"a":1,"a":3}');
});

test("the shop is written in, and no digit or space of the rest is touched", () => {
  const text =
    '{ "shop_id": 954889, "shop_domain": "{shop}.myshopify.com",\n "customer": {"id": 191167000000000000123, "total": 1.10} }';
  expect(nameShop("customers/redact", Buffer.from(text), shop).toString()).toBe(
    '{ "shop_id": 70000000001, "shop_domain": "conf-0001.myshopify.com",\n "customer": {"id": 191167000000000000123, "total": 1.10} }',
  );
});

test("a shop named by a global id stays named by one", () => {
  expect(nameShop("app/scopes_update", Buffer.from('{"shop_id":"gid://shopify/Shop/1"}'), shop).toString()).toBe(
    '{"shop_id":"gid://shopify/Shop/70000000001"}',
  );
});

test.each(['{"id":1,"note":"x"}', '{"id":1', "[1]", "\xff"])(
  "bytes that name no shop stay what they are: %s",
  (text) => {
    const bytes = Buffer.from(text, "latin1");
    expect(nameShop("orders/create", bytes, shop)).toBe(bytes);
  },
);
