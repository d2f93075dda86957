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
import { NotWhole, notWhole, wholeOrNot, wholeParts } from "./not-whole.ts";
import type { PageSizes } from "./page-sizes.ts";

/** An order as Shopify answered it, with the first page of what is paged in it. */
export type FirstPages = NonNullable<OrderQuery["order"]>;
type Paged = "lineItems" | "shippingLines" | "discountApplications" | "fulfillments" | "refunds";
/** An order as Shopify answered it, with plain lists where the answer had pages. */
export type GatheredOrder = Omit<FirstPages, Paged> & {
  lineItems: FirstPages["lineItems"]["nodes"];
  shippingLines: FirstPages["shippingLines"]["nodes"];
  discountApplications: FirstPages["discountApplications"]["nodes"];
  fulfillments: GatheredFulfillment[];
  refunds: GatheredRefund[];
};

/** All of an order that adds up; null where the shop has none of this id. */
export async function gatherOrder(client: AdminClient, id: string, sizes: PageSizes): Promise<GatheredOrder | null> {
  const { lines, shippingLines, discounts } = sizes;
  const { order } = await client.request(OrderDocument, { id, lines, shippingLines, discounts });
  if (order === null) return null;
  const [gathered] = await gatherRest(client, [order], sizes);
  if (gathered === undefined || gathered instanceof NotWhole) throw gathered ?? notWhole("nothing was gathered");
  return gathered;
}

/**
 * What is not on the first pages of these orders, and all of each that adds up, or why it does not. Fulfillments that are
 * known are not asked for.
 */
export async function gatherRest(
  client: AdminClient,
  orders: readonly FirstPages[],
  sizes: PageSizes,
  known: readonly GatheredFulfillment[] = [],
): Promise<(GatheredOrder | NotWhole)[]> {
  const fulfillments = new Map<string, GatheredFulfillment | NotWhole>(known.map((part) => [part.id, part]));
  const wanted = orders.flatMap((order) => idsOf(order.fulfillments)).filter((id) => !fulfillments.has(id));
  for (const [id, part] of await gatherFulfillments(client, wanted, sizes)) fulfillments.set(id, part);
  const refunds = await gatherRefunds(
    client,
    orders.flatMap((order) => idsOf(order.refunds)),
    sizes,
  );
  const gathered: (GatheredOrder | NotWhole)[] = [];
  for (const order of orders) {
    const whole = await wholeOrNot(async () => ({
      ...order,
      ...(await restOfPages(client, order, sizes)),
      fulfillments: wholeParts(fulfillments, idsOf(order.fulfillments)),
      refunds: wholeParts(refunds, idsOf(order.refunds)),
    }));
    gathered.push(whole instanceof NotWhole ? whole : (faultOf(whole) ?? whole));
  }
  return gathered;
}

async function restOfPages(
  client: AdminClient,
  { id, ...order }: FirstPages,
  { lines, shippingLines, discounts }: PageSizes,
): Promise<Pick<GatheredOrder, "lineItems" | "shippingLines" | "discountApplications">> {
  return {
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
  };
}

function idsOf(parts: readonly { readonly id: string }[]): string[] {
  return parts.map(({ id }) => id);
}

function stillThere<Order>(order: Order | null): Order {
  if (order === null) throw notWhole("the order is gone");
  return order;
}

/** Shopify's own counts, against which what was gathered is held. Null where it adds up. */
function faultOf(order: GatheredOrder): NotWhole | null {
  const { lineItems, fulfillments, refunds } = order;
  const count = order.fulfillmentsCount?.count ?? fulfillments.length;
  if (fulfillments.length !== count) return notWhole("fulfillments are missing");
  // Counts fewer pieces than there are (no tips, no gift cards), never more.
  const pieces = lineItems.reduce((sum, { quantity }) => sum + quantity, 0);
  if (pieces < order.subtotalLineItemsQuantity) return notWhole("lines are missing");
  const known = new Set(lineItems.map(({ id }) => id));
  if (known.size !== lineItems.length) return notWhole("a line came twice");
  const moved = [
    ...fulfillments.map((part) => part.fulfillmentLineItems),
    ...refunds.map((part) => part.refundLineItems),
  ];
  return moved.flat().some(({ lineItem }) => !known.has(lineItem.id)) ? notWhole("a line is missing") : null;
}
