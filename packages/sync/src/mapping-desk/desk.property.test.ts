import fc from "fast-check";
import { expect, test } from "vitest";
import { mappingDocument } from "../mapping/mapping.arbitrary.ts";
import { readDraft } from "../mapping/read-draft.ts";
import { mergeOrder } from "../order/merge-order.ts";
import { facts, snapshot } from "../order/order.arbitrary.ts";
import { sampleAddress } from "../order/sample-order.fixture.ts";
import { OrderSettings } from "../order/settings.ts";
import { dryRunOrder } from "../pipeline/dry-run.ts";
import { payloadDifferences } from "./payload-differences.ts";
import { previewRules } from "./preview-mapping.ts";

const orders = fc.tuple(facts, snapshot).map(([known, shown]) => ({
  ...mergeOrder(null, known),
  snapshot: { ...shown, shippingAddress: sampleAddress() },
}));
const settings = OrderSettings.parse({ takeTestOrders: true, takeCancelledOrders: true });

const shop = { settings, segmentPrefix: "Shopify" as const, mapping: null };

test("a dry-run of any document on any order says the same each time, and asks nobody", () => {
  const asked: unknown[] = [];
  const real = globalThis.fetch;
  globalThis.fetch = (...given) => {
    asked.push(given);
    throw new Error("asked");
  };
  try {
    fc.assert(
      fc.property(mappingDocument, orders, (document, order) => {
        const first = dryRunOrder(order, shop, document);
        const again = structuredClone({ document, order });
        expect(dryRunOrder(again.order, shop, again.document)).toEqual(first);
        expect(payloadDifferences(first.before, first.before)).toEqual([]);
        const differs = payloadDifferences(first.before, first.after).length > 0;
        expect(differs).toBe(JSON.stringify(first.before) !== JSON.stringify(first.after));
      }),
    );
  } finally {
    globalThis.fetch = real;
  }
  expect(asked).toEqual([]);
});

test("any document, fit to be saved or not, can be looked at on any order: a step for each place of each rule", () => {
  fc.assert(
    fc.property(mappingDocument, orders, (document, order) => {
      const rules = previewRules(document, order);
      expect(rules.map(({ rule }) => rule)).toEqual(document.rules.map(({ id }) => id));
      for (const [at, { types, runs }] of rules.entries()) {
        const places = (document.rules[at]?.transforms.length ?? 0) + 1;
        expect([types, ...runs.map(({ steps }) => steps)].map(({ length }) => length)).toEqual(
          Array.from({ length: 1 + runs.length }, () => places),
        );
      }
    }),
  );
});

test("whatever is written as a draft is read or refused, and never throws", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json(),
        mappingDocument.map((document) => JSON.stringify(document)),
      ),
      (text) => {
        expect(["read", "refused"]).toContain(readDraft(text).outcome);
      },
    ),
  );
});
