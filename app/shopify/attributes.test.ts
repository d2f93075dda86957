import { expect, test } from "vitest";
import { attributesOf, MAX_ATTRIBUTE_BYTES, MAX_ATTRIBUTES } from "./attributes.ts";

const read = (field: Parameters<typeof attributesOf>[0]) => attributesOf(field, ["note_attributes"], () => "{printed}");
const many = (count: number) => Array.from({ length: count }, (_, index) => ({ name: `n${index}`, value: "v" }));

test("the first 250 are kept", () => {
  expect(read(many(1000))).toEqual(many(MAX_ATTRIBUTES));
});

test("of names that repeat, one counts against the limit", () => {
  expect(read([...many(MAX_ATTRIBUTES), ...many(MAX_ATTRIBUTES)])).toHaveLength(MAX_ATTRIBUTES);
});

test("what does not fit into 64 kB is left out whole, the rest stays", () => {
  const huge = { name: "huge", value: "x".repeat(1_000_000) };
  expect(read([{ name: "a", value: "1" }, huge, { name: "b", value: "2" }])).toEqual([
    { name: "a", value: "1" },
    { name: "b", value: "2" },
  ]);
  const full = { name: "ä", value: "x".repeat(MAX_ATTRIBUTE_BYTES - 2) };
  expect(read([full])).toEqual([full]);
  expect(read([{ ...full, value: `${full.value}x` }])).toEqual([]);
});

test("a list or an object is printed, from where it stands", () => {
  const paths: unknown[] = [];
  const values = [
    { name: "a", value: "1" },
    { name: "b", value: ["1"] },
  ];
  attributesOf(values, ["line_items", 3, "properties"], (path) => String(paths.push(path)));
  attributesOf({ c: { d: "1" } }, ["note_attributes"], (path) => String(paths.push(path)));
  expect(paths).toEqual([
    ["line_items", 3, "properties", 1, "value"],
    ["note_attributes", "c"],
  ]);
});

test("blank names, and what is no pair, are passed over", () => {
  expect(
    read([{ name: " ", value: "1" }, { value: "1" }, { name: {}, value: "1" }, null, "x", [], { name: "a" }]),
  ).toEqual([{ name: "a", value: "" }]);
  for (const field of [null, undefined, "x", true]) expect(read(field)).toEqual([]);
});
