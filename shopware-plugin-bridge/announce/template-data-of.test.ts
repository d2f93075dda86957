import fc from "fast-check";
import { expect, test } from "vitest";
import { MAX_TEXT, templateDataOf } from "./template-data-of.ts";

test("all of an event's data is there, whatever it is called", () => {
  const data = {
    tracking_number: "00340434161094042557",
    tracking_url: "https://carrier.example.com/?id=1&x=2",
    attempt: 2,
    is_return: false,
    event_name: null,
    selected_items: [{ sku: "TEA-1", quantity: 1, image_urls: ["http://img.example.com/1.png"] }],
    something_new: { inside: "of it" },
  };
  expect(templateDataOf(data)).toEqual(data);
});

test.each([
  "javascript:alert(1)",
  "JavaScript:alert(1)",
  " javascript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "//evil.example.com",
  "file:///etc/passwd",
  "https://",
  `https://example.com/${"x".repeat(MAX_TEXT)}`,
  "not a link",
])("W11: a link may be followed or is none: %.40s", (link) => {
  const data = {
    tracking_url: link,
    customer_signature_image_url: link,
    image_urls: [link, "https://img.example.com/1.png"],
  };
  expect(templateDataOf(data)).toEqual({
    tracking_url: null,
    customer_signature_image_url: null,
    image_urls: ["https://img.example.com/1.png"],
  });
});

test("W12: a text is passed on as it is, for Shopware to escape, and no longer than it may be", () => {
  const description = "<script>alert(1)</script> {{ 7 * 7 }} {% include 'x' %} \u0000& Ümläut";
  expect(templateDataOf({ description })).toEqual({ description: description.replace("\u0000", "") });
  expect(templateDataOf({ description: "ä".repeat(100_000) })).toEqual({ description: "ä".repeat(MAX_TEXT) });
});

test("what no template could name is left out, and so is what is too deep", () => {
  const deep = { a: { b: { c: { d: { e: { f: 1 } } } } } };
  const odd = JSON.parse('{"__proto__":{"polluted":"yes"},"a-b":1,"":2,"{{ x }}":3}');
  expect(Object.keys(templateDataOf({ ...odd, deep }))).toEqual(["__proto__", "deep"]);
  expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  expect(JSON.stringify(templateDataOf({ deep }))).toBe('{"deep":{"a":{"b":{"c":{"d":null}}}}}');
});

test("whatever Karla sends, a flow gets a bounded amount of it", () => {
  const big = Object.fromEntries(
    Array.from({ length: 400 }, (_, at) => [`f${at}`, Array(400).fill("x".repeat(9_000))]),
  );
  expect(JSON.stringify(templateDataOf(big)).length).toBeLessThan(1_100_000);
  const anything = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 6 }));
  fc.assert(
    fc.property(anything, (data) => {
      const once = templateDataOf(data);
      expect(templateDataOf(once)).toEqual(once);
    }),
  );
});
