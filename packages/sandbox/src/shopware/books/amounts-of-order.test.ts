import { describe, expect, it } from "vitest";
import { bookedEntries, entryWhere } from "../shopware.fixture.ts";
import { amountsOf } from "./amounts-of-order.ts";

describe("the amounts of an order in Shopware", () => {
  const versions = bookedEntries(400).flatMap(({ history }) => history);

  it("come to the total of the books, without duties, in every version of every order", () => {
    expect(versions.some(({ taxesIncluded }) => !taxesIncluded)).toBe(true);
    expect(versions.some(({ totals }) => totals.duties > 0)).toBe(true);
    for (const order of versions) {
      const { total, positions, shipping, net, taxes } = amountsOf(order);
      expect(total).toBe(order.totals.total - order.totals.duties);
      expect(positions).toBe(order.totals.subtotal);
      expect(total - net).toBe(taxes.reduce((sum, { tax }) => sum + tax, 0));
      expect(shipping).toBeGreaterThanOrEqual(0);
    }
  });

  it("show a discount as a promotion with a negative price and its share of the tax", () => {
    const { order } = entryWhere(({ discountCodes, currency }) => {
      return currency.code === "EUR" && discountCodes.some(({ type }) => type === "percentage");
    });
    const [code] = order.discountCodes;
    const [promotion] = amountsOf(order).promotions;
    expect(promotion).toMatchObject({ code: code?.code, total: -(code?.amount ?? 0) });
    expect(promotion?.taxes).toEqual([
      { rate: 19, price: -(code?.amount ?? 0), tax: -Math.round(((code?.amount ?? 0) * 19) / 119) },
    ]);
  });
});
