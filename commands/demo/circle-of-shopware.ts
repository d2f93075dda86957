import type { ShopwareShop } from "@karla/sandbox/shopware-shop";
import { z } from "zod";
import type { Effect, Starts } from "../proof/circle/judge-effects.ts";
import type { CircleOrder } from "../proof/circle/told-order.ts";
import { codesOf } from "../proof/shopware/expected-trackings.ts";
import { idOfOrder } from "../proof/shopware/ids.ts";
import type { ShopwareEntry } from "../proof/shopware/shopware-books.ts";

/** The variables of a flow that an event of a parcel starts. */
const Variables = z.object({
  orderId: z.string(),
  karla: z.object({ tracking_number: z.string(), event_name: z.string(), event_group: z.string() }),
});

/** Each group has an event of the Flow Builder. */
export const startsAtShopware: Starts = ({ groups }) =>
  groups.map((group) => ({ trigger: `karla.shipment.${group}`, group: `shipment_${group}` }));

export function shopwareCircleOrdersOf(entries: readonly ShopwareEntry[]): CircleOrder[] {
  return entries.map(({ order: { booked }, history }) => ({
    id: idOfOrder(booked),
    name: String(booked.number),
    numbers: history.flatMap(({ deliveries }) => deliveries.flatMap(codesOf)),
    has: booked.deletedAt === null ? "always" : "lost",
    fulfillments: [],
  }));
}

/** What the app has told the shop. */
export function toldAtShopware({ journal }: Pick<ShopwareShop, "journal">): Effect[] {
  return journal.triggers().flatMap(({ event: trigger, body }): Effect[] => {
    const read = Variables.safeParse(body);
    if (!read.success) return [];
    const { orderId, karla } = read.data;
    const { tracking_number: number, event_name: event, event_group: group } = karla;
    return [{ orderId, number, event, group, trigger }];
  });
}
