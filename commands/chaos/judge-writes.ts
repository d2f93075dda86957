import type { CoreWrite } from "./journal-proxy.ts";
import type { Death } from "./member.ts";
import type { WorkerSaid } from "./worker-logs.ts";

/** Something a worker did to an order that it must not have done, with the writes that show it. */
export interface Finding {
  kind: "duplicate" | "reordered" | "overlap";
  writes: readonly CoreWrite[];
}

/** What cut attempts short, and was not the product's doing. */
export interface Cuts {
  deaths: readonly Death[];
  /** What workers say of attempts that took longer than their lease, or than they wait for an answer. */
  said: readonly WorkerSaid[];
  /** How long a worker may keep an order: what happened later than that after a write has nothing to do with it. */
  leaseMs: number;
  /** By how much the stand may have noticed a death or a write late. */
  stallMs: number;
}

/** The order of the journal is the order in which the core took them. */
export function judgeWrites(writes: readonly CoreWrite[], cuts: Cuts): Finding[] {
  const accepted = writes.filter(({ status }) => status !== null && status >= 200 && status < 300);
  return [
    ...[...byOrder(accepted).values()].flatMap((own) => [...duplicatesIn(own, cuts), ...staleAtTheEnd(own)]),
    ...[...byOrder(writes).values()].flatMap(overlapsIn),
  ];
}

function byOrder(writes: readonly CoreWrite[]): Map<string, CoreWrite[]> {
  return Map.groupBy(writes, ({ shop, order }) => `${shop} ${order}`);
}

/** Writes that said nothing new: same order, counter and body as one before, whose answer the worker had and could keep. */
function duplicatesIn(writes: readonly CoreWrite[], cuts: Cuts): Finding[] {
  const last = new Map<string, CoreWrite>();
  const said = cuts.said.filter(({ shop, order }) => shop === writes[0]?.shop && order === writes[0].order);
  const unheard = said.filter(({ what }) => what === "no_answer");
  const owed = said
    .filter(({ what }) => what === "lease_lost")
    .map(({ at }) => ({ at, left: REPEATS_OF_A_LOST_LEASE }));
  const found: Finding[] = [];
  for (const write of writes) {
    const id = `${write.counter} ${write.hash}`;
    const before = last.get(id);
    last.set(id, write);
    if (before?.answered !== true || wasCut(before, write, cuts)) continue;
    if (unheard.some(({ worker, from, at }) => worker === before.from && within(before.startedAt, from, at))) continue;
    const lost = owed.find(({ at, left }) => left > 0 && write.startedAt >= at - 2 * cuts.leaseMs);
    if (lost !== undefined) lost.left -= 1;
    else found.push({ kind: "duplicate", writes: [before, write] });
  }
  return found;
}

const within = (instant: number, from: number, until: number) => instant >= from && instant <= until;

/** Of the worker that took the order over, and of the one that finds its lease lost: it has the order sent once more. */
const REPEATS_OF_A_LOST_LEASE = 2;

/**
 * Whether the result of an answered write could not be kept: its worker died, or the database was away, before the write's
 * own lease was over. A death long after it is no excuse: by then the result was kept.
 */
function wasCut(before: CoreWrite, again: CoreWrite, { deaths, leaseMs, stallMs }: Cuts): boolean {
  const from = before.startedAt;
  const until = Math.min(again.startedAt, (before.endedAt ?? from) + leaseMs) + stallMs;
  return deaths.some(
    ({ name, at, until: back }) =>
      (name === before.from && at >= from - stallMs && at <= until) ||
      (name === "database" && at <= until && (back ?? Number.POSITIVE_INFINITY) >= from),
  );
}

/** Writes that were older than one before them, unless a newer or equal one came after. */
function staleAtTheEnd(writes: readonly CoreWrite[]): Finding[] {
  let newest: CoreWrite | null = null;
  let stale: Finding[] = [];
  for (const write of writes) {
    if (write.counter === null) continue;
    if (newest === null || write.counter >= (newest.counter ?? -1)) {
      newest = write;
      stale = [];
    } else stale.push({ kind: "reordered", writes: [newest, write] });
  }
  return stale;
}

/** Writes of one order that were under way at the same time. */
function overlapsIn(writes: readonly CoreWrite[]): Finding[] {
  const found: Finding[] = [];
  let longest: CoreWrite | null = null;
  for (const write of writes.toSorted((a, b) => a.startedAt - b.startedAt)) {
    if (longest !== null && write.startedAt < endOf(longest)) {
      found.push({ kind: "overlap", writes: [longest, write] });
    }
    if (longest === null || endOf(write) > endOf(longest)) longest = write;
  }
  return found;
}

function endOf({ startedAt, endedAt }: CoreWrite): number {
  return endedAt ?? startedAt;
}
