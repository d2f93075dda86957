import type { SellingShop } from "../shop/selling-shop.ts";

/** What becomes of the next request that starts flows; null: it goes well. */
export const FLOW_MOMENTS = {
  /** Later: surely nothing ran. */
  throttled: { kind: "status", status: 429, retryAfterSeconds: 1 },
  /** They ran, and nobody hears of it. */
  lost_answer: { kind: "lost_answer" },
  /** Nothing ran, which nobody can know. */
  down: { kind: "status", status: 503 },
  hung: { kind: "hang" },
  well: null,
} as const;

export type FlowMoment = keyof typeof FLOW_MOMENTS;

/** Those after which the flows have run. */
export const STARTS_ONCE: readonly FlowMoment[] = ["throttled", "lost_answer", "well"];

/** The flows of a shop that begin with a parcel that is out for delivery. */
export interface Flows {
  /** The next request that starts flows has this moment. */
  next(moment: FlowMoment): void;
  /** How often each bad moment came. */
  injected(): Record<string, number>;
  started(): number;
  startedFor(orderId: string): number;
}

export function openFlows(shop: SellingShop): Flows {
  const bad = Object.entries(FLOW_MOMENTS).filter(([, moment]) => moment !== null);
  const injected: Record<string, number> = Object.fromEntries(bad.map(([name]) => [name, 0]));
  let planned: FlowMoment = "well";
  const take = () => {
    const moment = FLOW_MOMENTS[planned];
    if (moment !== null) injected[planned] = (injected[planned] ?? 0) + 1;
    planned = "well";
    return moment;
  };
  const ran = goWrong(shop, take);
  return {
    next: (moment) => {
      planned = moment;
    },
    injected: () => ({ ...injected }),
    started: () => ran().length,
    startedFor: (orderId) => ran().filter((id) => id === orderId).length,
  };
}

/** Asks `take` at each request that starts flows. Gives the orders whose flows ran, once for each time. */
function goWrong(shop: SellingShop, take: () => (typeof FLOW_MOMENTS)[FlowMoment]): () => string[] {
  if (shop.platform === "shopware") {
    const { site } = shop;
    site.misbehave(({ path }) => (path.startsWith("/api/_action/trigger-event/") ? take() : null));
    return () =>
      site.journal
        .triggers()
        .filter(({ event }) => event === "karla.shipment.out_for_delivery")
        .map(({ body }) => (hasOrder(body) ? String(body.orderId) : ""));
  }
  const { admins } = shop;
  if (admins === null) throw new Error("a shop that has the app is needed");
  const others = admins.misbehave;
  admins.misbehave = (request) => (request.query?.includes("mutation FlowTrigger") ? take() : others(request));
  return () =>
    admins.told.journal
      .triggers()
      .filter(({ handle }) => handle === "karla-out-for-delivery")
      .map(({ payload }) => String(payload.order_id));
}

function hasOrder(body: unknown): body is { orderId: unknown } {
  return typeof body === "object" && body !== null && "orderId" in body;
}
