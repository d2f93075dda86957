import fc from "fast-check";
import type { Check, Test } from "./condition.ts";
import type { MappingDocument, Rule } from "./document.ts";
import { MappingDocument as Document } from "./document.ts";
import { MAX_STEPS } from "./limits.ts";
import { SOURCE_FIELDS, type SourceField } from "./source-fields.ts";
import { DeclaredType, type Literal, type PlainSource, type Source } from "./sources.ts";
import { DATE_READ, DATE_SHOWN, type ScalarTransform, type Transform } from "./transforms.ts";

/** For tests: any mapping document that has the right shape, whether or not its types fit. Names meet those of the orders often. */

const written = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 20 }),
  fc.constantFrom("", "ja", "12,50", "1.234,5", "2026-03-01", "01.03.2026", "a,b;c", "https://example.com/1", "dhl"),
);
const name = fc.oneof(
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 8 }),
  fc.constantFrom("__proto__", "constructor"),
);
const separator = fc.constantFrom(",", ";", " ", "-", "a");
const pattern = fc.constantFrom(
  "(a+)+$",
  "(.*a){25}",
  "\\d+",
  "([a-z]+)-(\\d+)",
  "(",
  "^(([a-z])+.)+[A-Z]([a-z])+$",
  "(?P<n>x)?",
);
const zone = fc.constantFrom("Europe/Berlin", "UTC", "America/New_York", "Moon/Base");
const literal: fc.Arbitrary<Literal> = fc.oneof(written, fc.boolean(), fc.maxSafeInteger());
const declared = fc.constantFrom(...DeclaredType.options);

const fields = Object.keys(SOURCE_FIELDS) as SourceField[];
const plainSource: fc.Arbitrary<PlainSource> = fc.oneof(
  fc.record({ from: fc.constant("field" as const), field: fc.constantFrom(...fields) }),
  fc.record({ from: fc.constant("note_attribute" as const), name }),
  fc.record({ from: fc.constant("line_property" as const), name }),
  fc.record({ from: fc.constant("tags" as const), of: fc.constantFrom("order" as const, "customer" as const) }),
  fc.record({
    from: fc.constant("metafield" as const),
    owner: fc.constantFrom("order" as const, "customer" as const, "product" as const, "variant" as const),
    namespace: fc.constant("custom"),
    key: fc.constantFrom("a", "b", "__proto__"),
    type: declared,
  }),
  fc.record({
    from: fc.constant("custom_field" as const),
    owner: fc.constantFrom("order" as const, "customer" as const, "product" as const, "line" as const),
    name: fc.constantFrom("a", "b", "__proto__"),
    type: declared,
  }),
  fc.record({ from: fc.constant("literal" as const), value: literal }),
);
export const source: fc.Arbitrary<Source> = fc.oneof(
  { weight: 5, arbitrary: plainSource },
  {
    weight: 1,
    arbitrary: fc.record({
      from: fc.constant("template" as const),
      text: fc.constantFrom("{a} and {b}", "{{{a}}}", "{c}", "Hallo {a}", "}{"),
      values: fc.dictionary(fc.constantFrom("a", "b"), plainSource),
    }),
  },
);

const test: fc.Arbitrary<Test> = fc.oneof(
  fc.constantFrom({ is: "empty" as const }, { is: "not_empty" as const }),
  fc.record({ is: fc.constantFrom("equals" as const, "not_equals" as const), value: literal }),
  fc.record({ is: fc.constantFrom("contains" as const, "starts_with" as const, "ends_with" as const), value: name }),
  fc.record({ is: fc.constant("one_of" as const), values: fc.array(written, { minLength: 1, maxLength: 3 }) }),
  fc.record({
    is: fc.constantFrom("greater" as const, "less" as const),
    value: fc.constantFrom("10", "-3.5", "2026-03-01T09:00:00Z"),
  }),
  fc.record({ is: fc.constant("matches" as const), pattern }),
) as fc.Arbitrary<Test>;

const scalarTransform: fc.Arbitrary<ScalarTransform> = fc.oneof(
  fc.record({ do: fc.constant("default" as const), value: literal }),
  fc.record({
    do: fc.constant("lookup" as const),
    table: fc.dictionary(name, written, { maxKeys: 4 }),
    otherwise: fc.constantFrom("keep" as const, "empty" as const, "issue" as const),
  }),
  fc.record({
    do: fc.constant("case" as const),
    to: fc.constantFrom("upper" as const, "lower" as const, "title" as const, "sentence" as const),
  }),
  fc.constantFrom({ do: "trim" as const }, { do: "slug" as const }),
  fc.record({ do: fc.constant("replace" as const), find: separator, with: written }),
  fc.record({
    do: fc.constant("concat" as const),
    with: source,
    place: fc.constantFrom("before" as const, "after" as const),
    between: separator,
  }),
  fc.record({
    do: fc.constant("number" as const),
    decimalMark: fc.constantFrom("." as const, "," as const),
    decimals: fc.option(fc.nat(6), { nil: null }),
  }),
  fc.record({ do: fc.constant("money" as const), currency: fc.constantFrom("order", "EUR", "CHF") }),
  fc.record({
    do: fc.constant("date" as const),
    read: fc.constantFrom(...DATE_READ),
    zone,
    show: fc.constantFrom(...DATE_SHOWN),
  }),
  fc.record({ do: fc.constant("hash" as const), salt: written }),
  fc.record({
    do: fc.constant("regex" as const),
    pattern,
    take: fc.oneof(fc.constant("match" as const), fc.integer({ min: 1, max: 9 })),
  }),
  fc.record({ do: fc.constant("regex_replace" as const), pattern, with: fc.constantFrom("", "$1", "<$0$$>") }),
);

const check: fc.Arbitrary<Check> = fc.record({
  source: fc.oneof(fc.constant({ from: "value" as const }), source),
  test,
});
const outcome = fc.oneof(
  fc.constantFrom({ use: "value" as const }, { use: "nothing" as const }),
  fc.record({ use: fc.constant("literal" as const), value: literal }),
);
const transform: fc.Arbitrary<Transform> = fc.oneof(
  { weight: 3, arbitrary: scalarTransform },
  fc.record({ do: fc.constant("split" as const), by: separator }),
  fc.record({ do: fc.constant("join" as const), with: separator }),
  fc.record({ do: fc.constant("pick" as const), which: fc.constantFrom("first" as const, "last" as const) }),
  fc.record({ do: fc.constant("pick_nth" as const), nth: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ do: fc.constant("filter" as const), test }),
  fc.record({
    do: fc.constant("each" as const),
    transforms: fc.array(scalarTransform, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    do: fc.constant("condition" as const),
    if: fc.record({
      match: fc.constantFrom("all" as const, "any" as const),
      checks: fc.array(check, { minLength: 1, maxLength: 3 }),
    }),
    yes: outcome,
    no: outcome,
  }),
);

const target = fc.oneof(
  fc.record({ path: fc.constant("order.order_analytics.note_attributes"), name }),
  fc.record({
    path: fc.constantFrom(
      "order.order_name",
      "order.segments",
      "order.weight",
      "order.expected_number_of_shipments",
      "order.external_customer_id",
      "order.external_id",
      "order.address.company",
      "order.order_analytics.landing_site",
      "order.products[].type",
      "order.products[].size",
      "trackings[].tracking_url",
      "trackings[].carrier_reference",
      "__proto__.x",
    ),
  }),
);

const rule: fc.Arbitrary<Omit<Rule, "id">> = fc.record({
  label: written,
  enabled: fc.boolean(),
  source,
  transforms: fc.array(transform, { maxLength: MAX_STEPS }),
  target,
});

export const mappingDocument: fc.Arbitrary<MappingDocument> = fc
  .array(rule, { maxLength: 8 })
  .map((rules) =>
    Document.parse({ schemaVersion: 1, rules: rules.map((each, index) => ({ id: `rule-${index}`, ...each })) }),
  );
