import { randomUUID } from "node:crypto";
import type { Turn } from "@karla/sync/lanes";
import { describe, expect, test } from "vitest";
import { eventFor } from "../../fakes/event-for.ts";
import { claim, claimOne, done, type LanesHarness, LEASE_MS } from "./lanes-harness.ts";

export function describeLease(store: () => LanesHarness): void {
  describe("lease", () => {
    test("an event that arrives during a turn makes the lane run again at once", async () => {
      await store().inbox.accept([eventFor("1")]);
      const turn = await claimOne(store());
      await store().inbox.accept([eventFor("1")]);
      expect(await claim(store())).toEqual([]);
      await store().lanes.absorb(turn.lease, done(turn), { next: null });
      expect((await claimOne(store())).events).toHaveLength(1);
    });

    test("runs out: another worker takes over, and the first can change nothing any more", async () => {
      await store().inbox.accept([eventFor("1")]);
      const zombie = await claimOne(store());
      store().advance(LEASE_MS);
      const heir = await claimOne(store());
      expect(await store().lanes.absorb(zombie.lease, done(zombie), { next: null })).toBe(false);
      expect(await store().lanes.begin(zombie.lease, [], 0)).toBe(false);
      expect(await store().lanes.settle(zombie.lease, { effects: [], order: null }, null)).toBe(false);
      expect(await store().lanes.release(zombie.lease, null)).toBe(false);
      expect(await store().lanes.hold(zombie.lease, 1)).toBe(false);
      expect(await store().lanes.absorb(heir.lease, done(heir), { next: null })).toBe(true);
      expect(await claim(store())).toEqual([]);
    });

    test("counts a death for the events it held, and runs them one by one from then on", async () => {
      await store().inbox.accept([eventFor("1", { id: "a" }), eventFor("1", { id: "b" }), eventFor("1", { id: "c" })]);
      await claimOne(store(), 2);
      store().advance(LEASE_MS);
      const turn = await claimOne(store(), 10);
      expect(turn.events.map((event) => event.deaths)).toEqual([1]);
      expect(turn.more).toBe(true);
      await store().lanes.absorb(turn.lease, done(turn), { next: store().now() });
      const second = await claimOne(store(), 10);
      expect(second.events.map((event) => event.deaths)).toEqual([1]);
      await store().lanes.absorb(second.lease, done(second), { next: store().now() });
      expect((await claimOne(store(), 10)).events.map((event) => event.deaths)).toEqual([0]);
    });

    test("what the next death would condemn is held only when it is about to run", async () => {
      await store().inbox.accept([eventFor("1")]);
      const deathsAfter = async (act: (turn: Turn) => Promise<unknown>) => {
        const turn = await claimOne(store());
        await act(turn);
        store().advance(LEASE_MS);
        return turn.events.map((event) => event.deaths);
      };
      const dies = async () => {};
      expect(await deathsAfter(dies)).toEqual([0]);
      expect(await deathsAfter(dies)).toEqual([1]);
      expect(await deathsAfter(dies)).toEqual([2]);
      expect(await deathsAfter((turn) => store().lanes.hold(turn.lease, 1))).toEqual([2]);
      expect(await deathsAfter((turn) => store().lanes.hold({ ...turn.lease, token: randomUUID() }, 1))).toEqual([3]);
    });

    test("given back untouched it counts no death", async () => {
      await store().inbox.accept([eventFor("1")]);
      const turn = await claimOne(store());
      expect(await store().lanes.release(turn.lease, store().now())).toBe(true);
      expect((await claimOne(store())).events.map((event) => event.deaths)).toEqual([0]);
    });

    test("a failed event stays at the head of its lane with its failures counted", async () => {
      await store().inbox.accept([eventFor("1")]);
      const turn = await claimOne(store());
      const failed = {
        ...done(turn),
        events: turn.events.map((event) => ({
          event,
          state: "failed" as const,
          reason: "failed_to_process",
          detail: null,
        })),
      };
      await store().lanes.absorb(turn.lease, failed, { next: store().now() });
      expect((await claimOne(store())).events.map((event) => event.failures)).toEqual([1]);
    });
  });
}
