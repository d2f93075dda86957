import type { Clock } from "../clock.ts";
import type { ShopId } from "../ids.ts";
import type { Source } from "../inbox/inbox.ts";
import type { Lease } from "../lane/lanes.ts";
import type { Order } from "../order/order.ts";
import type { CallFailure } from "../pipeline/judge-failure.ts";
import type { InboxEvent, Normalise } from "../pipeline/normalise.ts";
import { concernOf, concernOfRestored, isOrderOf } from "./concern-of.ts";
import { type ErasureRequest, erasureInEvent, type OrdersErasure } from "./erasure-request.ts";
import type { Doomed, ErasureProgress, Erasures, KeptEvent, OpenErasure } from "./erasures.ts";
import { saidIn } from "./said-in.ts";

/** Does what the request of this lane asks for, until about then. Gives when to go on, null where nothing is left to do. */
export type Erase = (lease: Pick<Lease, "shopId" | "laneKey">, until: number) => Promise<number | null>;

export interface EraserDeps {
  erasures: Erasures;
  normalise: Partial<Record<Source, Normalise>>;
  /** Asks the shop's platform what access the app still has. Throws where it cannot be asked. */
  checkAccess: (shopId: ShopId) => Promise<void>;
  readFailure: (error: unknown) => CallFailure;
  clock: Clock;
}

/** By then every process finds a tombstone, whatever it remembered before. */
const SEEN_BY_ALL_MS = 3_000;
/** A turn that holds a lane is over soon. */
const HELD_AGAIN_MS = 250;
/** A shop that cannot be asked whether it has the app. */
const ASK_AGAIN_MS = 5 * 60_000;

const NOTHING: Doomed = { orderIds: [], laneKeys: [], events: [] };

/**
 * Erases in two steps. First there are tombstones: no turn that begins from then on keeps or sends anything of the customer. Then
 * everything that is kept is gone through. Each part is one transaction with its line in the receipt, so that a process may die
 * anywhere: the next one goes on, and to erase twice is to erase once.
 */
export function createEraser(deps: EraserDeps): Erase {
  const { erasures, clock } = deps;

  async function eraseOrders(open: OpenErasure, request: OrdersErasure, until: number): Promise<number | null> {
    const seenAt = open.startedAt + SEEN_BY_ALL_MS;
    if (clock.now() < seenAt) return seenAt;
    for (let { progress } = open; ; ) {
      const { doomed, next } = await partOf(open.shopId, progress, request);
      if (!(await erasures.erase(open, doomed, next ?? progress))) return clock.now() + HELD_AGAIN_MS;
      if (next === null) break;
      if (clock.now() > until) return clock.now();
      progress = next;
    }
    await erasures.finish(open, "erased");
    return null;
  }

  /** What is to go in this part, and where the next one begins; null where this is the last one. */
  async function partOf(
    shopId: ShopId,
    { phase, after }: ErasureProgress,
    request: OrdersErasure,
  ): Promise<{ doomed: Doomed; next: ErasureProgress | null }> {
    switch (phase) {
      case "named": {
        const orderIds = request.kind === "customer" ? request.orderIds : [];
        return { doomed: { ...NOTHING, orderIds }, next: { phase: "books", after: null } };
      }
      case "books": {
        const page = await erasures.orders(shopId, after);
        const orderIds: string[] = [];
        for (const order of page.items) if (await isDoomed(shopId, order, request)) orderIds.push(order.id);
        const next = page.after === null ? { phase: "inbox" as const, after: null } : { phase, after: page.after };
        return { doomed: { ...NOTHING, orderIds }, next };
      }
      case "inbox": {
        const page = await erasures.events(shopId, after);
        const doomed = await doomedOf(shopId, page.items, request);
        return { doomed, next: page.after === null ? null : { phase, after: page.after } };
      }
    }
  }

  function isDoomed(shopId: ShopId, order: Order, request: OrdersErasure): boolean | Promise<boolean> {
    if (request.kind === "customer") return isOrderOf(order, request);
    return isErased(shopId, order.id, order.snapshot?.customer?.id ?? null);
  }

  function isErased(shopId: ShopId, orderId: string, customerId: string | null): Promise<boolean> {
    return erasures.isErased(shopId, { orderIds: [orderId], customerIds: customerId === null ? [] : [customerId] });
  }

  async function doomedOf(shopId: ShopId, events: readonly KeptEvent[], request: OrdersErasure): Promise<Doomed> {
    const orderIds = new Set<string>();
    const laneKeys = new Set<string>();
    const single: KeptEvent[] = [];
    for (const event of events) {
      switch (await goesWith(shopId, event, request)) {
        case "none":
          break;
        case "order":
          orderIds.add(event.laneKey);
          break;
        case "lane":
          laneKeys.add(event.laneKey);
          break;
        case "event":
          single.push(event);
          break;
      }
    }
    return { orderIds: [...orderIds], laneKeys: [...laneKeys], events: single };
  }

  async function goesWith(shopId: ShopId, event: KeptEvent, request: OrdersErasure) {
    const said = saidIn(event, deps.normalise);
    const concern = request.kind === "customer" ? concernOf(event, said, request) : concernOfRestored(event, said);
    if (concern.outcome !== "ask") return concern.outcome;
    return (await isErased(shopId, concern.orderId, concern.customerId)) ? concern.thenGoes : "none";
  }

  async function eraseShop(open: OpenErasure, until: number): Promise<number | null> {
    if (!(await isAsked(open.shopId))) return clock.now() + ASK_AGAIN_MS;
    if (await erasures.isInstalled(open.shopId)) {
      await erasures.finish(open, "app_installed");
      return null;
    }
    for (let left = await erasures.purge(open); left !== "done"; left = await erasures.purge(open)) {
      if (left === "held") return clock.now() + HELD_AGAIN_MS;
      if (clock.now() > until) return clock.now();
    }
    await erasures.finish(open, "erased");
    return null;
  }

  /** The request is a message that somebody signed, no more: what counts is whether the shop still takes the app's token. */
  async function isAsked(shopId: ShopId): Promise<boolean> {
    try {
      await deps.checkAccess(shopId);
      return true;
    } catch (error) {
      if (deps.readFailure(error).kind === "unexpected") throw error;
      return false;
    }
  }

  function requestIn(event: InboxEvent & { source: Source }): ErasureRequest | null {
    const said = erasureInEvent(event) ?? deps.normalise[event.source]?.(event);
    if (said === undefined) return null;
    if ("kind" in said) return said;
    return said.outcome === "erasure" ? said.request : null;
  }

  return async ({ shopId, laneKey }, until) => {
    const event = await erasures.requestIn(shopId, laneKey);
    const request = event && requestIn(event);
    if (event === null || request === null) return null;
    const open = await erasures.begin(shopId, { laneKey, askedBy: event.topic, request });
    if (open === null) return null;
    return request.kind === "shop" ? eraseShop(open, until) : eraseOrders(open, request, until);
  };
}
