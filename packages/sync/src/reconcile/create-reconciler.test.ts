import { beforeEach, describe, expect, test } from "vitest";
import { eventFor } from "../../../../test/fakes/event-for.ts";
import { shopIdOf } from "../ids.ts";
import type { ReceivedEvent } from "../inbox/inbox.ts";
import type { Find } from "../ledger/ledger.ts";
import { createReconciler, type ReconcilerDeps } from "./create-reconciler.ts";
import { newReconciliation } from "./new-reconciliation.ts";
import { type ListedOrder, READ_AT_ONCE } from "./order-walk.ts";
import type { BookedState, Reconciliation } from "./reconciliation.ts";

const SHOP = shopIdOf("shopify", "a.myshopify.com");
const MINUTE = 60_000;
const START = Date.UTC(2026, 2, 3, 12);
const iso = (at: number) => new Date(at).toISOString();

/** It ended a day ago, as far as the next one looks back. */
const EARLIER: Reconciliation = {
  ...newReconciliation(START - 48 * 60 * MINUTE, START - 23 * 60 * MINUTE + MINUTE),
  finishedAt: iso(START - 23 * 60 * MINUTE),
};

/** A shop that lists 20 orders a page, and the books of a test. Reading advances the clock by a second. */
function stand(orders: ListedOrder[], { announces = "changes" }: Partial<Pick<ReconcilerDeps, "announces">> = {}) {
  let now = START;
  const windows = new Map<string, ListedOrder[]>();
  const books = new Map<string, BookedState>();
  const runs: Reconciliation[] = [];
  const finds: Find[] = [];
  const accepted: ReceivedEvent[] = [];
  const problems = new Set<string>();
  const asked: string[] = [];
  const restored: number[] = [];
  const told: number[] = [];
  const state = { isNew: false, heard: true, unreadable: new Set<string>(), gone: new Set<string>(), down: false };
  const reconcile = createReconciler({
    everyMs: 15 * MINUTE,
    announces,
    restoreMessages: async () => void restored.push(now),
    tellMerchant: async () => void told.push(now),
    walk: {
      endsListAfter: 20_000,
      async list(_, { from, to }, after) {
        asked.push(`list ${after ?? ""}`);
        const within = `${from} ${to}`;
        const changed = windows.get(within) ?? orders.filter(({ updatedAt }) => updatedAt >= from && updatedAt <= to);
        windows.set(within, changed);
        const start = after === null ? 0 : Number(after);
        const more = start + 20 < changed.length;
        return { orders: changed.slice(start, start + 20), after: more ? String(start + 20) : null };
      },
      async readMany(_, ids) {
        if (state.down) throw new Error("the shop is away");
        now += 1_000;
        asked.push(`read ${ids.length}`);
        const here = ids.filter((id) => !state.gone.has(id) && !state.unreadable.has(id));
        return { events: here.map((id) => eventFor(id, { id })), gone: ids.filter((id) => state.gone.has(id)) };
      },
    },
    reconciliations: {
      current: async () => runs.find(({ finishedAt }) => finishedAt === null) ?? null,
      finished: async (_, limit) =>
        [...runs.filter(({ finishedAt }) => finishedAt !== null).reverse(), ...(state.isNew ? [] : [EARLIER])].slice(
          0,
          limit,
        ),
      async keep(_, run, read = []) {
        finds.push(...read);
        const place = runs.findIndex(({ id }) => id === run.id);
        if (place === -1) runs.push(run);
        else runs[place] = run;
      },
      finds: async (_, id) => finds.filter(({ reconciliationId }) => reconciliationId === id),
      async booked(_, ids) {
        const known = ids.map((id): [string, BookedState | undefined] => [id, books.get(id)]);
        return new Map(known.flatMap(([id, state]): [string, BookedState][] => (state ? [[id, state]] : [])));
      },
      heardSince: async () => state.heard,
    },
    inbox: {
      async accept(events) {
        accepted.push(...events);
        // The worker took it in.
        for (const { laneKey } of events) {
          const listed = orders.find(({ id }) => id === laneKey);
          books.set(laneKey, { observedAt: listed?.updatedAt ?? null, erased: false });
        }
        return events.map(() => "stored" as const);
      },
    },
    problems: {
      raise: async (_, code) => void problems.add(code),
      close: async (_, code) => void problems.delete(code),
      isOpen: async (_, code) => problems.has(code),
    },
    clock: { now: () => now },
  });
  return {
    books,
    runs,
    finds,
    problems,
    asked,
    restored,
    told,
    state,
    read: () => accepted.map(({ laneKey }) => laneKey),
    now: () => now,
    advance: (ms: number) => {
      now += ms;
    },
    run: (until = Number.POSITIVE_INFINITY) => reconcile(SHOP, until),
  };
}

const listed = (count: number, minutesAgo = 30): ListedOrder[] =>
  Array.from({ length: count }, (_, n) => ({
    id: String(n + 1),
    name: `#${n + 1}`,
    updatedAt: iso(START - minutesAgo * MINUTE + n),
    createdAt: iso(START - minutesAgo * MINUTE),
  }));

let at: ReturnType<typeof stand>;
beforeEach(() => {
  at = stand(listed(45));
  for (const { id, updatedAt } of listed(45)) at.books.set(id, { observedAt: updatedAt, erased: false });
});

describe("a reconciliation", () => {
  test("reads what our books lack or have in an older state, names it, and comes again after a quarter of an hour", async () => {
    at.books.delete("3");
    at.books.set("44", { observedAt: "2026-01-01T00:00:00Z", erased: false });
    at.books.set("45", { observedAt: null, erased: false });
    expect(await at.run()).toBe(START + 15 * MINUTE);
    expect(at.read().sort()).toEqual(["3", "44", "45"]);
    expect(at.runs).toMatchObject([{ listed: 45, missing: 2, stale: 1, repaired: 3 }]);
    const placedAt = iso(START - 30 * MINUTE);
    expect(at.finds).toMatchObject([
      { reconciliationId: at.runs[0]?.id, id: "3", name: "#3", placedAt, why: "missing", outcome: "repaired" },
      { id: "44", why: "stale", outcome: "repaired" },
      { id: "45", why: "missing", outcome: "repaired" },
    ]);
  });

  test("writes nothing the second time", async () => {
    at.books.delete("3");
    await at.run();
    at.advance(15 * MINUTE);
    await at.run();
    expect(at.read()).toEqual(["3"]);
    expect(at.runs[1]).toMatchObject({ missing: 0, stale: 0, repaired: 0, finishedAt: expect.any(String) });
  });

  test("looks an hour back into the one before, and leaves what changed within the last minute to the next", async () => {
    await at.run();
    at.advance(15 * MINUTE);
    await at.run();
    expect(at.runs.map(({ changed }) => [Date.parse(changed.from) - START, Date.parse(changed.to) - START])).toEqual([
      [-24 * 60 * MINUTE, -MINUTE],
      [-61 * MINUTE, 14 * MINUTE],
    ]);
  });

  test("never brings back what was erased on request", async () => {
    at.books.set("3", { observedAt: null, erased: true });
    await at.run();
    expect(at.read()).toEqual([]);
  });

  test("stops when its time is over and goes on where it was", async () => {
    at.books.clear();
    expect(await at.run(START + 1_500)).toBe(START + 2_000);
    expect(at.read()).toHaveLength(2 * READ_AT_ONCE);
    expect(at.runs).toMatchObject([{ finishedAt: null, after: "20", todo: { length: 20 - 2 * READ_AT_ONCE } }]);
    await at.run();
    expect(at.read()).toHaveLength(45);
    expect(new Set(at.read()).size).toBe(45);
    expect(at.asked.filter((what) => what.startsWith("list"))).toEqual(["list ", "list 20", "list 40"]);
  });

  test("what was done before the shop went away stays done, and is not done again", async () => {
    at.books.clear();
    await at.run(START + 500);
    at.state.down = true;
    await expect(at.run()).rejects.toThrow("away");
    at.state.down = false;
    await at.run();
    expect(at.read()).toHaveLength(45);
    expect(at.runs).toHaveLength(1);
  });

  test("counts what is gone, and what is not whole at the moment, and does not wait for it", async () => {
    for (const id of ["1", "2", "3"]) at.books.delete(id);
    at.state.gone.add("1");
    at.state.unreadable.add("2");
    await at.run();
    expect(at.runs).toMatchObject([{ missing: 3, repaired: 1, gone: 1, unread: 1, finishedAt: expect.any(String) }]);
    expect(at.finds.map(({ id, outcome }) => [id, outcome])).toEqual([
      ["1", "gone"],
      ["2", "unread"],
      ["3", "repaired"],
    ]);
  });

  test("the first one of a shop looks at nothing from before: that is imported, and was not missed", async () => {
    at.state.isNew = true;
    at.books.delete("3");
    await at.run();
    expect(at.runs).toMatchObject([{ listed: 0, missing: 0, finishedAt: expect.any(String) }]);
    expect(at.runs[0]?.changed.from).toBe(iso(START));
  });

  test("a shop that is silent while orders change is a problem, and is compared every five minutes until it is heard", async () => {
    at.books.delete("3");
    at.state.heard = false;
    expect(await at.run()).toBe(START + 5 * MINUTE);
    expect([...at.problems]).toEqual(["shop_silent"]);
    // Nothing changed meanwhile, which proves nothing.
    at.advance(5 * MINUTE);
    expect(await at.run()).toBeLessThanOrEqual(at.now() + 5 * MINUTE);
    expect([...at.problems]).toEqual(["shop_silent"]);
    at.state.heard = true;
    at.advance(5 * MINUTE);
    await at.run();
    expect([...at.problems]).toEqual([]);
  });

  test("a shop that never tells of every change is not silent for one, and is for an order that it did not tell of", async () => {
    at = stand(listed(10), { announces: "new_orders" });
    at.state.heard = false;
    for (const { id } of listed(10)) at.books.set(id, { observedAt: iso(START - 48 * 60 * MINUTE), erased: false });
    await at.run();
    expect(at.runs).toMatchObject([{ stale: 10 }]);
    expect([...at.problems]).toEqual([]);
    at.books.delete("5");
    at.advance(15 * MINUTE);
    await at.run();
    expect([...at.problems]).toEqual(["shop_silent"]);
  });

  test("has messages restored twice a day", async () => {
    for (const minutes of [0, 15, 11 * 60, 45, 15]) {
      at.advance(minutes * MINUTE);
      await at.run();
    }
    // Begun at noon, after one of the day before.
    expect(at.restored).toEqual([START, START + 12 * 60 * MINUTE]);
  });

  test("has messages restored each time while the shop is silent", async () => {
    at.books.delete("3");
    at.state.heard = false;
    await at.run();
    at.advance(5 * MINUTE);
    await at.run();
    expect(at.restored).toHaveLength(2);
    at.state.heard = true;
    at.advance(5 * MINUTE);
    await at.run();
    expect(at.restored).toHaveLength(2);
  });

  test("leaves the messages be where no time is left", async () => {
    at.books.delete("45");
    // To read the order takes a second.
    await at.run(START + 1_000);
    expect(at.runs).toMatchObject([{ repaired: 1, finishedAt: expect.any(String) }]);
    expect(at.restored).toEqual([]);
  });

  test("has the merchant told of what is wrong, also where the shop could not be compared, and not without time for it", async () => {
    await at.run();
    expect(at.told).toHaveLength(1);
    at.books.delete("1");
    at.state.down = true;
    at.advance(15 * MINUTE);
    await expect(at.run()).rejects.toThrow();
    expect(at.told).toHaveLength(2);
    await at.run(at.now());
    expect(at.told).toHaveLength(2);
  });

  test("gets through more orders than a platform lists at a time", async () => {
    const many = listed(50_000);
    at = stand(many);
    for (const { id, updatedAt } of many)
      if (id !== "49999") at.books.set(id, { observedAt: updatedAt, erased: false });
    await at.run();
    expect(at.read()).toEqual(["49999"]);
    expect(Math.max(...at.asked.map((what) => Number(what.split(" ")[1] ?? 0)))).toBeLessThan(25_000);
    expect(at.runs).toMatchObject([{ finishedAt: expect.any(String), missing: 1 }]);
  });
});
