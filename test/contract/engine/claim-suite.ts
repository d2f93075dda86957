import { shopIdOf } from "@karla/sync/ids";
import { describe, expect, test } from "vitest";
import { eventFor, SHOP_A } from "../../fakes/event-for.ts";
import { claim, claimOne, done, type LanesHarness, LEASE_MS } from "./lanes-harness.ts";

const SHOP_B = shopIdOf("shopify", "b.myshopify.com");

export function describeClaim(store: () => LanesHarness): void {
  describe("claim", () => {
    test("hands out a lane's events in the order of arrival, and says when there are more", async () => {
      const events = ["a", "b", "c"].map((id) => eventFor("1", { id }));
      for (const event of events) await store().inbox.accept([event]);
      const turn = await claimOne(store(), 2);
      expect(turn.events.map((event) => event.eventKey)).toEqual(events.slice(0, 2).map((event) => event.eventKey));
      expect(turn.more).toBe(true);
    });

    test("never leases a lane twice at a time", async () => {
      await store().inbox.accept([eventFor("1")]);
      const claims = await Promise.all([claim(store()), claim(store()), claim(store())]);
      expect(claims.flat()).toHaveLength(1);
    });

    test("deals lanes out in rounds between shops: a storm of one does not make another wait", async () => {
      for (let n = 0; n < 20; n += 1) await store().inbox.accept([eventFor(`a${n}`)]);
      store().advance(1);
      await store().inbox.accept([eventFor("b1", { shopId: SHOP_B })]);
      expect((await claim(store(), 2)).map((turn) => turn.lease.shopId).sort()).toEqual([SHOP_A, SHOP_B].sort());
    });

    test("leaves an idle lane alone until something arrives", async () => {
      await store().inbox.accept([eventFor("1")]);
      const turn = await claimOne(store());
      expect(await store().lanes.absorb(turn.lease, done(turn), { next: null })).toBe(true);
      store().advance(1_000_000_000);
      expect(await claim(store())).toEqual([]);
      await store().inbox.accept([eventFor("1")]);
      expect((await claimOne(store())).events).toHaveLength(1);
    });

    test("runs a lane again at the time it was given back for, not before", async () => {
      await store().inbox.accept([eventFor("1")]);
      const turn = await claimOne(store());
      await store().lanes.absorb(turn.lease, done(turn), { next: store().now() + 5_000 });
      store().advance(4_999);
      expect(await claim(store())).toEqual([]);
      store().advance(1);
      expect(await claim(store())).toHaveLength(1);
    });
  });

  describe("take", () => {
    const take = (...laneKeys: string[]) => store().lanes.take(SHOP_A, laneKeys, { leaseMs: LEASE_MS, maxEvents: 10 });

    test("leases just the lanes that are named, which nobody else is given before they are due", async () => {
      await store().inbox.accept(
        ["1", "2", "3"].map((lane) => eventFor(lane)),
        { dueAt: store().now() + 60_000 },
      );
      expect(await claim(store())).toEqual([]);
      const turns = await take("1", "3", "4");
      expect(turns.map(({ lease, events }) => [lease.laneKey, events.length]).sort()).toEqual([
        ["1", 1],
        ["3", 1],
      ]);
      for (const turn of turns) expect(await store().lanes.absorb(turn.lease, done(turn), { next: null })).toBe(true);
      store().advance(60_000);
      expect((await claim(store())).map(({ lease }) => lease.laneKey)).toEqual(["2"]);
    });

    test("tells when an event was stored, however late it is claimed", async () => {
      const before = store().now();
      await store().inbox.accept([eventFor("1")]);
      const after = store().now();
      store().advance(60_000);
      const { events } = await claimOne(store());
      expect(events[0]?.receivedAt).toBeGreaterThanOrEqual(before);
      expect(events[0]?.receivedAt).toBeLessThanOrEqual(after + 1);
    });

    test("leaves a lane to whoever holds it, and counts the death of one who did not give it back", async () => {
      await store().inbox.accept([eventFor("1")]);
      const held = await claimOne(store());
      expect(await take("1")).toEqual([]);
      store().advance(LEASE_MS + 1);
      const [turn] = await take("1");
      expect(turn?.events.map(({ deaths }) => deaths)).toEqual([1]);
      expect(await store().lanes.absorb(held.lease, done(held), { next: null })).toBe(false);
    });

    test("a lane that is idle is due when the events are", async () => {
      await store().inbox.accept([eventFor("1")]);
      const turn = await claimOne(store());
      await store().lanes.absorb(turn.lease, done(turn), { next: null });
      await store().inbox.accept([eventFor("1")], { dueAt: store().now() + 5_000 });
      expect(await claim(store())).toEqual([]);
      store().advance(5_000);
      expect(await claim(store())).toHaveLength(1);
    });
  });
}
