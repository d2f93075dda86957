import type { BookEntry } from "@karla/sandbox/fill-books";
import type { ToldJournal } from "@karla/sandbox/told-journal";
import { z } from "zod";
import type { Effect, Starts } from "../proof/circle/judge-effects.ts";
import type { FulfillmentEvent } from "../proof/circle/judge-fulfillments.ts";
import type { CircleOrder } from "../proof/circle/told-order.ts";

/** What a trigger of Karla's brings; those that tell of a problem have no order. */
const Payload = z.object({
  order_id: z.number().transform(String),
  "Tracking number": z.string(),
  Event: z.string(),
  "Event group": z.string(),
});

/** The first of the groups starts its trigger: the other one repeats it. */
export const startsAtShopify: Starts = ({ trigger, groups: [group] }) =>
  trigger === null ? [] : [{ trigger: `karla-${trigger}`, group: `shipment_${group}` }];

/** Whoever reads the shop sees it as it stands in the end: a deleted order was never there. */
export function circleOrdersOf(entries: readonly BookEntry[]): CircleOrder[] {
  return entries.map(({ order, history }) => ({
    id: order.id,
    name: order.name,
    numbers: typed(history.flatMap(({ fulfillments }) => fulfillments.flatMap(numbersEver))),
    has: order.deletedAt === null ? "always" : "never",
    fulfillments: order.fulfillments
      .filter(({ status, trackingNumbers }) => status === "success" && typed(trackingNumbers).length > 0)
      .map(({ id, trackingNumbers }) => ({ id, numbers: typed(trackingNumbers) })),
  }));
}

/** What the app has told the shop. */
export function toldAtShopify(journal: ToldJournal): { effects: Effect[]; fulfillmentEvents: FulfillmentEvent[] } {
  const effects = journal.triggers().flatMap(({ handle, payload }): Effect[] => {
    const read = Payload.safeParse(payload);
    if (!read.success) return [];
    const { order_id: orderId, "Tracking number": number, Event: event, "Event group": group } = read.data;
    return [{ orderId, number, event, group, trigger: handle }];
  });
  const fulfillmentEvents = journal
    .fulfillmentEvents()
    .map(({ fulfillmentId, status, happenedAt }) => ({ fulfillmentId, status, at: happenedAt }));
  return { effects, fulfillmentEvents };
}

function numbersEver({
  trackingNumbers,
  withdrawnNumbers,
}: BookEntry["order"]["fulfillments"][number]): readonly string[] {
  return [...trackingNumbers, ...withdrawnNumbers];
}

function typed(numbers: readonly string[]): string[] {
  return numbers.filter((number) => number.trim() !== "");
}
