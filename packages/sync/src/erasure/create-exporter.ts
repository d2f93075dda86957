import type { Clock } from "../clock.ts";
import type { ShopId } from "../ids.ts";
import type { Source } from "../inbox/inbox.ts";
import type { OrderHistories } from "../lane/order-history.ts";
import type { Order } from "../order/order.ts";
import type { Normalise } from "../pipeline/normalise.ts";
import type { KeptFor } from "../retention/retention.ts";
import { concernOf, isOrderOf } from "./concern-of.ts";
import type { DataExport, ExportedMessage, ExportedOrder } from "./data-export.ts";
import type { DataRequests, MessageSeen } from "./data-requests.ts";
import type { Whose } from "./erasure-request.ts";
import type { Erasures, KeptEvent, Page } from "./erasures.ts";
import { saidIn } from "./said-in.ts";

export interface ExporterDeps {
  erasures: Pick<Erasures, "orders" | "events">;
  requests: Pick<DataRequests, "messagesIn">;
  histories: OrderHistories;
  normalise: Partial<Record<Source, Normalise>>;
  clock: Clock;
  keptFor: KeptFor;
}

const ELSEWHERE = [
  "What Karla's core holds of the orders that it was given: Karla has to be asked.",
  "What the shop itself holds: the messages are copies of it.",
];

/** Gathers what is held of a customer, by the same rule by which it would be erased (`isOrderOf`, `concernOf`). Changes nothing. */
export function createExporter(deps: ExporterDeps): (shopId: ShopId, whose: Whose) => Promise<DataExport> {
  const { erasures, requests, histories, clock, keptFor } = deps;

  async function exported(shopId: ShopId, state: Order, ofKarla: readonly KeptEvent[]): Promise<ExportedOrder> {
    const booked = (await histories.of(shopId, state.id))?.order ?? null;
    const messages = [...(await requests.messagesIn(shopId, state.id)), ...(await seen(shopId, ofKarla))];
    return {
      id: state.id,
      name: booked?.name ?? null,
      status: booked?.status ?? null,
      reason: booked?.reason ?? null,
      core: { given: booked !== null && booked.deliveredAt !== null, at: booked?.deliveredAt ?? null },
      state,
      messages: messages.map(withoutKey),
    };
  }

  async function seen(shopId: ShopId, events: readonly KeptEvent[]): Promise<MessageSeen[]> {
    const keys = new Set(events.map(({ eventKey }) => eventKey.toString("hex")));
    const lanes = new Set(events.map(({ laneKey }) => laneKey));
    const messages: MessageSeen[] = [];
    for (const laneKey of lanes) messages.push(...(await requests.messagesIn(shopId, laneKey)));
    return messages.filter(({ eventKey }) => keys.has(eventKey));
  }

  /** Whose order it is about: null for none of the customer's, "" for none that is in the books. */
  function orderOf(event: KeptEvent, whose: Whose, held: ReadonlySet<string>): string | null {
    const concern = concernOf(event, saidIn(event, deps.normalise), whose);
    switch (concern.outcome) {
      case "none":
        return null;
      case "ask": {
        const { orderId, customerId } = concern;
        if (held.has(orderId)) return orderId;
        const isTheirs = whose.orderIds.includes(orderId) || whose.customerIds.includes(customerId ?? "");
        return isTheirs ? "" : null;
      }
      case "order":
      case "lane":
      case "event":
        return held.has(event.laneKey) ? event.laneKey : "";
    }
  }

  async function notHeld(shopId: ShopId, ids: readonly string[], held: ReadonlySet<string>) {
    const missing: DataExport["notHeld"]["orders"] = [];
    for (const id of ids.filter((each) => !held.has(each))) {
      const booked = (await histories.of(shopId, id))?.order;
      missing.push({ id, why: booked?.erased === true ? "erased" : "not_in_books" });
    }
    return missing;
  }

  return async (shopId, whose) => {
    const states: Order[] = [];
    for await (const order of itemsOf((after) => erasures.orders(shopId, after))) {
      if (isOrderOf(order, whose)) states.push(order);
    }
    const held = new Set(states.map(({ id }) => id));
    const others: KeptEvent[] = [];
    const ofKarla = new Map<string, KeptEvent[]>();
    for await (const event of itemsOf((after) => erasures.events(shopId, after))) {
      const orderId = orderOf(event, whose, held);
      if (orderId === "") others.push(event);
      // An order's own lane is listed as a whole.
      else if (orderId !== null && orderId !== event.laneKey) {
        ofKarla.set(orderId, [...(ofKarla.get(orderId) ?? []), event]);
      }
    }
    const orders: ExportedOrder[] = [];
    for (const state of states) orders.push(await exported(shopId, state, ofKarla.get(state.id) ?? []));
    return {
      madeAt: new Date(clock.now()).toISOString(),
      whose,
      keptDays: { messages: keptFor.records, said: keptFor.bodies, saidUnusable: keptFor.quarantined },
      orders,
      otherMessages: (await seen(shopId, others)).map(withoutKey),
      notHeld: { orders: await notHeld(shopId, whose.orderIds, held), elsewhere: ELSEWHERE },
    };
  };
}

async function* itemsOf<Item>(read: (after: string | null) => Promise<Page<Item>>): AsyncGenerator<Item> {
  for (let after: string | null = null, isFirst = true; isFirst || after !== null; isFirst = false) {
    const page: Page<Item> = await read(after);
    yield* page.items;
    after = page.after;
  }
}

function withoutKey({ source, topic, receivedAt, isKept }: MessageSeen): ExportedMessage {
  return { from: source, topic, receivedAt, isKept };
}
