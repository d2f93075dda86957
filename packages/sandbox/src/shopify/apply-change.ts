import type { BookedLine, BookedOrder, BookedRefund } from "./booked-order.ts";
import type { Change } from "./change.ts";
import { totalsOf } from "./totals.ts";

/** The name under which the books number the versions of an order, for whoever compares later. */
export const VERSION_ATTRIBUTE = "_version";

/** The order after a change: a new value, one version further, updated at the time of the change. */
export function applyChange(order: BookedOrder | null, change: Change): BookedOrder {
  if (change.change === "placed") return stamped({ ...change.order, version: 0 }, change.at);
  if (order === null) throw new Error(`${change.change} before the order was placed`);
  return stamped(changed(order, change), change.at);
}

function changed(order: BookedOrder, change: Exclude<Change, { change: "placed" }>): BookedOrder {
  switch (change.change) {
    case "paid":
      return { ...order, paid: true };
    case "shipped": {
      const name = `${order.name}.${order.fulfillments.length + 1}`;
      const dates = { createdAt: change.at, updatedAt: change.at };
      const fulfillment = {
        ...change.fulfillment,
        ...dates,
        name,
        status: "success" as const,
        withdrawnNumbers: [],
        events: [],
      };
      return { ...order, fulfillments: [...order.fulfillments, fulfillment] };
    }
    case "tracking_changed":
      return withFulfillment(order, change.fulfillmentId, (fulfillment) => ({
        ...fulfillment,
        updatedAt: change.at,
        trackingNumbers: change.trackingNumbers,
        trackingUrls: change.trackingUrls,
        withdrawnNumbers: [...fulfillment.withdrawnNumbers, ...fulfillment.trackingNumbers].filter(
          (number) => !change.trackingNumbers.includes(number),
        ),
      }));
    case "fulfillment_cancelled":
      return withFulfillment(order, change.fulfillmentId, (fulfillment) => ({
        ...fulfillment,
        updatedAt: change.at,
        status: "cancelled",
      }));
    case "cancelled": {
      const cancelled = { ...order, cancelledAt: change.at };
      return change.refund === null ? cancelled : withRefund(cancelled, { ...change.refund, createdAt: change.at });
    }
    case "refunded":
      return withRefund(order, { ...change.refund, createdAt: change.at });
    case "edited": {
      const lines = order.lines.map((line) => ({ ...line, removed: line.removed + pieces(change.removed, line.id) }));
      return { ...order, lines: [...lines, ...change.added] };
    }
    case "attributes_changed":
      return { ...order, attributes: change.attributes };
    case "tags_changed": {
      const formerTags = [...order.formerTags, ...order.tags].filter((tag) => !change.tags.includes(tag));
      return { ...order, tags: change.tags, formerTags };
    }
    case "address_changed":
      return { ...order, shippingAddress: change.address };
    case "deleted":
      return { ...order, deletedAt: change.at };
  }
}

function withFulfillment(
  order: BookedOrder,
  id: string,
  change: (fulfillment: BookedOrder["fulfillments"][number]) => BookedOrder["fulfillments"][number],
): BookedOrder {
  return {
    ...order,
    fulfillments: order.fulfillments.map((fulfillment) => (fulfillment.id === id ? change(fulfillment) : fulfillment)),
  };
}

function withRefund(order: BookedOrder, refund: BookedRefund): BookedOrder {
  const lines = order.lines.map(
    (line): BookedLine => ({ ...line, refunded: line.refunded + pieces(refund.lines, line.id) }),
  );
  return { ...order, lines, refunds: [...order.refunds, refund] };
}

function pieces(of: readonly { lineId: string; quantity: number }[], lineId: string): number {
  return of.filter((line) => line.lineId === lineId).reduce((total, { quantity }) => total + quantity, 0);
}

function stamped(order: BookedOrder, at: number): BookedOrder {
  const version = order.version + 1;
  const own = order.attributes.filter(({ name }) => name !== VERSION_ATTRIBUTE);
  const attributes = [...own, { name: VERSION_ATTRIBUTE, value: String(version) }];
  return { ...order, version, attributes, updatedAt: at, totals: totalsOf(order) };
}
