import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { documentedBodies } from "../../test/fixtures/shopify/documented-bodies.ts";
import { bytesOf, fulfillmentBody, orderBody, refundBody } from "../../test/fixtures/shopify/order-body.ts";
import { normaliseShopify } from "./normalise.ts";
import { laneKeyOf } from "./order-lane.ts";
import { SHOPIFY_TOPICS } from "./topics.ts";

const UNKEYED = /^unkeyed:[0-9a-f]{32}$/;
const lane = (text: string, topic = "orders/create") => laneKeyOf(topic, Buffer.from(text));

/** The same JSON with the keys of every object in another order. */
function shuffled(value: unknown, random: () => number): unknown {
  if (Array.isArray(value)) return value.map((item) => shuffled(item, random));
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).map(([key, member]) => ({ key, member, at: random() }));
  members.sort((a, b) => a.at - b.at);
  return Object.fromEntries(members.map(({ key, member }) => [key, shuffled(member, random)]));
}

/** What the lane must be, found by parsing; ids of the examples are what JSON.stringify writes. */
function expectedLane(topic: string, body: Record<string, unknown>): string {
  const kind = SHOPIFY_TOPICS.get(topic);
  if (kind === "shop") return "shop";
  const gid = /^gid:\/\/shopify\/Order\/(\d+)$/.exec(String(body.admin_graphql_api_id))?.[1];
  if (kind === "order" || kind === "delete") return gid ?? String(body.id);
  const holder: { order_id?: unknown } = kind === "edit" ? Object(body.order_edit) : body;
  return String(holder.order_id);
}

describe("every documented body, its keys shuffled", () => {
  const bodies = documentedBodies(SHOPIFY_TOPICS.keys());

  test("all topics are documented, most in many versions", () => {
    expect(new Set(bodies.map(({ topic }) => topic))).toEqual(new Set(SHOPIFY_TOPICS.keys()));
    expect(bodies.length).toBeGreaterThan(150);
  });

  test("has the lane of its order: the digits of the global id, else the id as written", () => {
    for (const { topic, body } of bodies) {
      const expected = expectedLane(topic, body);
      fc.assert(
        fc.property(fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), fc.boolean(), (numbers, pretty) => {
          const random = () => numbers.next().value ?? 0;
          const text = JSON.stringify(shuffled(body, random), null, pretty ? 2 : 0);
          expect(lane(text, topic)).toBe(expected);
        }),
        { numRuns: 5 },
      );
    }
  });
});

describe("the lane is the id in the normaliser's spelling", () => {
  const id = fc.oneof(
    fc.constantFrom("1", '"1"', "-5", "0", "1.5", "1e3", "null", "true", "{}", '""', '" 1"', '"a\\u0062c"', '"é"'),
    fc.constantFrom('"gid://shopify/Order/77"', '"gid://shopify/Product/77"', '"gid:\\/\\/shopify\\/Order\\/77"'),
    fc.bigInt({ min: 0n, max: 10n ** 70n }).map(String),
    fc.string().map((text) => JSON.stringify(text)),
  );
  const key = fc.constantFrom('"id"', '"\\u0069d"', '"admin_graphql_api_id"', '"order_id"', '"order\\u005fid"', '"x"');
  const member = fc.tuple(key, fc.oneof(id, fc.constant('{"id":9,"order_id":8}'), fc.constant('[{"id":7}]')));
  const space = fc.constantFrom("", " ", "\n\t ");

  test.each([
    ["orders/updated", '"line_items":[]', '"currency":"EUR","total_price":"1"'],
    ["fulfillments/create", '"status":"success"', '"tracking_number":"1,}]"'],
    ["refunds/create", '"transactions":[]', '"note":"\\"}"'],
  ])("%s", (topic, first, last) => {
    fc.assert(
      fc.property(fc.array(member, { maxLength: 6 }), space, (members, gap) => {
        const inner = [first, ...members.map(([name, value]) => `${gap}${name}${gap}:${gap}${value}${gap}`), last];
        const body = Buffer.from(`${gap}{${inner.join(",")}}${gap}`);
        const result = normaliseShopify({ topic, body, headers: {} });
        if (result.outcome === "facts") expect(laneKeyOf(topic, body)).toBe(result.facts.id);
        else if (result.outcome === "quarantine" && result.reason === "no_order_id") {
          expect(laneKeyOf(topic, body)).toMatch(UNKEYED);
        }
      }),
      { numRuns: 500 },
    );
  });
});

test("an id of 18 digits keeps them all", () => {
  expect(lane('{"id":820982911946154508,"line_items":[]}')).toBe("820982911946154508");
  expect(lane('{"order_id":820982911946154508}', "fulfillments/update")).toBe("820982911946154508");
  expect(lane('{"order_edit":{"id":1,"order_id":820982911946154508}}', "orders/edited")).toBe("820982911946154508");
});

test("the fixtures of one order share its lane", () => {
  expect(laneKeyOf("orders/paid", bytesOf(orderBody()))).toBe("6000000000001");
  expect(laneKeyOf("fulfillments/update", bytesOf(fulfillmentBody()))).toBe("6000000000001");
  expect(laneKeyOf("refunds/create", bytesOf(refundBody()))).toBe("6000000000001");
  expect(lane('{"order_edit":{"order_id":6000000000001}}', "orders/edited")).toBe("6000000000001");
  expect(lane('{"id":6000000000001}', "orders/delete")).toBe("6000000000001");
});

test("ids inside nested objects are other things' ids", () => {
  expect(lane('{"customer":{"id":1,"admin_graphql_api_id":"gid://shopify/Order/2"},"line_items":[{"id":3}]}')).toMatch(
    UNKEYED,
  );
  expect(lane('{"a":{"order_edit":{"order_id":1}}}', "orders/edited")).toMatch(UNKEYED);
  expect(lane('{"order_edit":{"a":{"order_id":1}}}', "orders/edited")).toMatch(UNKEYED);
});

test("of a key that comes twice the last one counts", () => {
  expect(lane('{"id":1,"id":2}')).toBe("2");
  expect(lane('{"order_edit":{"order_id":1},"order_edit":{}}', "orders/edited")).toMatch(UNKEYED);
});

test("a string may look like JSON", () => {
  expect(lane('{"note":"\\",\\"id\\":1,{[","id":2,"x":"\\\\"}')).toBe("2");
});

test("a byte order mark in front changes nothing", () => {
  expect(lane('\ufeff{"id":5}')).toBe("5");
});

test("an id that could not be a key is none", () => {
  expect(lane(`{"id":"${"1".repeat(64)}"}`)).toHaveLength(64);
  expect(lane(`{"id":"${"1".repeat(65)}"}`)).toMatch(UNKEYED);
  expect(lane('{"id":"1\\u0000"}')).toMatch(UNKEYED);
  expect(lane(`{"id":${"1".repeat(100_000)}}`)).toMatch(UNKEYED);
});

test.each(["", "null", "[]", '"x"', "1", "{", '{"id":1', '{"id"', "}", '{"id":"1', "a=b&id=1"])(
  "%j has no id",
  (text) => {
    expect(lane(text)).toMatch(UNKEYED);
  },
);

test("an unknown topic has no id, and the same body always the same lane", () => {
  expect(lane('{"id":1}', "__proto__")).toMatch(UNKEYED);
  expect(lane('{"id":1}', "products/update")).toBe(lane('{"id":1}', "products/create"));
  expect(lane('{"id":1}', "constructor")).not.toBe(lane('{"id":2}', "constructor"));
});

test("it never throws, and its key is always short and plain", () => {
  const pieces = fc.constantFrom(
    '{"',
    '"id"',
    ":",
    "1",
    ",",
    "}",
    "[",
    "]",
    '"',
    "\\",
    '"order_edit"',
    "\u0000",
    " ",
    "é",
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), fc.constantFrom(...SHOPIFY_TOPICS.keys(), "x"), (parts, topic) => {
      expect(lane(parts.join(""), topic)).toMatch(/^[\x21-\x7e]{1,64}$/);
    }),
  );
});
