import type { BookedFulfillmentEvent, BookedMetafield, BookedOrder } from "../../booked-order.ts";
import { setMetafield } from "../../set-metafield.ts";
import { createToldJournal, type TakenEvent, type ToldJournal } from "./told-journal.ts";

export interface TellEvent extends Pick<TakenEvent, "shop" | "orderId" | "fulfillmentId" | "status" | "happenedAt"> {
  message: string | null;
}

/** What apps wrote to the orders of shops by the Admin API, beside the books: those are the seller's. */
export interface ToldShops {
  journal: ToldJournal;
  /** The order of the books with all that was written to it. Its version stays: the seller changed nothing. */
  withTold(shop: string, order: BookedOrder): BookedOrder;
  /** `by`: the app, or one that we know nothing of. */
  tellEvent(event: TellEvent, by: TakenEvent["by"]): BookedFulfillmentEvent;
  setMetafield(shop: string, orderId: string, metafield: BookedMetafield): void;
}

export interface ToldShopsSetup {
  /** Milliseconds since the epoch. */
  now(): number;
  journal?: ToldJournal;
}

export function createToldShops({ now, journal = createToldJournal() }: ToldShopsSetup): ToldShops {
  const events = new Map<string, BookedFulfillmentEvent[]>();
  const metafields = new Map<string, BookedMetafield[]>();
  let told = 0;
  /** Every request sees all orders of a shop: what was written to one is put together once, until more is written. */
  const written = new WeakMap<BookedOrder, BookedOrder>();
  const lastSeen = new Map<string, BookedOrder>();
  const placeOf = (shop: string, orderId: string): string => `${shop} ${orderId}`;
  const isWritten = (place: string): void => {
    const order = lastSeen.get(place);
    if (order !== undefined) written.delete(order);
  };

  const withEvents = (shop: string, order: BookedOrder): BookedOrder => {
    if (events.size === 0) return order;
    const fulfillments = order.fulfillments.map((fulfillment) => {
      const added = events.get(`${shop} ${fulfillment.id}`) ?? [];
      const updatedAt = Math.max(fulfillment.updatedAt, ...added.map(({ createdAt }) => createdAt));
      return { ...fulfillment, updatedAt, events: [...fulfillment.events, ...added] };
    });
    const updatedAt = Math.max(order.updatedAt, ...fulfillments.map((fulfillment) => fulfillment.updatedAt));
    return { ...order, fulfillments, updatedAt };
  };

  return {
    journal,
    withTold: (shop, order) => {
      const known = written.get(order);
      if (known !== undefined) return known;
      const place = placeOf(shop, order.id);
      const all = (metafields.get(place) ?? []).reduce(
        (sofar, metafield) => setMetafield(sofar, { owner: "order" }, metafield),
        withEvents(shop, order),
      );
      written.set(order, all);
      lastSeen.set(place, order);
      return all;
    },
    tellEvent: ({ message, ...event }, by) => {
      const { shop, orderId, fulfillmentId, status, happenedAt } = event;
      told += 1;
      const createdAt = now();
      const booked = { id: String(900_000 + told), status, happenedAt, createdAt, message };
      const place = `${shop} ${fulfillmentId}`;
      events.set(place, [...(events.get(place) ?? []), booked]);
      isWritten(placeOf(shop, orderId));
      journal.record({ kind: "fulfillment_event", ...event, at: createdAt, by });
      return booked;
    },
    setMetafield: (shop, orderId, metafield) => {
      const place = placeOf(shop, orderId);
      isWritten(place);
      metafields.set(place, [...(metafields.get(place) ?? []), metafield]);
    },
  };
}
