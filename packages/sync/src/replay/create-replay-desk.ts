import type { MutedOrders } from "../announce/muted-orders.ts";
import type { Clock } from "../clock.ts";
import type { Platform, ShopId } from "../ids.ts";
import type { Inbox } from "../inbox/inbox.ts";
import type { LaneEvent, Lease } from "../lane/lanes.ts";
import type { OrderHistories, OrderHistory } from "../lane/order-history.ts";
import type { Mappings } from "../pipeline/mappings.ts";
import type { MergeDeps } from "../pipeline/merge-events.ts";
import type { Shops, ShopView } from "../pipeline/shops.ts";
import { toAnnounce } from "../worker/announce-event.ts";
import { shopOfTurn } from "../worker/shop-of-turn.ts";
import { planReplay } from "./plan-replay.ts";
import { progressOf } from "./progress-of.ts";
import type {
  HeldByCore,
  PlannedEffect,
  ReplayAnswer,
  ReplayableEvent,
  ReplayPlan,
  ReplayProgress,
} from "./replay-data.ts";
import { type ReplayTerms, redeliveryOf, withReplayTerms } from "./replay-terms.ts";
import type { LaneLook, Replays } from "./replays.ts";

export interface ReplayDeskDeps {
  replays: Replays;
  histories: OrderHistories;
  shops: Pick<Shops, "viewNow">;
  mappings: Pick<Mappings, "version">;
  muted: Pick<MutedOrders, "isMuted">;
  inbox: Inbox;
  /** Left out where orders alone are replayed: nothing is read anew then. */
  normalise?: MergeDeps["normalise"];
  platform: Platform;
  /** An id that nobody had before. */
  newId: () => string;
  clock: Clock;
}

/** `delivered`: the version that the core's order was made with. A number is a version, 0 for none. */
export type MappingChoice = "current" | "delivered" | number;

export interface ReplayWish {
  mapping: MappingChoice;
  withEffects: boolean;
}

/** `version`: as the plan named it that somebody looked at. */
export type ReplayOrder = ReplayWish & { version: number | null };

/**
 * Where orders are delivered again and events merged anew: first what that would do, then the same thing in earnest. Nothing here
 * calls out or changes an order: what is asked for is an event, and the worker that runs its lane does it.
 */
export type ReplayDesk = ReturnType<typeof createReplayDesk>;

export function createReplayDesk(deps: ReplayDeskDeps) {
  const { replays, histories, inbox, platform, newId } = deps;

  async function redelivery(shopId: ShopId, orderId: string, wish: ReplayWish) {
    const history = await histories.of(shopId, orderId);
    if (history?.order == null) return { plan: refusal(orderId, "not_in_books"), terms: null };
    if (history.order.erased) return { plan: refusal(orderId, "redacted"), terms: null };
    const asEvent = (terms: ReplayTerms) =>
      toLaneEvent(redeliveryOf({ shopId, platform, orderId }, terms, ""), deps.clock.now());
    return planned({ shopId, laneKey: orderId, wish, history, asEvent }, deps);
  }

  async function replay(shopId: ShopId, id: string, wish: ReplayWish) {
    const stored = await replays.event(shopId, id);
    if (stored === null) return { plan: refusal(null, "no_such_event"), terms: null, event: null };
    const { event, laneKey, state } = stored;
    const history = await histories.of(shopId, laneKey);
    const gone = event === null || history?.order?.erased === true;
    const why = history?.order?.erased === true ? "redacted" : gone ? "event_gone" : "event_pending";
    if (event === null || gone || state === "pending") return { plan: refusal(laneKey, why), terms: null, event: null };
    const asEvent = () => event;
    return { ...(await planned({ shopId, laneKey, wish, history, asEvent }, deps)), event };
  }

  return {
    planOrder: async (shopId: ShopId, orderId: string, wish: ReplayWish): Promise<ReplayPlan> =>
      (await redelivery(shopId, orderId, wish)).plan,

    planEvent: async (shopId: ShopId, id: string, wish: ReplayWish): Promise<ReplayPlan> =>
      (await replay(shopId, id, wish)).plan,

    /** Resolves once it is stored: what became of it is asked for as `progress`. */
    async redeliver(shopId: ShopId, orderId: string, { version, ...wish }: ReplayOrder): Promise<ReplayAnswer> {
      const { plan, terms } = await redelivery(shopId, orderId, wish);
      const why = whyNot(plan, version);
      if (why !== null || terms === null) return { outcome: "refused", reason: why ?? "not_in_books" };
      const event = redeliveryOf({ shopId, platform, orderId }, terms, newId());
      await inbox.accept([event]);
      return { outcome: "asked", id: event.eventKey.toString("hex") };
    },

    async replayEvent(shopId: ShopId, id: string, { version, ...wish }: ReplayOrder): Promise<ReplayAnswer> {
      const { plan, terms, event } = await replay(shopId, id, wish);
      const why = whyNot(plan, version);
      if (why !== null || terms === null || event === null)
        return { outcome: "refused", reason: why ?? "no_such_event" };
      if (await replays.again(shopId, event, terms)) return { outcome: "asked", id: event.eventKey.toString("hex") };
      // Since it was looked at, somebody else asked for the same, or its time was over.
      const now = await replays.event(shopId, id);
      return { outcome: "refused", reason: now?.event === null ? "event_gone" : "event_pending" };
    },

    /** `laneKey`: the order's id, or where else the event is. */
    async progress(shopId: ShopId, laneKey: string, id: string): Promise<ReplayProgress> {
      const outcome = await replays.outcomeOf(shopId, id);
      return progressOf(outcome, await histories.of(shopId, laneKey));
    },

    eventsOf: (shopId: ShopId, orderId: string): Promise<ReplayableEvent[]> => replays.eventsOf(shopId, orderId),

    ordersIn: replays.ordersIn,
  };
}

interface Planning {
  shopId: ShopId;
  laneKey: string;
  wish: ReplayWish;
  history: OrderHistory | null;
  asEvent: (terms: ReplayTerms) => LaneEvent;
}

async function planned(
  { shopId, laneKey, wish, history, asEvent }: Planning,
  deps: ReplayDeskDeps,
): Promise<{ plan: ReplayPlan; terms: ReplayTerms | null }> {
  const { replays, mappings, shops, clock } = deps;
  const { turn, mapping: heldMapping } = await replays.look(shopId, laneKey);
  const chosen = wish.mapping === "current" ? null : wish.mapping === "delivered" ? heldMapping : wish.mapping;
  const orderId = turn.order?.order.id ?? null;
  if (chosen === null && wish.mapping === "delivered")
    return { plan: refusal(orderId, "mapping_unknown"), terms: null };
  const documentOf = async (version: number) => (await mappings.version(shopId, version))?.document ?? null;
  if (chosen !== null && chosen !== 0 && (await documentOf(chosen)) === null) {
    return { plan: refusal(orderId, "no_such_mapping"), terms: null };
  }
  const terms: ReplayTerms = {
    withEffects: wish.withEffects,
    mapping: chosen,
    version: turn.order?.version ?? null,
  };
  const event = asEvent(terms);
  const replayed = { ...event, headers: withReplayTerms(event.headers, terms) };
  const shop = await shopOfTurn({ ...turn, events: [replayed] }, await shops.viewNow(shopId), { mappings });
  const plan = planReplay(
    {
      turn,
      event,
      terms,
      shop,
      heldMapping: heldMapping === null || heldMapping === 0 ? null : await documentOf(heldMapping),
      tellsShop: true,
      now: clock.now(),
      notAnnounced: await whyNotAnnounced(event, { ...turn.lease, shopId, laneKey }, shop, deps),
    },
    { normalise: deps.normalise ?? {}, onError: () => {} },
  );
  return {
    plan: {
      orderId,
      name: history?.order?.name ?? null,
      ...plan,
      mapping: shop.mapping?.version ?? 0,
      held: heldOf({ turn, mapping: heldMapping }, history),
    },
    terms,
  };
}

/** As the worker would find when it tells the shop of the event. */
async function whyNotAnnounced(
  event: LaneEvent,
  lease: Lease,
  shop: ShopView,
  { muted, clock }: ReplayDeskDeps,
): Promise<PlannedEffect["because"]> {
  if (event.source !== "karla") return null;
  const announced = await toAnnounce(lease, shop, { karlaEvents: { find: async () => event }, muted, clock });
  return announced.outcome === "nothing" ? announced.reason : null;
}

function heldOf({ turn, mapping }: LaneLook, history: OrderHistory | null): HeldByCore | null {
  const delivered = turn.order?.delivered ?? null;
  if (delivered === null) return null;
  const parcels = Object.keys(delivered.trackings).length;
  return { hash: delivered.order, parcels, deliveredAt: history?.order?.deliveredAt ?? null, mapping };
}

/** Null where it may be done: also what asks the shop and may come to nothing. */
function whyNot({ verdict, reason, version, effects }: ReplayPlan, seen: number | null): string | null {
  if (verdict === "refused") return reason;
  if (version !== seen) return "newer_state";
  const isIdle = effects.every(({ fate }) => fate === "left_out");
  return reason === "on_its_way" || isIdle ? reason : null;
}

function refusal(orderId: string | null, reason: string): ReplayPlan {
  return {
    orderId,
    name: null,
    verdict: "refused",
    reason,
    version: null,
    mapping: 0,
    held: null,
    differences: [],
    isExact: true,
    parcels: { given: 0, kept: 0 },
    effects: [],
  };
}

function toLaneEvent(event: ReturnType<typeof redeliveryOf>, receivedAt: number): LaneEvent {
  return { ...event, receivedAt, deaths: 0, failures: 0, conflicts: false };
}
