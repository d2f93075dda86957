import type { AdminClient } from "./admin-client.ts";
import { followPages } from "./follow-pages.ts";
import { type GatheredFulfillment, gatherFulfillments } from "./gather-fulfillments.ts";
import { type GatheredRefund, gatherRefunds } from "./gather-refunds.ts";
import {
  OrderDiscountsDocument,
  OrderDocument,
  OrderLinesDocument,
  type OrderQuery,
  OrderShippingLinesDocument,
} from "./graphql.generated.ts";
import { notWhole } from "./not-whole.ts";
import type { PageSizes } from "./page-sizes.ts";

type Answer = NonNullable<OrderQuery["order"]>;
type Paged = "lineItems" | "shippingLines" | "discountApplications" | "fulfillments" | "refunds";
/** An order as Shopify answered it, with plain lists where the answer had pages. */
export type GatheredOrder = Omit<Answer, Paged> & {
  lineItems: Answer["lineItems"]["nodes"];
  shippingLines: Answer["shippingLines"]["nodes"];
  discountApplications: Answer["discountApplications"]["nodes"];
  fulfillments: GatheredFulfillment[];
  refunds: GatheredRefund[];
};

/** All of an order that adds up; null where the shop has none of this id. */
export async function gatherOrder(client: AdminClient, id: string, sizes: PageSizes): Promise<GatheredOrder | null> {
  const { lines, shippingLines, discounts } = sizes;
  const { order } = await client.request(OrderDocument, { id, lines, shippingLines, discounts });
  if (order === null) return null;
  const gathered: GatheredOrder = {
    ...order,
    lineItems: await followPages(order.lineItems, async (after) => {
      const next = await client.request(OrderLinesDocument, { id, after, first: lines });
      return stillThere(next.order).lineItems;
    }),
    shippingLines: await followPages(order.shippingLines, async (after) => {
      const next = await client.request(OrderShippingLinesDocument, { id, after, first: shippingLines });
      return stillThere(next.order).shippingLines;
    }),
    discountApplications: await followPages(order.discountApplications, async (after) => {
      const next = await client.request(OrderDiscountsDocument, { id, after, first: discounts });
      return stillThere(next.order).discountApplications;
    }),
    fulfillments: await gatherFulfillments(client, idsOf(order.fulfillments), sizes),
    refunds: await gatherRefunds(client, idsOf(order.refunds), sizes),
  };
  requireWhole(gathered);
  return gathered;
}

function idsOf(parts: readonly { readonly id: string }[]): string[] {
  return parts.map(({ id }) => id);
}

function stillThere<Order>(order: Order | null): Order {
  if (order === null) throw notWhole("the order is gone");
  return order;
}

/** Shopify's own counts, against which what was gathered is held. */
function requireWhole(order: GatheredOrder): void {
  const { lineItems, fulfillments, refunds } = order;
  const count = order.fulfillmentsCount?.count ?? fulfillments.length;
  if (fulfillments.length !== count) throw notWhole("fulfillments are missing");
  // Counts fewer pieces than there are (no tips, no gift cards), never more.
  const pieces = lineItems.reduce((sum, { quantity }) => sum + quantity, 0);
  if (pieces < order.subtotalLineItemsQuantity) throw notWhole("lines are missing");
  const known = new Set(lineItems.map(({ id }) => id));
  if (known.size !== lineItems.length) throw notWhole("a line came twice");
  const moved = [
    ...fulfillments.map((part) => part.fulfillmentLineItems),
    ...refunds.map((part) => part.refundLineItems),
  ];
  if (moved.flat().some(({ lineItem }) => !known.has(lineItem.id))) throw notWhole("a line is missing");
}
