import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/*
 * The catalogue of hostile inputs: H signatures and requests, K headers, D domains of shops, B bodies, J session tokens, M mappings,
 * P requests from a storefront.
 * Each has a number, which is the first word of the name of its test, or of the group of its tests.
 */
const LAST: Record<string, number> = { H: 34, K: 10, D: 15, B: 24, J: 15, M: 11, P: 16 };
const EVERY = Object.entries(LAST).flatMap(([group, last]) =>
  Array.from({ length: last }, (_, n) => `${group}${n + 1}`),
);

/** Numbers without a test, each with the reason why there can be none yet. */
const EXCEPTIONS: Record<string, string> = {
  M8: "two tabs: test/http/mapping-page.test.ts and packages/store/src/mapping-store.test.ts",
  M10: "what surrounds a copied key: packages/merchant-ui/src/connection-faults.test.ts; no merchant changes the core's address",
  M11: "nothing is exported as a table",
};

/** What a number is about as well, and its test is not, with the reason. */
const LEFT_OPEN: Record<string, string> = {
  B4: "a key that comes twice is not marked as such",
  B13: "an order without an address is held back with its reason: the core takes none",
  B16: "a number with commas in it is not split: what stands inside is the carrier's business",
  B17: "an instant without an offset is not marked as such",
  D6: "a slash behind a domain is refused, not cut off: a shop has one spelling",
  D12: "the address of a shop's admin is refused, not read: Shopify sends it nowhere",
  D14: "a second shop in a query is not refused; the first one counts, and none opens anything",
  H31: "an order names no shop, so that another shop's cannot be told from its own",
  K5: "versions of the API are not counted",
};

const FOLDER = new URL("./", import.meta.url);
/** Each name of a test, or of a group, that begins with a number: "H1", "test/hostile/x.test.ts". */
const NAMED = readdirSync(FOLDER)
  .filter((file) => file.endsWith(".test.ts") && file !== "every-number.test.ts")
  .flatMap((file) =>
    [...readFileSync(new URL(file, FOLDER), "utf8").matchAll(/["`]([A-Z]\d+) /g)].map((match) => ({
      number: match[1] ?? "",
      file,
    })),
  );

test("every number has a test, or a reason why it has none", () => {
  const named = new Set(NAMED.map(({ number }) => number));
  expect(EVERY.filter((number) => !named.has(number) && !Object.hasOwn(EXCEPTIONS, number))).toEqual([]);
  expect(Object.keys(EXCEPTIONS).filter((number) => named.has(number))).toEqual([]);
});

test("a number is the name of one test or group alone", () => {
  const own = NAMED.filter(({ number }) => !number.startsWith("F"));
  const twice = own.filter(({ number }, index) => own.findIndex((other) => other.number === number) !== index);
  expect(twice).toEqual([]);
  expect(own.map(({ number }) => number).filter((number) => !EVERY.includes(number))).toEqual([]);
});

test("what is left open is a part of something that is tried", () => {
  const named = NAMED.map(({ number }) => number);
  expect(Object.keys(LEFT_OPEN).filter((number) => !named.includes(number))).toEqual([]);
});
