import type { CatalogField } from "@karla/sync/desk-data";
import type { DiscoveredField } from "@karla/sync/discover-fields";
import type { PlainSource, Scope, Source, SourceField, Step } from "./rule-types.ts";
import { sameJson } from "./same-json.ts";

/** What a rule begins with when this source is chosen for it. */
export interface SourceStart {
  source: Source;
  /** Makes one text of it, where there are several. */
  steps: Step[];
  /** What a custom property with it is called. */
  name: string;
}

const BETWEEN = ", ";
const JOIN: Step = { do: "join", with: BETWEEN };
const joined = [JOIN];

/** Steps that fit as well when the rule runs on something else: several values are joined into one text, one is not. */
export function stepsIn(scope: Scope, source: Source, steps: Step[]): Step[] {
  const own = scopeOfSource(source);
  if (own === "order" || ("type" in source && source.type === "texts")) return steps;
  const [first, ...others] = steps;
  if (own === scope) return first !== undefined && sameJson(first, JOIN) ? others : steps;
  return steps.length === 0 ? joined : steps;
}

/** What has a value of its own in the source: the order, or each product or parcel of it. */
function scopeOfSource(source: Source): Scope {
  switch (source.from) {
    case "field":
      return source.field.startsWith("line.") ? "line" : source.field.startsWith("parcel.") ? "parcel" : "order";
    case "line_property":
      return "line";
    case "metafield":
    case "custom_field":
      return source.owner === "order" || source.owner === "customer" ? "order" : "line";
    default:
      return "order";
  }
}

/** A field of the order. Of products and parcels there are several values, also where each has one. */
export function startOfField({ field, type, scope }: CatalogField): SourceStart {
  const several = scope !== "order" || typeof type !== "string";
  return { source: { from: "field", field }, steps: several ? joined : [], name: nameOfProperty(field) };
}

/** A field that the shop's own orders carry. Of tags those that it stands for, without what they begin with. */
export function startOfDiscovered({ source, prefix, tag }: DiscoveredField): SourceStart {
  switch (source.from) {
    case "note_attribute":
      return { source, steps: [], name: source.name.trim() };
    case "line_property":
      return { source, steps: joined, name: source.name.trim() };
    case "metafield": {
      const several = source.type === "texts" || source.owner === "product" || source.owner === "variant";
      return { source, steps: several ? joined : [], name: source.key };
    }
    case "tags":
      return startOfTag(source, prefix, tag);
  }
}

function startOfTag(
  source: Extract<PlainSource, { from: "tags" }>,
  prefix: string | null,
  tag: string | null,
): SourceStart {
  if (tag !== null) {
    const steps: Step[] = [
      { do: "filter", test: { is: "equals", value: tag } },
      { do: "pick", which: "first" },
    ];
    return { source, steps, name: tag };
  }
  if (prefix === null) return startOfTags(source.of);
  const steps: Step[] = [
    { do: "filter", test: { is: "starts_with", value: prefix } },
    ...joined,
    { do: "replace", find: prefix, with: "" },
  ];
  return { source, steps, name: prefix.slice(0, -1).trim() };
}

export function startOfTags(of: "order" | "customer"): SourceStart {
  return { source: { from: "tags", of }, steps: joined, name: `${of}_tags` };
}

/** What the merchant writes in: a name that is not among those that were found, a fixed value, a text. */
export const WRITTEN_KINDS = ["metafield", "note_attribute", "line_property", "literal", "template"] as const;

export function startOfWritten(kind: (typeof WRITTEN_KINDS)[number]): SourceStart {
  if (kind === "template") return { source: { from: "template", text: "", values: {} }, steps: [], name: "" };
  return { source: emptySource(kind), steps: kind === "line_property" ? joined : [], name: "" };
}

function emptySource(kind: Exclude<(typeof WRITTEN_KINDS)[number], "template">): PlainSource {
  switch (kind) {
    case "metafield":
      return { from: kind, owner: "order", namespace: "", key: "", type: "text" };
    case "literal":
      return { from: kind, value: "" };
    default:
      return { from: kind, name: "" };
  }
}

/** "order.discountCodes" is "discount_codes", "shippingAddress.city" is "shipping_address_city". */
function nameOfProperty(field: SourceField): string {
  return field
    .replace(/^order\./, "")
    .replaceAll(".", "_")
    .replace(/[A-Z0-9]+/g, (letters) => `_${letters.toLowerCase()}`);
}
