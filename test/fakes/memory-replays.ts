import { createHash } from "node:crypto";
import type { Clock } from "@karla/sync/clock";
import type { OrderHistories } from "@karla/sync/order-history";
import { withReplayTerms } from "@karla/sync/replay-terms";
import type { Replays } from "@karla/sync/replays";
import type { MemoryLanes, StoredLane } from "./memory-lanes.ts";

/** What can be replayed of lanes in memory, and what is said of their orders. `mapping`: what the core's orders were made with. */
export function createMemoryReplays(
  lanes: MemoryLanes,
  { clock, mapping = () => null }: { clock: Clock; mapping?: () => number | null },
): Replays & OrderHistories {
  const laneOf = (laneKey: string) => lanes.stored().find((lane) => lane.laneKey === laneKey);
  const find = (id: string) => {
    const key = /^[0-9a-f]{64}$/.test(id) ? id : createHash("sha256").update(id).digest("hex");
    const hits = lanes.stored().flatMap((lane) => lane.events.map((stored) => ({ lane, stored })));
    return hits.find(({ stored }) => stored.event.eventKey.toString("hex") === key);
  };
  return {
    async look(shopId, laneKey) {
      const lane = laneOf(laneKey);
      const lease = { shopId, laneKey, token: "", until: 0, arrivals: 0n };
      const outbox = [...(lane?.outbox.values() ?? [])].map((item) => ({ ...item }));
      const turn = {
        lease,
        events: [],
        more: false,
        resend: false,
        owesUnknown: false,
        outbox,
        order: lane?.order ?? null,
      };
      return { turn, mapping: mapping() };
    },
    eventsOf: async (_, laneKey) => (laneOf(laneKey)?.events ?? []).map(shown).reverse(),
    async event(_, id) {
      const found = find(id);
      if (found === undefined) return null;
      const { event, receivedAt, state } = found.stored;
      return {
        event: { ...event, receivedAt, deaths: 0, failures: 0, conflicts: false },
        laneKey: found.lane.laneKey,
        state,
      };
    },
    async again(_, { eventKey, headers }, terms) {
      const found = find(eventKey.toString("hex"));
      if (found === undefined || found.stored.state === "pending") return false;
      const { lane, stored } = found;
      Object.assign(stored, { state: "pending", reason: null, deaths: 0, failures: 0 });
      stored.event = { ...stored.event, headers: withReplayTerms(headers, terms) };
      lane.arrivals += 1n;
      lane.dueAt = Math.min(lane.dueAt ?? clock.now(), clock.now());
      return true;
    },
    outcomeOf: async (_, id) => find(id)?.stored ?? null,
    ordersIn: async (_, { after }, limit) =>
      lanes
        .stored()
        .filter(({ order, laneKey }) => order !== null && laneKey > after)
        .map(({ laneKey }) => laneKey)
        .sort()
        .slice(0, limit),
    of: async (_, orderId) => historyOf(laneOf(orderId)),
  };
}

function shown({ event, state, reason }: StoredLane["events"][number]) {
  const { source, topic } = event;
  const id = event.eventKey.toString("hex");
  return { id, source, topic, receivedAt: "2026-03-03T00:00:00.000Z", state, reason, isKept: true };
}

const AT = "2026-03-03T00:00:00.000Z";

function historyOf(lane: StoredLane | undefined): Awaited<ReturnType<OrderHistories["of"]>> {
  if (lane === undefined) return null;
  const { order, events } = lane;
  return {
    events: { firstAt: AT, lastAt: AT, pending: events.filter(({ state }) => state === "pending").length },
    quarantined: null,
    order: order && {
      name: order.order.snapshot?.name ?? null,
      status: order.status,
      reason: order.reason,
      erased: false,
      receivedAt: AT,
      updatedAt: AT,
      deliveredAt: order.delivered === null ? null : AT,
      trackings: Object.keys(order.delivered?.trackings ?? {}).length,
    },
    tried: null,
    effects: [...lane.outbox.values()].map(({ effect, state }) => ({
      effect,
      state,
      reason: null,
      decidedAt: AT,
      deliveredAt: null,
    })),
    mutedAt: null,
    shop: { connected: true, problems: [] },
  };
}
