import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { factsOf, reasonOf, snapshotOf } from "../../test/fixtures/shopify/normalised.ts";
import { lineBody, moneySet, orderBody, refundBody, shippingLineBody } from "../../test/fixtures/shopify/order-body.ts";
import { minus, times } from "./money.ts";

const EUR = { currency: "EUR", presentmentCurrency: null };

describe("amounts", () => {
  test.each(["19.99", "-3", "0", "-0", "100.5", "1.234", `1.${"3".repeat(30)}`])(
    "%s is kept to the last digit",
    (amount) => {
      expect(snapshotOf(orderBody({ total_price: amount })).total.shop).toBe(amount);
    },
  );

  test("a number is kept to the last digit, as it was written", () => {
    const body = JSON.stringify(orderBody()).replace('"total_price":"54.70"', '"total_price":54.70');
    expect(snapshotOf(Buffer.from(body)).total.shop).toBe("54.70");
  });

  test.each(["1e3", "NaN", "1,99", "", " 1", "+1", ".5", "5.", "€5", "0x10", `1.${"3".repeat(31)}`, true, [], {}])(
    "%j is none, in every field that is read",
    (amount) => {
      const bodies = [
        orderBody({ total_price: amount }),
        orderBody({ subtotal_price: amount }),
        orderBody({ total_discounts: amount }),
        orderBody({ total_tax: amount }),
        orderBody({ current_total_price: amount }),
        orderBody({ total_shipping_price_set: { shop_money: { amount } } }),
        orderBody({ total_price_set: { presentment_money: { amount } } }),
        orderBody({ line_items: [lineBody({ price: amount })] }),
        orderBody({ line_items: [lineBody({ total_discount: amount })] }),
        orderBody({ shipping_lines: [shippingLineBody({ price: amount })] }),
        orderBody({ discount_codes: [{ code: "A", amount, type: "fixed_amount" }] }),
        orderBody({ tax_lines: [{ price: amount }] }),
        orderBody({ refunds: [refundBody({ transactions: [{ kind: "refund", status: "success", amount }] })] }),
      ];
      for (const body of bodies) expect(reasonOf("orders/updated", body)).toBe("unreadable_money");
    },
  );

  test("a number too large for a float is none, not null", () => {
    const body = JSON.stringify(orderBody()).replace('"total_price":"54.70"', '"total_price":1e400');
    expect(reasonOf("orders/updated", Buffer.from(body))).toBe("unreadable_money");
  });

  test.each([null, "x", [], { price: null, price_set: null }])("a line that is %j has no price", (line) => {
    expect(reasonOf("orders/updated", orderBody({ line_items: [line] }))).toBe("unreadable_money");
  });
});

describe("currencies", () => {
  test.each(["eur", " EUR", "Eur"])("%j is EUR", (currency) => {
    expect(snapshotOf(orderBody({ currency })).currency).toBe("EUR");
  });

  test.each(["€", "", "EURO", "E1R", true])("%j is none", (currency) => {
    expect(reasonOf("orders/updated", orderBody({ currency }))).toBe("unreadable_currency");
    expect(reasonOf("orders/updated", orderBody({ presentment_currency: currency }))).toBe("unreadable_currency");
  });

  test("a body cut down to some fields has it beside its prices", () => {
    const cut = { id: 1, total_price: "54.70", line_items: [lineBody()] };
    expect(snapshotOf(cut)).toMatchObject({ currency: "EUR", presentmentCurrency: "EUR" });
    expect(reasonOf("orders/updated", { id: 1, total_price: "1", line_items: [] })).toBe("unreadable_currency");
  });

  test("the customer's amount is kept beside the shop's, and only where it is of another currency", () => {
    const pair = moneySet("54.70", "EUR", ["51.35", "CHF"]);
    const line = lineBody({ price_set: moneySet("24.90", "EUR", ["23.40", "CHF"]) });
    const abroad = orderBody({ presentment_currency: "CHF", total_price_set: pair, line_items: [line] });
    expect(snapshotOf(abroad)).toMatchObject({
      currency: "EUR",
      presentmentCurrency: "CHF",
      total: { shop: "54.70", presentment: "51.35" },
      lines: [{ price: { shop: "24.90", presentment: "23.40" } }],
    });
    expect(snapshotOf(orderBody()).total).toEqual({ shop: "54.70", presentment: null });
  });
});

describe("sums that are missing", () => {
  const stated = Object.keys(orderBody()).filter((key) => /(price|discounts|tax)(_set)?$/.test(key));
  const without = Object.fromEntries(stated.map((key) => [key, undefined]));

  test("are added up from the parts", () => {
    const line = lineBody({ discount_allocations: [{ amount: "1.5", discount_application_index: 0 }] });
    const body = orderBody({ ...without, line_items: [line], tax_lines: [{ price: "3" }], taxes_included: false });
    expect(snapshotOf(body)).toMatchObject({
      discount: { shop: "1.5" },
      subtotal: { shop: "48.30" },
      shipping: { shop: "4.90" },
      tax: { shop: "3" },
      total: { shop: "56.20" },
      currentTotal: null,
    });
    expect(snapshotOf({ ...body, taxes_included: true }).total.shop).toBe("53.20");
  });

  test("the total is money that cannot be read where there is nothing to go by", () => {
    expect(reasonOf("orders/updated", orderBody({ ...without, line_items: [] }))).toBe("unreadable_money");
  });

  test("a pair stands in for its plain field", () => {
    expect(snapshotOf(orderBody({ total_price: null, total_price_set: moneySet("9.00") })).total.shop).toBe("9.00");
  });
});

describe("refunds", () => {
  const refund = (kind: string, status: string, amount: string, currency: string | null) => ({
    kind,
    status,
    amount,
    currency,
  });
  const amountOf = (transactions: unknown[]) =>
    factsOf("refunds/create", refundBody({ transactions })).refunds[0]?.amount;

  test("add up what went through", () => {
    const done = [refund("refund", "success", "75.00", null), refund("refund", "success", "10.5", "EUR")];
    expect(amountOf([...done, refund("refund", "failure", "1", "EUR"), refund("sale", "success", "2", "EUR")])).toBe(
      "85.50",
    );
  });

  test("in another currency than the shop's have no amount", () => {
    expect(amountOf([refund("refund", "success", "10.00", "CHF")])).toBeNull();
    const lone = refundBody({
      refund_line_items: [],
      total_duties_set: null,
      transactions: [refund("refund", "success", "1", "CHF")],
    });
    expect(factsOf("refunds/create", lone).refunds[0]?.amount).toBe("1");
    expect(factsOf("orders/updated", orderBody({ refunds: [lone] })).refunds[0]?.amount).toBeNull();
  });
});

test("times and minus are exact", () => {
  fc.assert(
    fc.property(fc.integer({ min: -99999, max: 99999 }), fc.nat(1000), (cents, count) => {
      const text = (units: number) => {
        const digits = String(Math.abs(units)).padStart(3, "0");
        return `${units < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
      };
      const money = { shop: text(cents), presentment: null };
      expect(times(money, count).shop).toBe(text(cents * count === 0 ? 0 : cents * count));
      expect(minus(times(money, count + 1), times(money, count), EUR).shop).toBe(text(cents));
    }),
  );
});
