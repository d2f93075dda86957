import { randomBytes } from "node:crypto";
import { createWriteStream } from "node:fs";
import type { ReceiverOptions } from "@karla/receiver/receiver";
import type { DatabaseLimits } from "@karla/store/open-database";
import type { AcceptPolicy } from "@karla/store/open-store";
import type { SharedClock } from "@karla/store/shared-clock";
import { CLOSED } from "@karla/sync/breaker";
import type { Breakers } from "@karla/sync/breakers";
import type { Clock } from "@karla/sync/clock";
import type { KarlaPort } from "@karla/sync/deliver-effect";
import type { BulkPort } from "@karla/sync/gather-upserts";
import type { Inbox, ReceivedEvent } from "@karla/sync/inbox";
import { laneOfEvent } from "@karla/sync/karla-event-key";
import type { Lanes, Lease, OrderRecord, Turn } from "@karla/sync/lanes";
import type { Normalise } from "@karla/sync/normalise";
import type { OrderWalk } from "@karla/sync/order-walk";
import { EFFECTS } from "@karla/sync/outbox";
import type { TurnDeps } from "@karla/sync/turn-deps";
import type { Pool } from "pg";
import { type DestinationStream, destination } from "pino";
import { boundedOutput } from "./bounded-output.ts";
import type { ProcessEnv } from "./env.ts";

/**
 * The product without one of its guards. `chaos` runs each of its faults a second time like this: a checker that then sees
 * nothing wrong would see nothing wrong in the product either.
 */
type Guard = ProcessEnv["KARLA_GUARD_OFF"];

/** `ack`: answers before it commits. `dedupe`: takes every delivery for a new one. `leak`: keeps every body. */
export function inboxWithout(guard: Guard, inbox: Inbox): Inbox {
  switch (guard) {
    case "ack":
      return {
        async accept(events) {
          inbox.accept(events).catch(() => undefined);
          return events.map(() => "stored" as const);
        },
      };
    case "dedupe":
      return { accept: (events) => inbox.accept(events.map(takenForNew)) };
    case "leak": {
      const kept: Buffer[] = [];
      return {
        accept(events) {
          // Copied: what a body was cut from would be kept as well, which is as much as one likes.
          for (const { body } of events) kept.push(Buffer.from(body));
          return inbox.accept(events);
        },
      };
    }
    default:
      return inbox;
  }
}

/**
 * `dedupe`: forgets what it has delivered and how new the order was. `fence`: a worker that lost its lease writes all the
 * same. `lane`: a claimed order can be claimed again at once. `poison`: nobody counts deaths. `unknown_effect`: what this version does
 * not know it takes for done.
 */
export function lanesWithout(guard: Guard, lanes: Lanes, pool: Pool): Lanes {
  switch (guard) {
    case "dedupe":
      return { ...lanes, claim: async (request) => (await lanes.claim(request)).map(forgetful) };
    case "fence": {
      const force = async (lease: Lease, write: () => Promise<boolean>) => {
        if (await write()) return true;
        await pool.query("UPDATE lane SET lease_token = $3 WHERE shop_id = $1 AND lane_key = $2", tokenOf(lease));
        return write();
      };
      return {
        ...lanes,
        absorb: (lease, absorbed, release) => force(lease, () => lanes.absorb(lease, absorbed, release)),
        begin: (lease, effects, openMs) => force(lease, () => lanes.begin(lease, effects, openMs)),
        settle: (lease, settled, next) => force(lease, () => lanes.settle(lease, settled, next)),
      };
    }
    case "lane":
      return {
        ...lanes,
        async claim(request) {
          const turns = await lanes.claim(request);
          for (const { lease } of turns) {
            await pool.query(
              "UPDATE lane SET leased_until = NULL WHERE shop_id = $1 AND lane_key = $2 AND lease_token = $3",
              tokenOf(lease),
            );
          }
          return turns;
        },
      };
    case "unknown_effect":
      return {
        ...lanes,
        async claim(request) {
          const turns = await lanes.claim(request);
          for (const { lease } of turns.filter(({ owesUnknown }) => owesUnknown)) {
            await pool.query(
              "UPDATE outbox SET state = 'delivered' WHERE shop_id = $1 AND lane_key = $2 AND effect <> ALL($3)",
              [lease.shopId, lease.laneKey, EFFECTS],
            );
          }
          return turns;
        },
      };
    case "poison":
      return { ...lanes, claim: async (request) => (await lanes.claim(request)).map(immortal) };
    default:
      return lanes;
  }
}

/** `jitter`: everybody waits equally long. */
export function randomWithout(guard: Guard): () => number {
  return guard === "jitter" ? () => 0 : Math.random;
}

/** `log`: whoever logs waits until it is read. */
export function logOutputWithout(guard: Guard): DestinationStream {
  return guard === "log" ? destination({ fd: 1, sync: true }) : boundedOutput(process.stdout, openStdout);
}

/** Node keeps its own stream of it closed once a write failed. */
const openStdout = () => createWriteStream("", { fd: 1, autoClose: false });

/** `body_limit`: a body may be as long as it likes. */
export function limitsWithout(guard: Guard): NonNullable<ReceiverOptions["limits"]> {
  return guard === "body_limit" ? { maxBodyBytes: Number.MAX_SAFE_INTEGER, maxHeldBytes: Number.MAX_SAFE_INTEGER } : {};
}

/** `time_limit`: who asks the database waits until it answers. */
export function databaseLimitsWithout<Limits extends DatabaseLimits>(guard: Guard, limits: Limits): Limits {
  return guard === "time_limit" ? { ...limits, connectMs: 0, statementMs: 0, answerMs: 0, acceptMs: 0 } : limits;
}

/** `conflict_retry`: what the database refuses because of others is not tried again. */
export function conflictsWithout(guard: Guard, retries: AcceptPolicy): AcceptPolicy {
  return guard === "conflict_retry" ? { ...retries, retries: 0 } : retries;
}

/** `quarantine`: what cannot be used is dropped without a word. */
export function normaliseWithout(guard: Guard, normalise: Normalise): Normalise {
  if (guard !== "quarantine") return normalise;
  return (event) => {
    const normalised = normalise(event);
    return normalised.outcome === "quarantine" ? { outcome: "no_order" } : normalised;
  };
}

/**
 * `retry_after`: nobody hears how long the other side asks to be left alone. `once`: whatever went wrong, what was asked for
 * counts as not begun.
 */
export function failuresWithout(guard: Guard, readFailure: TurnDeps["readFailure"]): TurnDeps["readFailure"] {
  switch (guard) {
    case "retry_after":
      return (error) => ({ ...readFailure(error), retryAfterMs: null });
    case "once":
      return (error) => ({ ...readFailure(error), reached: false });
    default:
      return readFailure;
  }
}

/** `breaker`: nobody remembers that the other side does not answer. */
export function breakersWithout(guard: Guard, breakers: Breakers): Breakers {
  return guard === "breaker" ? { read: async () => CLOSED, update: async () => CLOSED } : breakers;
}

/** `compare`: no order of the shop is ever looked at. */
export function walkWithout(guard: Guard, walk: OrderWalk): OrderWalk {
  return guard === "compare" ? { ...walk, list: async () => ({ orders: [], after: null }) } : walk;
}

/** `core_answer`: whatever the core says to an order, or to many, or does not say, it is taken for a yes. */
export function bulkWithout(guard: Guard, core: BulkPort): BulkPort {
  if (guard !== "core_answer") return core;
  return { ...core, upsertOrders: (orders) => core.upsertOrders(orders).then(none, none) };
}

export function portWithout(guard: Guard, core: KarlaPort): KarlaPort {
  if (guard !== "core_answer") return core;
  return { ...core, upsertOrder: (...order) => core.upsertOrder(...order).catch(() => undefined) };
}

/** `clock`: every host has its own time. */
export function clockWithout(guard: Guard, host: Clock, shared: SharedClock): SharedClock {
  return guard === "clock" ? { ...shared, now: host.now } : shared;
}

/** `drain`: whoever is told to stop drops what is in his hands. */
export function stopWithout(guard: Guard, stop: () => Promise<void>): () => Promise<void> {
  return guard === "drain" ? async () => {} : stop;
}

/** `redact`: a request for erasure is taken and forgotten. */
export function eraseWithout(guard: Guard, erase: TurnDeps["erase"]): TurnDeps["erase"] {
  return guard === "redact" ? async () => null : erase;
}

export function erasuresWithout(guard: Guard, erasures: TurnDeps["erasures"]): TurnDeps["erasures"] {
  return guard === "redact" ? { ...erasures, isErased: async () => false } : erasures;
}

/** The lane of an event of Karla's is named after what it is recognised by. */
function takenForNew(event: ReceivedEvent): ReceivedEvent {
  const eventKey = randomBytes(32);
  return { ...event, eventKey, laneKey: event.source === "karla" ? laneOfEvent(eventKey) : event.laneKey };
}

const none = (): string[] => [];

function tokenOf({ shopId, laneKey, token }: Lease): string[] {
  return [shopId, laneKey, token];
}

function immortal(turn: Turn): Turn {
  return { ...turn, events: turn.events.map((event) => ({ ...event, deaths: 0 })) };
}

function forgetful(turn: Turn): Turn {
  return turn.order === null || turn.events.length === 0 ? turn : { ...turn, order: forgotten(turn.order) };
}

function forgotten(record: OrderRecord): OrderRecord {
  const { snapshot, extras } = record.order;
  const old = { observedAt: "1970-01-01T00:00:00Z" };
  const order = {
    ...record.order,
    snapshot: snapshot && { ...snapshot, ...old },
    extras: extras && { ...extras, ...old },
  };
  return { ...record, delivered: null, order };
}
