import { checkMapping } from "@karla/sync/check-mapping";
import { describe, expect, test } from "vitest";
import { ALLOWED_DIFFERENCES, bothLevelled, DIFFERENCES_OF_DISCOUNTS } from "./allowed-differences.ts";
import { DISCOUNTED_ORDER, GOLDEN_ORDERS } from "./orders.ts";
import { MAPPING, PLATFORMS, toldBy } from "./payload-of.ts";

const ORDERS = [...GOLDEN_ORDERS, DISCOUNTED_ORDER];
const ALL_DIFFERENCES = [...ALLOWED_DIFFERENCES, ...DIFFERENCES_OF_DISCOUNTS];

describe("an order of a Shopify shop and the same order of a Shopware shop, with one mapping", () => {
  test.each(GOLDEN_ORDERS.map((golden) => [golden.kind, golden] as const))(
    "tell the core the same: %s",
    (_kind, golden) => {
      const [shopify, shopware] = bothLevelled(golden);
      expect(shopware).toEqual(shopify);
    },
  );

  test("are twenty, each told of by both", () => {
    expect(new Set(GOLDEN_ORDERS.map(({ kind }) => kind)).size).toBe(20);
    const told = GOLDEN_ORDERS.flatMap((golden) => PLATFORMS.map((platform) => toldBy(platform, golden)));
    expect(told.filter(({ outcome }) => outcome === "not_told")).toEqual([]);
  });

  test("tell what they told when this was written", async () => {
    const payloads = Object.fromEntries(GOLDEN_ORDERS.map((golden) => [golden.kind, bothLevelled(golden)[0]]));
    await expect(`${JSON.stringify(payloads, null, 2)}\n`).toMatchFileSnapshot("payloads.json");
  });

  test("tell the core the same of discounts, but for what each states its own way", () => {
    const [shopify, shopware] = bothLevelled(DISCOUNTED_ORDER, ALL_DIFFERENCES);
    expect(shopware).toEqual(shopify);
  });

  test.each(ALL_DIFFERENCES.map((difference) => [difference.what, difference] as const))(
    "may differ in %s, and do in no other order than is said",
    (_what, difference) => {
      const others = ALL_DIFFERENCES.filter((each) => each !== difference);
      const shown = ORDERS.filter((golden) => {
        const [shopify, shopware] = bothLevelled(golden, others);
        return JSON.stringify(shopify) !== JSON.stringify(shopware);
      }).map(({ number }) => number);
      expect(shown).toEqual(difference.orders);
    },
  );
});

describe("the mapping of the golden orders", () => {
  test("may be saved", () => {
    expect(checkMapping(MAPPING)).toEqual([]);
  });

  const told = ORDERS.flatMap((golden) => PLATFORMS.map((platform) => ({ platform, ...toldBy(platform, golden) })));
  const outcomes = told.flatMap((each) =>
    each.outcome === "not_told"
      ? []
      : each.results.flatMap((rule) =>
          rule.outcomes.map(({ result }) => ({ rule: `${each.platform}: ${rule.rule}`, result })),
        ),
  );

  test("has no issue with any of them", () => {
    expect(outcomes.filter(({ result }) => result.outcome === "issue")).toEqual([]);
  });

  test("has no rule that comes to nothing with all of them, on either platform", () => {
    const rules = PLATFORMS.flatMap((platform) => MAPPING.rules.map(({ id }) => `${platform}: ${id}`));
    const used = new Set(outcomes.filter(({ result }) => result.outcome === "value").map(({ rule }) => rule));
    expect(rules.filter((rule) => !used.has(rule))).toEqual([]);
  });
});
