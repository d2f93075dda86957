import { MappingDocument } from "@karla/sync/mapping";

const PROPERTY = "order.order_analytics.note_attributes";

type RuleInput = { source: unknown; transforms?: unknown[]; target?: unknown };

function documentOf(rules: readonly RuleInput[]): MappingDocument {
  return MappingDocument.parse({
    schemaVersion: 1,
    rules: rules.map((rule, n) => ({
      id: `rule-${n}`,
      label: "",
      enabled: true,
      transforms: [],
      target: { path: PROPERTY, name: `property-${n}` },
      ...rule,
    })),
  });
}

const field = (name: string) => ({ from: "field", field: name });
const note = (name: string) => ({ from: "note_attribute", name });
const only = (test: unknown) => ({
  do: "condition",
  if: { match: "all", checks: [{ source: { from: "value" }, test }] },
  yes: { use: "value" },
  no: { use: "nothing" },
});

/** What a busy merchant has: twenty rules over everything an order has, most of them with a few steps. */
export function usualDocument(): MappingDocument {
  const table = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`Method ${n}`, `method-${n}`]));
  const rules: RuleInput[] = [
    { source: note("gift_message"), transforms: [{ do: "trim" }, { do: "default", value: "none" }] },
    { source: note("delivery_date"), transforms: [{ do: "date", zone: "Europe/Berlin", show: "date_de" }] },
    { source: field("order.placedAt"), transforms: [{ do: "date", zone: "Europe/Berlin", show: "date_time" }] },
    { source: field("order.total"), transforms: [{ do: "number", decimals: 0 }] },
    {
      source: field("order.shippingMethods"),
      transforms: [
        { do: "pick", which: "first" },
        { do: "lookup", table, otherwise: "keep" },
      ],
    },
    { source: field("shippingAddress.countryCode"), transforms: [only({ is: "one_of", values: ["DE", "AT", "CH"] })] },
    { source: field("order.landingSite"), transforms: [{ do: "regex", pattern: "[?&]coupon=([^&]+)", take: 1 }] },
    {
      source: field("customer.email"),
      transforms: [
        { do: "case", to: "lower" },
        { do: "hash", salt: "shop" },
      ],
    },
    {
      source: field("line.sku"),
      transforms: [
        { do: "filter", test: { is: "not_empty" } },
        { do: "join", with: "," },
      ],
    },
    {
      source: field("line.title"),
      transforms: [
        { do: "each", transforms: [{ do: "slug" }] },
        { do: "pick", which: "last" },
      ],
    },
    {
      source: {
        from: "template",
        text: "{name} ({country})",
        values: { name: field("shippingAddress.name"), country: field("shippingAddress.countryCode") },
      },
    },
    {
      source: { from: "tags", of: "order" },
      transforms: [{ do: "filter", test: { is: "starts_with", value: "b2b" } }],
      target: { path: "order.segments" },
    },
    { source: { from: "tags", of: "customer" }, target: { path: "order.segments" } },
    { source: field("company.id"), target: { path: "order.address.company" } },
    { source: field("line.variantTitle"), target: { path: "order.products[].size" } },
    { source: { from: "line_property", name: "Engraving" }, transforms: [{ do: "join", with: " / " }] },
    {
      source: field("parcel.carrier"),
      transforms: [
        { do: "pick", which: "first" },
        { do: "case", to: "upper" },
      ],
    },
    {
      source: field("order.discountCodes"),
      transforms: [
        { do: "join", with: "," },
        { do: "replace", find: " ", with: "" },
      ],
    },
    { source: field("order.utmCampaign"), target: { path: "order.order_analytics.campaign_code" } },
    {
      source: field("order.channel"),
      transforms: [{ do: "concat", with: field("order.locale"), place: "after", between: "-" }],
    },
  ];
  return documentOf(rules);
}

/** Of what is in use, with a step changed and a rule more. */
export function draftOf(document: MappingDocument): MappingDocument {
  const [first, ...others] = document.rules;
  if (first === undefined) throw new Error("The document has no rules.");
  const changed = { ...first, transforms: [{ do: "default" as const, value: "no message" }] };
  const more = {
    ...first,
    id: "more",
    target: { path: PROPERTY, name: "more" },
    source: { from: "field" as const, field: "order.note" as const },
  };
  return MappingDocument.parse({ ...document, rules: [changed, ...others, more] });
}

const EVIL_PATTERNS = ["(a+)+$", "(.*a){25}", "^(([a-z])+.)+[A-Z]([a-z])+$", "(x+x+)+y", "([a-zA-Z]+)*\\d"];

/** Name of the note attribute that hostile documents read; `hostileText` is what stands there. */
export const HOSTILE_NOTE = "hostile";

/** Documents that somebody wrote to hold up the worker, each with the text that they work on. */
export function hostileDocuments(): { document: MappingDocument; said: string }[] {
  const many = (count: number, ...transforms: unknown[]) =>
    documentOf(Array.from({ length: count }, () => ({ source: note(HOSTILE_NOTE), transforms })));
  const twelve = (step: unknown) => Array.from({ length: 12 }, () => step);
  const long = "a".repeat(60_000);
  return [
    ...EVIL_PATTERNS.flatMap((pattern) => [
      { document: many(200, ...twelve({ do: "regex_replace", pattern, with: "$0" })), said: `${"a".repeat(28)}!` },
      { document: many(200, { do: "regex", pattern, take: "match" }), said: `${"a".repeat(2_000)}!` },
    ]),
    {
      document: many(200, { do: "slug" }, { do: "case", to: "title" }, { do: "replace", find: "a", with: "b" }),
      said: long,
    },
    { document: many(200, ...twelve({ do: "replace", find: "a", with: "aa" })), said: "a".repeat(100) },
    {
      document: many(200, { do: "split", by: "," }, { do: "each", transforms: twelve({ do: "slug" }) }),
      said: "ä,".repeat(200),
    },
    { document: many(200, ...twelve({ do: "hash", salt: "s".repeat(255) })), said: "a".repeat(500) },
    { document: many(200, ...twelve({ do: "number", decimals: 6 })), said: "123456789012345678901234567890.5" },
    { document: many(200, { do: "date", zone: "America/New_York", show: "iso" }), said: "2026-03-01T10:00:00Z" },
    {
      document: many(
        200,
        ...twelve(only({ is: "one_of", values: Array.from({ length: 40 }, (_, n) => `${n}`.repeat(5)) })),
      ),
      said: "zz",
    },
  ];
}
