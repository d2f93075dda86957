import { randomUUID } from "node:crypto";
import type { Clock } from "@karla/sync/clock";
import type { Inbox, ReceivedEvent } from "@karla/sync/inbox";
import type { KarlaEvents } from "@karla/sync/karla-events";
import {
  isSuspect,
  type LaneEvent,
  type Lanes,
  type Lease,
  type NextDue,
  type OrderRecord,
  type Turn,
} from "@karla/sync/lanes";
import { type OutboxItem, STANDING_EFFECTS } from "@karla/sync/outbox";

const UNTRIED = { started: 0, finished: 0, refusals: 0, firstTriedAt: null, openMsAtFirst: 0 };

export interface StoredEvent {
  event: ReceivedEvent;
  state: "pending" | "done" | "quarantined";
  reason: string | null;
  receivedAt: number;
  deaths: number;
  failures: number;
}

export interface StoredLane {
  shopId: ReceivedEvent["shopId"];
  laneKey: string;
  dueAt: number | null;
  arrivals: bigint;
  resendArrival: bigint | null;
  token: string | null;
  leasedUntil: number | null;
  leasedEvents: number;
  events: StoredEvent[];
  outbox: Map<string, OutboxItem>;
  order: OrderRecord | null;
}

export interface MemoryLanes extends Lanes, Inbox, KarlaEvents {
  /** As whoever stands outside of the lane does it: see `OweProducts`. */
  oweFromOutside(
    lane: Pick<Lease, "shopId" | "laneKey">,
    owing: Pick<OutboxItem, "effect" | "dueAt"> & { laneDueAt: number },
  ): void;
  /** Takes all that is in a lane away, under its lease; see `Erasures.eraseLane`. */
  empty(lease: Lease): boolean;
  /** All that is kept, for another port on it. */
  stored(): StoredLane[];
  /** What a test may look at. */
  eventsOf(laneKey: string): { topic: string; state: string; reason: string | null; deaths: number }[];
  orderOf(laneKey: string): OrderRecord | null;
  outboxOf(laneKey: string): OutboxItem[];
}

/** The engine's ports in memory: honours the same suite as PostgreSQL (`test/contract/engine/lanes-suite.ts`). */
export function createMemoryLanes(clock: Clock): MemoryLanes {
  const lanes = new Map<string, StoredLane>();

  function laneFor(event: Pick<ReceivedEvent, "shopId" | "laneKey">): StoredLane {
    const key = `${event.shopId}/${event.laneKey}`;
    const known = lanes.get(key);
    if (known) return known;
    const { shopId, laneKey } = event;
    const lane: StoredLane = {
      shopId,
      laneKey,
      dueAt: null,
      arrivals: 0n,
      resendArrival: null,
      token: null,
      leasedUntil: null,
      leasedEvents: 0,
      events: [],
      outbox: new Map(),
      order: null,
    };
    lanes.set(key, lane);
    return lane;
  }

  function held(lease: Lease): StoredLane | null {
    const lane = lanes.get(`${lease.shopId}/${lease.laneKey}`);
    return lane?.token === lease.token ? lane : null;
  }

  function giveBack(lane: StoredLane, lease: Lease, next: NextDue): void {
    lane.token = null;
    lane.leasedUntil = null;
    lane.leasedEvents = 0;
    lane.dueAt = lane.arrivals > lease.arrivals ? clock.now() : next;
  }

  function allEvents(): StoredEvent[] {
    return [...lanes.values()].flatMap((lane) => lane.events);
  }

  function toTurn(lane: StoredLane, lease: Lease, maxEvents: number): Turn {
    const pending = lane.events.filter((stored) => stored.state === "pending");
    const limit = pending.slice(0, maxEvents + 1).some((stored) => stored.deaths > 0) ? 1 : maxEvents;
    const events = pending.slice(0, limit).map((stored): LaneEvent => {
      const { event } = stored;
      const twins = allEvents().filter((other) => sameKey(other.event, event));
      return {
        ...event,
        receivedAt: stored.receivedAt,
        deaths: stored.deaths,
        failures: stored.failures,
        conflicts: twins[0] !== stored && !sameBody(twins[0], stored),
      };
    });
    const turn = {
      lease,
      events,
      more: pending.length > limit,
      resend: lane.resendArrival !== null,
      owesUnknown: false,
      outbox: [...lane.outbox.values()].map((item) => ({ ...item })),
      order: lane.order,
    };
    lane.leasedEvents = isSuspect(turn) ? 0 : events.length;
    return turn;
  }

  function lend(lane: StoredLane, leaseMs: number, maxEvents: number): Turn {
    if (lane.leasedUntil !== null) {
      for (const stored of lane.events.filter((e) => e.state === "pending").slice(0, lane.leasedEvents))
        stored.deaths += 1;
    }
    lane.token = randomUUID();
    lane.leasedUntil = clock.now() + leaseMs;
    const { shopId, laneKey, token, leasedUntil: until, arrivals } = lane;
    return toTurn(lane, { shopId, laneKey, token, until, arrivals }, maxEvents);
  }

  return {
    async accept(events, { dueAt } = { dueAt: clock.now() }) {
      return events.map((event) => {
        const twin = allEvents().find(
          (stored) => sameKey(stored.event, event) && stored.event.bodyHash.equals(event.bodyHash),
        );
        if (twin) return "duplicate";
        const lane = laneFor(event);
        lane.events.push({ event, receivedAt: clock.now(), state: "pending", reason: null, deaths: 0, failures: 0 });
        lane.arrivals += 1n;
        lane.dueAt = Math.min(lane.dueAt ?? dueAt, dueAt);
        return "stored";
      });
    },
    async claim({ limit, leaseMs, maxEvents }) {
      const now = clock.now();
      const due = [...lanes.values()].filter(
        (lane) => (lane.dueAt ?? Infinity) <= now && (lane.leasedUntil ?? 0) <= now,
      );
      const perShop = Map.groupBy(
        due.sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0)),
        (lane) => lane.shopId,
      );
      const rounds = [...perShop.values()]
        .flatMap((shop) => shop.map((lane, turn) => ({ lane, turn })))
        .sort((a, b) => a.turn - b.turn);
      return rounds.slice(0, limit).map(({ lane }) => lend(lane, leaseMs, maxEvents));
    },
    async take(shopId, laneKeys, { leaseMs, maxEvents }) {
      return [...lanes.values()]
        .filter((lane) => lane.shopId === shopId && laneKeys.includes(lane.laneKey))
        .filter((lane) => (lane.leasedUntil ?? 0) <= clock.now())
        .map((lane) => lend(lane, leaseMs, maxEvents));
    },
    async absorb(lease, absorbed, release) {
      const lane = held(lease);
      if (lane === null) return false;
      lane.leasedEvents = 0;
      if (lane.resendArrival !== null && lane.resendArrival <= lease.arrivals) lane.resendArrival = null;
      for (const result of absorbed.events) {
        const stored = lane.events.find(
          (e) => sameKey(e.event, result.event) && e.event.bodyHash.equals(result.event.bodyHash),
        );
        if (!stored) continue;
        stored.reason = result.reason;
        if (result.state === "failed") stored.failures += 1;
        else stored.state = result.state;
      }
      lane.order = absorbed.order ?? lane.order;
      for (const effect of absorbed.withdraw)
        if (lane.outbox.get(effect)?.state !== "delivered") lane.outbox.delete(effect);
      for (const { effect, version, dueAt, mapping } of absorbed.owe) {
        const pending = lane.outbox.get(effect);
        const fresh = { ...UNTRIED, dueAt };
        lane.outbox.set(effect, {
          ...(pending?.state === "pending" ? pending : fresh),
          ...(pending?.state === "pending" && version === 0 ? { dueAt: Math.min(pending.dueAt, dueAt) } : {}),
          effect,
          version,
          mapping,
          state: "pending",
          refusals: 0,
        });
      }
      if (release) giveBack(lane, lease, release.next);
      return true;
    },
    async begin(lease, effects, openMs) {
      const lane = held(lease);
      if (lane === null) return false;
      for (const { effect } of effects) {
        const item = lane.outbox.get(effect);
        if (!item) continue;
        item.started += 1;
        if (item.firstTriedAt === null) Object.assign(item, { firstTriedAt: clock.now(), openMsAtFirst: openMs });
      }
      return true;
    },
    async settle(lease, settled, next) {
      const lane = held(lease);
      if (lane === null) return false;
      for (const result of settled.effects) {
        const item = lane.outbox.get(result.item.effect);
        if (!item || (item.version !== result.item.version && result.state !== "withdrawn")) continue;
        if (result.state === "withdrawn") lane.outbox.delete(item.effect);
        else
          Object.assign(item, {
            state: result.state,
            dueAt: result.dueAt,
            refusals: item.refusals + Number(result.refused),
          });
        if (result.tried) item.finished = item.started;
        const gotThrough = result.tried && result.state === "pending" && result.reason === null;
        if (gotThrough && STANDING_EFFECTS.includes(item.effect)) Object.assign(item, UNTRIED);
      }
      if (settled.order && lane.order?.version === settled.order.version)
        lane.order = { ...lane.order, ...settled.order };
      giveBack(lane, lease, next);
      return true;
    },
    async resend({ shopId, laneKey }) {
      const lane = lanes.get(`${shopId}/${laneKey}`);
      if (!lane) return;
      lane.dueAt = clock.now();
      lane.arrivals += 1n;
      lane.resendArrival = lane.arrivals;
    },
    async hold(lease, events) {
      const lane = held(lease);
      if (lane === null) return false;
      lane.leasedEvents = events;
      return true;
    },
    async release(lease, next) {
      const lane = held(lease);
      if (lane === null) return false;
      giveBack(lane, lease, next);
      return true;
    },
    async find(shopId, laneKey) {
      const stored = lanes
        .get(`${shopId}/${laneKey}`)
        ?.events.find(({ event, state }) => event.source === "karla" && state === "done");
      return stored?.event ?? null;
    },
    oweFromOutside(place, { effect, dueAt, laneDueAt }) {
      const lane = laneFor(place);
      const known = lane.outbox.get(effect);
      const due = known?.state === "pending" ? Math.min(known.dueAt, dueAt) : dueAt;
      lane.outbox.set(effect, { ...UNTRIED, effect, state: "pending", dueAt: due, version: (known?.version ?? 0) + 1 });
      lane.arrivals += 1n;
      lane.dueAt = Math.min(lane.dueAt ?? laneDueAt, laneDueAt);
    },
    empty(lease) {
      const lane = held(lease);
      if (lane === null) return false;
      for (const stored of lane.events) Object.assign(stored, { state: "done", reason: "redacted" });
      lane.outbox.clear();
      lane.order = null;
      giveBack(lane, lease, null);
      return true;
    },
    stored: () => [...lanes.values()],
    eventsOf: (laneKey) =>
      allEvents()
        .filter((stored) => stored.event.laneKey === laneKey)
        .map(({ event, state, reason, deaths }) => ({ topic: event.topic, state, reason, deaths })),
    orderOf: (laneKey) => [...lanes.values()].find((lane) => lane.laneKey === laneKey)?.order ?? null,
    outboxOf: (laneKey) =>
      [...lanes.values()].filter((lane) => lane.laneKey === laneKey).flatMap((lane) => [...lane.outbox.values()]),
  };
}

type Keyed = Pick<ReceivedEvent, "eventKey"> & { shopId?: string; source: string };

function sameKey(a: Keyed, b: Keyed): boolean {
  return a.source === b.source && a.eventKey.equals(b.eventKey) && (a.shopId ?? b.shopId) === (b.shopId ?? a.shopId);
}

function sameBody(a: StoredEvent | undefined, b: StoredEvent): boolean {
  return a?.event.bodyHash.equals(b.event.bodyHash) ?? false;
}
