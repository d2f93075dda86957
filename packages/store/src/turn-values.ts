import { randomUUID } from "node:crypto";
import type { Absorbed, Lease, NextDue, Settled } from "@karla/sync/lanes";
import { type OutboxItem, STANDING_EFFECTS } from "@karla/sync/outbox";

/** What the statements of `commit-turns.ts` are given, in the order of their parameters. Each list belongs to one column. */

export interface AbsorbWrite {
  lease: Lease;
  absorbed: Absorbed;
  /** The order's new state, sealed; null where it did not change. */
  state: Buffer | null;
  release: { next: NextDue } | null;
}

export interface BeginWrite {
  lease: Lease;
  effects: readonly OutboxItem[];
  openMs: number;
}

export interface SettleWrite {
  lease: Lease;
  settled: Settled;
  next: NextDue;
}

/** A lease whose lane is touched, and whether it is given back. */
export interface HeldLane {
  lease: Lease;
  release: { next: NextDue } | null;
}

export function laneValues(lanes: readonly HeldLane[], now: number): unknown[] {
  return [
    ...leaseValues(lanes),
    lanes.map(({ release }) => release !== null),
    lanes.map(({ lease }) => lease.arrivals.toString()),
    lanes.map(({ release }) => instant(release?.next ?? null)),
    new Date(now),
  ];
}

export function absorbValues(writes: readonly AbsorbWrite[], now: number): unknown[] {
  const events = ofTurns(writes, ({ absorbed }) => absorbed.events);
  const orders = ofTurns(writes, ({ absorbed: { order }, state }) =>
    order === null || state === null ? [] : [{ order, state, snapshot: order.order.snapshot }],
  );
  const owed = ofTurns(writes, ({ absorbed }) => absorbed.owe);
  const withdrawn = ofTurns(writes, ({ absorbed }) => absorbed.withdraw);
  const lengths = orders.map(({ of }) => of.state.length);
  return [
    ...laneValues(writes, now),
    events.map(({ turn }) => turn),
    events.map(({ of }) => of.event.source),
    events.map(({ of }) => (of.state === "failed" ? "pending" : of.state)),
    events.map(({ of }) => of.reason),
    events.map(({ of }) => of.detail),
    events.map(({ of }) => of.event.failures + (of.state === "failed" ? 1 : 0)),
    Buffer.concat(events.flatMap(({ of }) => [of.event.eventKey, of.event.bodyHash])),
    orders.map(({ turn }) => turn),
    orders.map(({ of }) => of.snapshot?.name ?? null),
    startsOf(lengths),
    lengths,
    orders.map(({ of }) => of.order.version),
    orders.map(({ of }) => of.order.status),
    orders.map(({ of }) => of.order.reason),
    orders.map(({ of }) => (of.snapshot === null ? null : new Date(of.snapshot.observedAt))),
    orders.map(({ of }) => (of.order.delivered === null ? null : JSON.stringify(of.order.delivered))),
    Buffer.concat(orders.map(({ of }) => of.state)),
    owed.map(({ turn }) => turn),
    owed.map(({ of }) => of.effect),
    owed.map(({ of }) => of.version),
    owed.map(({ of }) => new Date(of.dueAt)),
    withdrawn.map(({ turn }) => turn),
    withdrawn.map(({ of }) => of),
    owed.map(({ of }) => of.mapping ?? null),
  ];
}

export function beginValues(writes: readonly BeginWrite[], now: number): unknown[] {
  const begun = ofTurns(writes, ({ effects, openMs }) => effects.map(({ effect }) => ({ effect, openMs })));
  return [
    ...leaseValues(writes),
    new Date(now),
    begun.map(({ turn }) => turn),
    begun.map(({ of }) => of.effect),
    begun.map(({ of }) => Math.round(of.openMs)),
  ];
}

export function settleValues(writes: readonly SettleWrite[], now: number): unknown[] {
  const effects = ofTurns(writes, ({ settled }) => settled.effects);
  const orders = ofTurns(writes, ({ settled: { order } }) => (order === null ? [] : [order]));
  return [
    ...laneValues(
      writes.map(({ lease, next }) => ({ lease, release: { next } })),
      now,
    ),
    effects.map(({ turn }) => turn),
    effects.map(({ of }) => of.item.effect),
    effects.map(({ of }) => of.state),
    effects.map(({ of }) => of.reason),
    effects.map(({ of }) => of.detail),
    effects.map(({ of }) => new Date(of.dueAt)),
    effects.map(({ of }) => of.tried),
    effects.map(({ of }) => of.refused),
    effects.map(() => randomUUID()),
    effects.map(({ of }) => of.item.version),
    effects.map(({ of }) => of.httpStatus),
    effects.map(({ of }) => of.payloadHash?.toString("hex") ?? null),
    effects.map(({ of }) => new Date(of.startedAt)),
    effects.map(({ of }) => Math.round(of.durationMs)),
    effects.map(({ of }) => of.mappingVersion),
    orders.map(({ turn }) => turn),
    orders.map(({ of }) => of.status),
    orders.map(({ of }) => of.reason),
    orders.map(({ of }) => (of.delivered === null ? null : JSON.stringify(of.delivered))),
    orders.map(({ of }) => of.version),
    effects.map(({ of }) => STANDING_EFFECTS.includes(of.item.effect)),
  ];
}

function leaseValues(writes: readonly { lease: Lease }[]): unknown[] {
  return [
    writes.map(({ lease }) => lease.shopId),
    writes.map(({ lease }) => lease.laneKey),
    writes.map(({ lease }) => lease.token),
  ];
}

/** All that the turns have of something, each with the number of its turn, from 1. */
function ofTurns<Write, Part>(
  writes: readonly Write[],
  partsOf: (write: Write) => readonly Part[],
): { turn: number; of: Part }[] {
  return writes.flatMap((write, index) => partsOf(write).map((of) => ({ turn: index + 1, of })));
}

/** Where each piece begins in all of them packed, as SQL counts: from 1. */
function startsOf(lengths: readonly number[]): number[] {
  let next = 1;
  return lengths.map((length) => {
    const start = next;
    next += length;
    return start;
  });
}

function instant(at: NextDue): Date | null {
  return at === null ? null : new Date(at);
}
