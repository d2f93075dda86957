import { OrderUpsert } from "@karla/api/contract";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mergeOrder } from "../order/merge-order.ts";
import { facts, snapshot } from "../order/order.arbitrary.ts";
import { owed } from "../order/owed.ts";
import { sampleAddress } from "../order/sample-order.fixture.ts";
import { OrderSettings } from "../order/settings.ts";
import { toKarla } from "../order/to-karla.ts";
import { applyMapping } from "./apply-mapping.ts";
import { checkMapping } from "./check-mapping.ts";
import { MAX_OPS } from "./limits.ts";
import { mappingDocument } from "./mapping.arbitrary.ts";

const orders = fc.tuple(facts, snapshot).map(([known, shown]) => ({
  ...mergeOrder(null, known),
  snapshot: { ...shown, shippingAddress: sampleAddress() },
}));
const settings = OrderSettings.parse({
  takeTestOrders: true,
  takeCancelledOrders: true,
  takeOrdersWithNothingToShip: true,
});

describe("whatever document and order", () => {
  test("a mapping ends within the budget, without throwing, and says something of every rule that is on", () => {
    fc.assert(
      fc.property(mappingDocument, orders, (document, order) => {
        const { ops, results } = applyMapping(document, order);
        expect(ops).toBeLessThanOrEqual(MAX_OPS);
        expect(results.map(({ rule }) => rule)).toEqual(
          document.rules.filter(({ enabled }) => enabled).map(({ id }) => id),
        );
      }),
      { numRuns: 500 },
    );
  });

  test("the same document makes the same of the same order", () => {
    fc.assert(
      fc.property(mappingDocument, orders, (document, order) => {
        const again = structuredClone({ document, order });
        expect(applyMapping(again.document, again.order)).toEqual(applyMapping(document, order));
      }),
    );
  });

  test("what is sent is valid by the contract, and no identity changes", () => {
    fc.assert(
      fc.property(mappingDocument, orders, (document, order) => {
        const options = { settings, segmentPrefix: "Shopify" } as const;
        const plain = toKarla(order, options);
        const mapped = toKarla(order, { ...options, mapped: applyMapping(document, order).fields });
        if (plain.outcome === "skip" || mapped.outcome === "skip") return expect(mapped).toEqual(plain);
        const due = owed(mapped, null);
        if (due.outcome === "nothing") throw new Error("an order that was never sent is owed");
        expect(OrderUpsert.safeParse(JSON.parse(due.body)).error).toBeUndefined();
        expect(mapped.order).toMatchObject({ external_id: order.id, order_number: order.snapshot.number });
        expect(mapped.trackings.map((tracking) => tracking.tracking_number)).toEqual(
          plain.trackings.map((tracking) => tracking.tracking_number),
        );
      }),
      { numRuns: 300 },
    );
  });

  test("a checked rule never meets a type that its check did not know, but in what the shop defines itself", () => {
    fc.assert(
      fc.property(mappingDocument, orders, (document, order) => {
        const faulty = new Set(checkMapping(document).map(({ rule }) => rule));
        const known = document.rules.filter(
          (rule) => !faulty.has(rule.id) && !/"from":"(metafield|custom_field)"/.test(JSON.stringify(rule)),
        );
        const { results } = applyMapping({ ...document, rules: known }, order);
        const codes = results.flatMap(({ outcomes }) =>
          outcomes.map(({ result }) => (result.outcome === "issue" ? result.issue.code : null)),
        );
        expect(codes).not.toContain("wrong_type");
      }),
      { numRuns: 500 },
    );
  });
});
