import type { PlacedBetween } from "@karla/sync/backfill";
import { FulfillmentsDocument, OrdersDocument } from "../graphql.generated.ts";
import { placedSearch } from "../placed-search.ts";
import { type AskedField, askedOfNodes } from "./asked-fields.ts";

/** What is asked of an order, and of a fulfillment, that is read by itself. */
export const ORDER = askedOfNodes(OrdersDocument);
/** Without its lines: they are paged, and Shopify's files have no pages within lists. */
export const FULFILLMENT = askedOfNodes(FulfillmentsDocument).filter((field) => nodesOf(field) === null);

/**
 * The query of a file: all that `readOrders` asks of an order, of its fulfillments what is not paged, and of each node of a
 * connection what it is (`__typename`), as its line in the file does not say where it belongs
 * (https://shopify.dev/docs/api/usage/bulk-operations/queries).
 */
export function fileQuery(placed: PlacedBetween): string {
  const asked = ORDER.map((field) => (field.name === "fulfillments" ? { ...field, fields: FULFILLMENT } : field));
  const search = `query: "${placedSearch(placed)}", sortKey: CREATED_AT, reverse: true`;
  return `{ orders(${search}) { edges { node { ${textOf(asked)} } } } }`;
}

function textOf(fields: readonly AskedField[]): string {
  const texts = fields.map((field) => {
    const text = `${field.name}${within(field)}`;
    return field.ofType === null ? text : `... on ${field.ofType} { ${text} }`;
  });
  return [...new Set(texts)].join(" ");
}

function within(field: AskedField): string {
  const nodes = nodesOf(field);
  if (nodes !== null) return ` { edges { node { ${textOf([TYPE, ...nodes])} } } }`;
  return field.fields === null ? "" : ` { ${textOf(field.fields)} }`;
}

const TYPE: AskedField = { name: "__typename", ofType: null, fields: null };

/** What is asked of each node of a connection; null where the field is none. */
function nodesOf({ fields }: AskedField): readonly AskedField[] | null {
  return fields?.find(({ name }) => name === "nodes")?.fields ?? null;
}
