import { describe, expect, test } from "vitest";
import type { CoreWrite } from "./journal-proxy.ts";
import { type Cuts, judgeWrites } from "./judge-writes.ts";

const QUIET: Cuts = { deaths: [], said: [], leaseMs: 2_000, stallMs: 0 };

/** A journal in which each write takes 10 ms, begun at the times given. */
function write(startedAt: number, counter: number, more: Partial<CoreWrite> = {}): CoreWrite {
  return {
    from: "worker-1",
    shop: "a",
    order: "1",
    counter,
    hash: `body of ${counter}`,
    startedAt,
    endedAt: startedAt + 10,
    status: 200,
    answered: true,
    ...more,
  };
}

const kindsOf = (writes: readonly CoreWrite[], cuts: Partial<Cuts> = {}) =>
  judgeWrites(writes, { ...QUIET, ...cuts }).map(({ kind }) => kind);

describe("a journal of writes to the core", () => {
  test("is clean where each order's versions come once and in order, whatever others do", () => {
    const other = { order: "2" };
    const elsewhere = { shop: "b" };
    expect(kindsOf([write(0, 1), write(1, 1, other), write(2, 1, elsewhere), write(20, 2), write(40, 3)])).toEqual([]);
  });

  test("shows the same again as a duplicate, but not another body of the same version", () => {
    expect(kindsOf([write(0, 1), write(20, 1)])).toEqual(["duplicate"]);
    expect(kindsOf([write(0, 1), write(20, 1, { hash: "with a parcel" })])).toEqual([]);
  });

  test("excuses a repeat of what nobody heard the answer to, or the core did not take", () => {
    expect(kindsOf([write(0, 1, { answered: false }), write(20, 1)])).toEqual([]);
    expect(kindsOf([write(0, 1, { status: 503 }), write(20, 1)])).toEqual([]);
  });

  test("excuses a repeat after the death of that worker while it had the order, not after any other death", () => {
    const repeated = [write(0, 1), write(5_000, 1, { from: "worker-2" })];
    const death = (name: string, at: number) => ({ deaths: [{ name, at, signal: "SIGKILL" as const }] });
    expect(kindsOf(repeated, death("worker-1", 12))).toEqual([]);
    expect(kindsOf(repeated, death("worker-2", 12))).toEqual(["duplicate"]);
    expect(kindsOf(repeated, death("worker-1", 4_000))).toEqual(["duplicate"]);
  });

  test("excuses a repeat where the database was away when the result was to be kept", () => {
    const outage = (at: number, until: number) => ({ deaths: [{ name: "database", at, until, signal: null }] });
    const repeated = [write(1_000, 1), write(3_000, 1)];
    expect(kindsOf(repeated, outage(900, 1_500))).toEqual([]);
    expect(kindsOf(repeated, outage(100, 900))).toEqual(["duplicate"]);
  });

  test("excuses a repeat of what the worker says it waited for in vain", () => {
    const said = { what: "no_answer" as const, worker: "worker-1", shop: "a", order: "1", from: 0, at: 1_600 };
    const repeated = [write(50, 1), write(3_000, 1)];
    expect(kindsOf(repeated, { said: [said] })).toEqual([]);
    expect(kindsOf(repeated, { said: [{ ...said, order: "2" }] })).toEqual(["duplicate"]);
  });

  test("excuses two repeats for a lease that ran out, of who took over and of the correction, and no third", () => {
    const said = [{ what: "lease_lost" as const, worker: "worker-1", shop: "a", order: "1", from: 2_500, at: 2_500 }];
    const repeated = [write(0, 1), write(2_100, 1, { from: "worker-2" }), write(2_600, 1, { from: "worker-2" })];
    expect(kindsOf(repeated, { said })).toEqual([]);
    expect(kindsOf([...repeated, write(2_700, 1)], { said })).toEqual(["duplicate"]);
  });

  test("shows an older version as out of order unless a newer or equal one follows", () => {
    expect(kindsOf([write(0, 2), write(20, 1)])).toEqual(["reordered"]);
    expect(kindsOf([write(0, 2), write(20, 1), write(40, 2, { hash: "corrected" })])).toEqual([]);
    expect(kindsOf([write(0, 2), write(20, 1, { status: 500 })])).toEqual([]);
  });

  test("takes the order in which the core took them, not in which they were begun", () => {
    expect(kindsOf([write(0, 2), write(0, 1, { startedAt: -100, endedAt: -50 })])).toEqual(["reordered"]);
  });

  test("shows writes of one order that were under way at once, also those the core refused", () => {
    expect(kindsOf([write(0, 1), write(5, 2)])).toEqual(["overlap"]);
    expect(kindsOf([write(0, 1, { status: 503 }), write(5, 2)])).toEqual(["overlap"]);
    expect(kindsOf([write(0, 1), write(10, 2)])).toEqual([]);
    expect(kindsOf([write(0, 1, { endedAt: 100 }), write(20, 2), write(50, 3)])).toEqual(["overlap", "overlap"]);
  });
});
