import { describe, expect, test } from "vitest";
import { eventFor } from "../../../../test/fakes/event-for.ts";
import { shopIdOf } from "../ids.ts";
import { CLOSED } from "../outbox/breaker.ts";
import type { Backfill } from "./backfill.ts";
import { createBackfiller } from "./create-backfiller.ts";
import { newBackfill } from "./new-backfill.ts";
import type { FileBatch, FileState } from "./order-files.ts";

const SHOP = shopIdOf("shopify", "a.myshopify.com");
const START = Date.UTC(2026, 2, 3, 12);
const DAY = 86_400_000;

/** A shop of one order a day, in files of one order a batch and a byte; each batch takes a second. */
function stand(days: number, run: Backfill = newBackfill(null, START)) {
  let now = START;
  let kept = run;
  const orders = Array.from({ length: days }, (_, day) => START - (day + 0.5) * DAY);
  const files: { from: number; to: number; orders: number[] }[] = [];
  const taken: string[] = [];
  const asked: string[] = [];
  const plays = {
    reach: null as string | null,
    look: (_file: number): FileState => ({ state: "ready" }),
    busy: false,
    breaker: CLOSED,
    broken: false,
  };
  const within = (from: string, to: string) => orders.filter((at) => at >= Date.parse(from) && at < Date.parse(to));
  const backfill = createBackfiller({
    files: {
      reach: async () => plays.reach,
      count: async (_, { from, to }) => within(from, to).length,
      async order(_, { from, to }) {
        if (plays.busy) return null;
        files.push({ from: Date.parse(from), to: Date.parse(to), orders: within(from, to) });
        asked.push(`order ${files.length}`);
        return String(files.length);
      },
      look: async (_, id) => plays.look(Number(id)),
      async *read(_, id, from) {
        asked.push(`read ${id} from ${from}`);
        for (const [index, at] of (files[Number(id) - 1]?.orders ?? []).entries()) {
          if (index < from) continue;
          now += 1_000;
          if (plays.broken) throw new Error("the connection ended");
          const whole = at !== orders[4];
          const events = whole ? [eventFor(String(at))] : [];
          yield { events, orders: 1, readSingly: 0, next: index + 1 } satisfies FileBatch;
        }
      },
      cancel: async () => {},
    },
    backfills: {
      latest: async () => kept,
      begin: async () => false,
      async keep(_, step) {
        if (kept.state !== "running") return false;
        kept = step;
        return true;
      },
      pause: async () => false,
      resume: async () => false,
    },
    take: async (_, events) => void taken.push(...events.map(({ laneKey }) => laneKey)),
    breakers: { read: async () => plays.breaker },
    clock: { now: () => now },
  });
  return {
    orders,
    taken,
    asked,
    plays,
    kept: () => kept,
    keep: (step: Backfill) => {
      kept = step;
    },
    turn: () => backfill(SHOP, now + 15_000),
    /** Turns until nothing is left to do, each when it is due. */
    async toEnd(maxTurns = 200) {
      for (let turns = 0; turns < maxTurns; turns += 1) {
        const again = await backfill(SHOP, now + 15_000);
        if (again === null) return;
        now = Math.max(now, again);
      }
      throw new Error("it never ends");
    },
  };
}

describe("an import", () => {
  test("brings every order in, newest first, and counts them", async () => {
    const shop = stand(100);
    await shop.toEnd();
    expect(shop.taken).toEqual(shop.orders.filter((_, day) => day !== 4).map(String));
    expect(shop.kept()).toMatchObject({ state: "finished", total: 100, done: 100, unread: 1, windows: [], file: null });
    expect(shop.kept().busyMs).toBeGreaterThanOrEqual(100_000);
  });

  test("takes several turns, each of which goes on where the one before ended", async () => {
    const shop = stand(40);
    await shop.turn();
    const { done, file } = shop.kept();
    expect(done).toBeLessThan(40);
    expect(file).not.toBeNull();
    await shop.toEnd();
    expect(shop.asked).toContain(`read ${file?.id} from ${file?.readTo}`);
    expect(new Set(shop.taken).size).toBe(shop.taken.length);
  });

  test("loses nothing and does nothing twice when it breaks off", async () => {
    const shop = stand(40);
    await shop.turn();
    shop.plays.broken = true;
    await expect(shop.toEnd()).rejects.toThrow("the connection ended");
    shop.plays.broken = false;
    await shop.toEnd();
    expect(shop.taken).toHaveLength(39);
    expect(shop.kept().done).toBe(40);
  });

  test("stops where it is paused, within a batch, and goes on from there", async () => {
    const shop = stand(40);
    await shop.turn();
    const { done } = shop.kept();
    shop.keep({ ...shop.kept(), state: "paused" });
    expect(await shop.turn()).toBeNull();
    expect(shop.kept().done).toBe(done);
    shop.keep({ ...shop.kept(), state: "running" });
    await shop.toEnd();
    expect(shop.kept()).toMatchObject({ state: "finished", done: 40 });
  });

  test("keeps to what the app is given, and says where that ends", async () => {
    const shop = stand(100);
    shop.plays.reach = new Date(START - 60 * DAY).toISOString();
    await shop.toEnd();
    expect(shop.kept()).toMatchObject({ total: 60, done: 60, reach: shop.plays.reach });
  });

  test("asks for a file in halves where the platform did not get through with it", async () => {
    const shop = stand(10);
    shop.plays.look = (file) => (file === 2 ? { state: "gone", why: "TIMEOUT" } : { state: "ready" });
    await shop.toEnd();
    expect(shop.kept()).toMatchObject({ state: "finished", done: 10 });
    expect(new Set(shop.taken).size).toBe(9);
  });

  test("looks again later while the platform is busy or prepares a file", async () => {
    const shop = stand(3);
    shop.plays.busy = true;
    expect(await shop.turn()).toBe(START + 30_000);
    shop.plays.busy = false;
    shop.plays.look = () => ({ state: "preparing" });
    expect(await shop.turn()).toBe(START + 500);
    expect(await shop.turn()).toBe(START + 2_000);
  });

  test("waits while the core takes nothing, instead of piling up what cannot be sent", async () => {
    const shop = stand(3);
    shop.plays.breaker = { ...CLOSED, openedAt: START, probeAt: START + 30_000, reason: "core_unreachable" };
    expect(await shop.turn()).toBe(START + 30_000);
    expect(shop.asked).toEqual([]);
  });

  test("of a shop without orders is finished at once", async () => {
    const shop = stand(0);
    await shop.toEnd();
    expect(shop.kept()).toMatchObject({ state: "finished", total: 0, done: 0 });
    expect(shop.asked).toEqual([]);
  });
});
