import type { GatheredFulfillment } from "../gather-fulfillments.ts";
import type { FirstPages } from "../gather-order.ts";
import { NotWhole } from "../not-whole.ts";
import { asAsked } from "./asked-fields.ts";
import { FULFILLMENT, ORDER } from "./file-query.ts";

/** An order as far as a file holds it. */
export interface HeldOrder {
  /** All that is paged in it is on its first page. */
  order: FirstPages;
  /** Those of its fulfillments whose lines are known. */
  fulfillments: GatheredFulfillment[];
}

/** A field that is there is what Shopify's schema says of it, as in all its answers. */
const orderAsAsked = asAsked as (fields: typeof ORDER, value: object) => FirstPages;
const fulfillmentsAsAsked = asAsked as (
  fields: typeof FULFILLMENT,
  value: unknown,
) => Omit<GatheredFulfillment, "fulfillmentLineItems">[];

const LAST_PAGE = { hasNextPage: false, endCursor: null };
/** By `__typename`. */
const PARTS = { lineItems: /^LineItem$/, shippingLines: /^ShippingLine$/, discountApplications: /Application$/ };

/** An order of its own line and the lines of its parts; null where one is not what was asked for. */
export function heldOrder(root: object, parts: readonly object[]): HeldOrder | null {
  const types = Object.values(PARTS);
  if (parts.some((part) => !types.some((type) => type.test(typeOf(part))))) return null;
  const pages = Object.entries(PARTS).map(([field, type]) => {
    const nodes = parts.filter((part) => type.test(typeOf(part)));
    return [field, { nodes, pageInfo: LAST_PAGE }] as const;
  });
  try {
    const order = orderAsAsked(ORDER, { ...root, ...Object.fromEntries(pages) });
    const fulfillments = fulfillmentsAsAsked(FULFILLMENT, Reflect.get(root, "fulfillments"));
    return { order, fulfillments: withLines(fulfillments, order) };
  } catch (error) {
    if (error instanceof NotWhole) return null;
    throw error;
  }
}

function typeOf(part: object): string {
  return String(Reflect.get(part, "__typename"));
}

/**
 * Of a fulfillment the file tells how many pieces it has, not of which lines. No line is sent more often than it was
 * ordered: so one that has as many pieces as all lines together has each line in full. Shopify does not say in which order
 * it lists them: it is taken to be the order's own.
 */
function withLines(
  fulfillments: Omit<GatheredFulfillment, "fulfillmentLineItems">[],
  { lineItems }: FirstPages,
): GatheredFulfillment[] {
  const pieces = lineItems.nodes.reduce((sum, { quantity }) => sum + quantity, 0);
  const fulfillmentLineItems = lineItems.nodes
    .filter(({ quantity }) => quantity > 0)
    .map(({ id, quantity }) => ({ quantity, lineItem: { id } }));
  return fulfillments
    .filter(({ totalQuantity }) => totalQuantity === pieces)
    .map((fulfillment) => ({ ...fulfillment, fulfillmentLineItems }));
}
