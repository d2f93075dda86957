import type { EffectResult, OrderRecord, Turn } from "@karla/sync/lanes";
import { unknownOrder } from "@karla/sync/order";
import { describe, expect, test } from "vitest";
import { eventFor } from "../../fakes/event-for.ts";
import { claim, claimOne, done, type LanesHarness, LEASE_MS } from "./lanes-harness.ts";

export function describeOutbox(store: () => LanesHarness): void {
  describe("outbox", () => {
    const record: OrderRecord = {
      order: unknownOrder("1"),
      version: 1,
      status: "pending",
      reason: null,
      delivered: null,
    };
    async function owe(): Promise<Turn> {
      await store().inbox.accept([eventFor("1")]);
      const turn = await claimOne(store());
      await store().lanes.absorb(
        turn.lease,
        { ...done(turn), order: record, owe: [{ effect: "order", version: 1, dueAt: store().now() }] },
        { next: store().now() },
      );
      return claimOne(store());
    }
    const result = (turn: Turn, change: Partial<EffectResult>): EffectResult => {
      const [item] = turn.outbox;
      if (!item) throw new Error("nothing is owed");
      return {
        item,
        state: "pending",
        reason: null,
        detail: null,
        dueAt: store().now(),
        tried: true,
        refused: false,
        httpStatus: null,
        payloadHash: null,
        mappingVersion: null,
        startedAt: store().now(),
        durationMs: 3,
        ...change,
      };
    };

    test("keeps what is owed and the order beside it", async () => {
      const turn = await owe();
      expect(turn.order).toEqual(record);
      expect(turn.outbox).toMatchObject([
        { effect: "order", version: 1, state: "pending", started: 0, finished: 0, firstTriedAt: null },
      ]);
    });

    test("is sent with the mapping it is bound to, until it is owed without one", async () => {
      const mappings = async (turn: Turn, mapping?: number) => {
        const owed = { effect: "order" as const, version: 1, dueAt: store().now(), mapping };
        await store().lanes.absorb(turn.lease, { ...done(turn), owe: [owed] }, { next: store().now() });
        const next = await claimOne(store());
        return { next, mapping: next.outbox[0]?.mapping };
      };
      const bound = await mappings(await owe(), 7);
      const unmapped = await mappings(bound.next, 0);
      const free = await mappings(unmapped.next);
      expect([bound, unmapped, free].map(({ mapping }) => mapping)).toEqual([7, 0, undefined]);
    });

    test("what has no version is due at the earlier of two times, an order's effect keeps the time it waits for", async () => {
      const turn = await owe();
      const [soon, later] = [store().now() + 1_000, store().now() + 60_000];
      const owed = (dueAt: number) => [
        { effect: "refresh_order" as const, version: 0, dueAt },
        { effect: "read_order" as const, version: 1, dueAt },
      ];
      await store().lanes.absorb(turn.lease, { ...done(turn), order: null, owe: owed(later) }, null);
      await store().lanes.absorb(turn.lease, { ...done(turn), order: null, owe: owed(soon) }, null);
      await store().lanes.absorb(turn.lease, { ...done(turn), order: null, owe: owed(later) }, { next: store().now() });
      const dueAt = new Map((await claimOne(store())).outbox.map((item) => [item.effect, item.dueAt]));
      expect([dueAt.get("refresh_order"), dueAt.get("read_order")]).toEqual([soon, later]);
    });

    test("counts begun and ended attempts apart, so that a death in between shows", async () => {
      const turn = await owe();
      await store().lanes.begin(turn.lease, turn.outbox, 7);
      store().advance(LEASE_MS);
      const heir = await claimOne(store());
      expect(heir.outbox).toMatchObject([{ started: 1, finished: 0, openMsAtFirst: 7 }]);
      await store().lanes.begin(heir.lease, heir.outbox, 9);
      await store().lanes.settle(
        heir.lease,
        { effects: [result(heir, { state: "pending" })], order: null },
        store().now(),
      );
      expect((await claimOne(store())).outbox).toMatchObject([{ started: 2, finished: 2, openMsAtFirst: 7 }]);
    });

    test("what is owed again and again counts only the failures since it last got through", async () => {
      await store().inbox.accept([eventFor("1")]);
      const first = await claimOne(store());
      const owe = [{ effect: "reconcile" as const, version: 0, dueAt: store().now() }];
      await store().lanes.absorb(first.lease, { ...done(first), owe }, { next: store().now() });
      for (const [reason, tries] of [
        [null, 0],
        ["shop_unreachable", 1],
        ["shop_unreachable", 2],
        [null, 0],
      ] as const) {
        const turn = await claimOne(store());
        const item = turn.outbox.find(({ effect }) => effect === "reconcile");
        if (item === undefined) throw new Error("nothing is owed");
        await store().lanes.begin(turn.lease, [item], 0);
        await store().lanes.settle(
          turn.lease,
          { effects: [result(turn, { item, reason })], order: null },
          store().now(),
        );
        const next = await claimOne(store());
        expect(next.outbox).toMatchObject([{ effect: "reconcile", started: tries, finished: tries }]);
        expect(next.outbox[0]?.firstTriedAt === null).toBe(tries === 0);
        await store().lanes.release(next.lease, store().now());
      }
    });

    test("a newer version replaces the pending one and keeps its backoff", async () => {
      const turn = await owe();
      await store().lanes.begin(turn.lease, turn.outbox, 0);
      const later = store().now() + 60_000;
      await store().lanes.settle(
        turn.lease,
        { effects: [result(turn, { dueAt: later, refused: true })], order: null },
        later,
      );
      await store().inbox.accept([eventFor("1")]);
      const next = await claimOne(store());
      expect(next.outbox).toMatchObject([{ version: 1, dueAt: later, refusals: 1 }]);
      await store().lanes.absorb(
        next.lease,
        {
          ...done(next),
          order: { ...record, version: 2 },
          owe: [{ effect: "order", version: 2, dueAt: store().now() }],
        },
        { next: store().now() },
      );
      expect((await claimOne(store())).outbox).toMatchObject([{ version: 2, dueAt: later, refusals: 0, started: 1 }]);
    });

    test("a delivered effect that is owed again starts anew", async () => {
      const turn = await owe();
      await store().lanes.begin(turn.lease, turn.outbox, 0);
      const delivered = { order: "a".repeat(64), trackings: {} };
      const order = { status: "delivered" as const, reason: null, delivered, version: 1 };
      await store().lanes.settle(
        turn.lease,
        { effects: [result(turn, { state: "delivered", payloadHash: Buffer.alloc(32, 1), httpStatus: 200 })], order },
        store().now(),
      );
      const after = await claimOne(store());
      expect(after.order).toMatchObject({ status: "delivered", delivered });
      expect(after.outbox).toMatchObject([{ state: "delivered" }]);
      await store().lanes.absorb(
        after.lease,
        { ...done(after), owe: [{ effect: "order", version: 2, dueAt: store().now() }] },
        { next: store().now() },
      );
      expect((await claimOne(store())).outbox).toMatchObject([
        { state: "pending", version: 2, started: 0, firstTriedAt: null },
      ]);
    });

    describe("a late call that is reported", () => {
      async function overtaken(): Promise<Turn> {
        const zombie = await owe();
        store().advance(LEASE_MS);
        const heir = await claimOne(store());
        await store().lanes.resend(zombie.lease);
        return heir;
      }
      const delivered = { order: "a".repeat(64), trackings: {} };
      const sent = { status: "delivered" as const, reason: null, delivered };

      test("is the next turn's to deal with, whatever the turn under way delivers", async () => {
        const heir = await overtaken();
        expect(heir.resend).toBe(false);
        await store().lanes.settle(
          heir.lease,
          { effects: [result(heir, { state: "delivered" })], order: { ...sent, version: 1 } },
          null,
        );
        expect((await claimOne(store())).resend).toBe(true);
      });

      test("is not taken for dealt with by what the turn under way absorbs", async () => {
        const heir = await overtaken();
        const order = { ...record, version: 2 };
        const owes = [{ effect: "order" as const, version: 2, dueAt: store().now() }];
        await store().lanes.absorb(heir.lease, { ...done(heir), order, owe: owes }, null);
        const delivery = result(heir, { state: "delivered" });
        const effects = [{ ...delivery, item: { ...delivery.item, version: 2 } }];
        await store().lanes.settle(heir.lease, { effects, order: { ...sent, version: 2 } }, null);
        expect((await claimOne(store())).resend).toBe(true);
      });

      test("is dealt with by the turn that knew of it, which writes what the core is thought to hold", async () => {
        const heir = await overtaken();
        await store().lanes.settle(
          heir.lease,
          { effects: [result(heir, { state: "delivered" })], order: { ...sent, version: 1 } },
          null,
        );
        const next = await claimOne(store());
        expect(next.order).toMatchObject({ delivered });
        const order = { ...record, version: 2 };
        await store().lanes.absorb(next.lease, { ...done(next), order }, { next: store().now() });
        const last = await claimOne(store());
        expect([last.resend, last.order]).toEqual([false, order]);
      });

      test("is still to be dealt with after that turn dies", async () => {
        await overtaken();
        store().advance(LEASE_MS);
        expect((await claimOne(store())).resend).toBe(true);
        store().advance(LEASE_MS);
        expect((await claimOne(store())).resend).toBe(true);
      });
    });

    test("turns that end in the same instant write each into its own lane, and only where the lease is held", async () => {
      const names = ["1", "2", "3", "4", "5", "6"];
      await store().inbox.accept(names.map((lane) => eventFor(lane)));
      const [zombie] = await claim(store(), 1);
      store().advance(LEASE_MS);
      const turns = await claim(store());
      const lost = zombie?.lease.laneKey;
      const orderOf = (turn: Turn): OrderRecord => ({
        ...record,
        order: unknownOrder(turn.lease.laneKey),
        reason: `of ${turn.lease.laneKey}`,
      });
      const absorb = (turn: Turn) =>
        store().lanes.absorb(
          turn.lease,
          {
            ...done(turn),
            order: orderOf(turn),
            owe: [{ effect: "order", version: Number(turn.lease.laneKey), dueAt: store().now() }],
          },
          { next: store().now() },
        );
      const mine = turns.map((turn) => (turn.lease.laneKey === lost && zombie ? zombie : turn));
      expect(await Promise.all(mine.map(absorb))).toEqual(mine.map(({ lease }) => lease.laneKey !== lost));
      const after = await claim(store());
      expect(after.map(({ lease }) => lease.laneKey).sort()).toEqual(names.filter((lane) => lane !== lost));
      for (const turn of after) {
        expect(turn.order).toEqual(orderOf(turn));
        expect(turn.outbox).toMatchObject([{ version: Number(turn.lease.laneKey) }]);
        expect(turn.events).toEqual([]);
      }
      const begun = await Promise.all(after.map((turn) => store().lanes.begin(turn.lease, turn.outbox, 0)));
      expect(begun).toEqual(after.map(() => true));
      const settle = (turn: Turn) => {
        const order = { ...orderOf(turn), status: "delivered" as const };
        const effects = [result(turn, { state: "delivered" })];
        return store().lanes.settle(turn.lease, { effects, order }, store().now());
      };
      expect(await Promise.all(after.map(settle))).toEqual(after.map(() => true));
      for (const turn of await claim(store())) {
        expect(turn.order).toEqual({ ...orderOf(turn), status: "delivered" });
        expect(turn.outbox).toMatchObject([{ state: "delivered", started: 1, finished: 1 }]);
      }
    });

    test("withdraws what is no longer owed", async () => {
      const turn = await owe();
      await store().lanes.absorb(turn.lease, { ...done(turn), withdraw: ["order"] }, { next: store().now() });
      expect((await claimOne(store())).outbox).toEqual([]);
    });
  });
}
