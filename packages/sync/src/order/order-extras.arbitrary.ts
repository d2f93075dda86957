import fc from "fast-check";
import type { OrderExtras } from "./order-extras.ts";

const metafields = fc.array(
  fc.record({
    namespace: fc.constant("custom"),
    key: fc.constantFrom("a", "b"),
    type: fc.constant("single_line_text_field"),
    value: fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 20 }),
      fc.constantFrom('["x","y"]', '{"amount":"1.50","currency_code":"EUR"}', "true", "17", "2026-03-01T09:00:00Z"),
    ),
  }),
  { maxLength: 2 },
);
const customFields = fc.dictionary(fc.constantFrom("a", "b"), fc.jsonValue({ maxDepth: 2 }));

/** What could have been read besides an order, its products and variants of the ids "1" and "2". */
export const orderExtras = (instants: {
  observedAt: fc.Arbitrary<string>;
  triggeredAt: fc.Arbitrary<string>;
}): fc.Arbitrary<OrderExtras> =>
  fc.record({
    ...instants,
    asked: fc.subarray(["order/custom.a", "order/custom.b"]),
    metafields: fc.record({
      order: metafields,
      customer: metafields,
      product: fc.dictionary(fc.constantFrom("1", "2"), metafields),
      variant: fc.dictionary(fc.constantFrom("1", "2"), metafields),
    }),
    customFields: fc.record({
      order: customFields,
      customer: customFields,
      product: fc.dictionary(fc.constantFrom("1", "2"), customFields),
      line: fc.dictionary(fc.constantFrom("1", "2"), customFields),
    }),
  });
