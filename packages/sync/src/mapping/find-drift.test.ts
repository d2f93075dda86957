import { describe, expect, test } from "vitest";
import { NO_EXTRAS } from "../order/order-extras.ts";
import { sampleOrder } from "../order/sample-order.fixture.ts";
import { findDrift } from "./find-drift.ts";
import { documentOf } from "./mapping.fixture.ts";

const GIFT = { from: "note_attribute", name: "gift" } as const;
const document = documentOf({ source: GIFT });

/** Order 1 is the oldest. */
const ordersWith = (count: number, carries: (nth: number) => boolean) =>
  Array.from({ length: count }, (_, index) => index + 1).map((nth) =>
    sampleOrder({
      name: `#${nth}`,
      placedAt: new Date(Date.UTC(2026, 2, 1) + nth * 60_000).toISOString(),
      noteAttributes: carries(nth) ? [{ name: "gift", value: "yes" }] : [],
    }),
  );

describe("a field that rules read", () => {
  test("and that the newest orders all but lack is told, with the first order without it", () => {
    const orders = ordersWith(200, (nth) => nth <= 150 && nth % 2 === 0);
    const drift = [{ source: GIFT, rules: ["rule-1"], usual: 0.5, now: 0, firstWithout: "#151" }];
    expect(findDrift(document, orders)).toEqual(drift);
    expect(findDrift(document, orders.toReversed())).toEqual(drift);
  });

  test("is not told while one in ten of those that would carry it still does so and more", () => {
    expect(
      findDrift(
        document,
        ordersWith(200, (nth) => nth <= 150 || nth % 10 === 0),
      ),
    ).toEqual([]);
    const rest = ordersWith(200, (nth) => nth <= 150 || nth === 160);
    expect(findDrift(document, rest)).toMatchObject([{ now: 0.02, firstWithout: "#161" }]);
  });

  test("is not told where it was rare before, where few orders are known, or where no rule reads it", () => {
    expect(
      findDrift(
        document,
        ordersWith(200, (nth) => nth <= 150 && nth % 10 === 0),
      ),
    ).toEqual([]);
    expect(
      findDrift(
        document,
        ordersWith(90, (nth) => nth <= 40),
      ),
    ).toEqual([]);
    const off = documentOf({ source: GIFT, enabled: false });
    expect(
      findDrift(
        off,
        ordersWith(200, (nth) => nth <= 150),
      ),
    ).toEqual([]);
  });

  test("a metafield that was not asked for is not taken for one that is gone", () => {
    const wrap = { from: "metafield", owner: "order", namespace: "custom", key: "wrap", type: "text" };
    const field = { namespace: "custom", key: "wrap", type: "single_line_text_field", value: "blue" };
    const extras = { ...NO_EXTRAS, asked: ["order/custom.wrap"] };
    const orders = ordersWith(200, () => false).map((order, index) => ({
      ...order,
      extras: index < 150 ? { ...extras, metafields: { ...NO_EXTRAS.metafields, order: [field] } } : null,
    }));
    expect(findDrift(documentOf({ source: wrap }), orders)).toEqual([]);
    const asked = orders.map((order) => ({ ...order, extras: order.extras ?? extras }));
    expect(findDrift(documentOf({ source: wrap }), asked)).toMatchObject([{ usual: 1, now: 0, firstWithout: "#151" }]);
  });
});
