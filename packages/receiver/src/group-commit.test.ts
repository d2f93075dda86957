import { hash } from "node:crypto";
import { shopIdOf } from "@karla/sync/ids";
import type { ReceivedEvent } from "@karla/sync/inbox";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createControllableInbox } from "./fakes/controllable-inbox.ts";
import { createManualClock } from "./fakes/manual-clock.ts";
import { createGroupCommit } from "./group-commit.ts";

const LATER = Number.POSITIVE_INFINITY;

function eventOf(key: string, options: { shop?: string; body?: string } = {}): ReceivedEvent {
  const body = Buffer.from(options.body ?? "{}");
  return {
    shopId: shopIdOf("shopify", options.shop ?? "a.example.com"),
    source: "shopify",
    topic: "orders/create",
    eventKey: hash("sha256", key, "buffer"),
    bodyHash: hash("sha256", body, "buffer"),
    laneKey: "1001",
    body,
    headers: { key },
  };
}

function setUp(bounds: { maxBatch?: number; maxBatchBytes?: number; maxQueued?: number } = {}) {
  const inbox = createControllableInbox();
  const clock = createManualClock();
  const commit = createGroupCommit({ inbox, clock, maxBatch: 64, maxBatchBytes: 1024, maxQueued: 100, ...bounds });
  return { inbox, clock, commit, keys: () => inbox.rows.map((row) => row.headers.key) };
}

/** One commit that is held, so that everything submitted after it piles up. */
async function occupied(bounds: Parameters<typeof setUp>[0] = {}) {
  const all = setUp(bounds);
  all.inbox.hold();
  const first = all.commit.submit(eventOf("first", { shop: "first.example.com" }), LATER);
  await all.inbox.called(1);
  return { ...all, first };
}

test("what piles up while one batch is in flight is the next batch", async () => {
  const { inbox, commit } = await occupied({ maxBatch: 3 });
  const rest = ["1", "2", "3", "4", "5"].map((key) => commit.submit(eventOf(key), LATER));
  expect(inbox.batches).toEqual([1]);
  inbox.release();
  expect(await Promise.all(rest)).toEqual(Array(5).fill({ outcome: "stored" }));
  expect(inbox.batches).toEqual([1, 3, 2]);
});

test("events that come in the same turn of the event loop share one commit", async () => {
  const { inbox, commit } = setUp();
  await Promise.all(["1", "2", "3"].map((key) => commit.submit(eventOf(key), LATER)));
  expect(inbox.batches).toEqual([3]);
});

test("nothing resolves before the commit that holds it", async () => {
  const { inbox, commit } = setUp();
  const order: string[] = [];
  inbox.failWhen(() => {
    order.push("commit");
    return null;
  });
  inbox.hold();
  const submitted = commit.submit(eventOf("1"), LATER).then(() => order.push("acknowledge"));
  await inbox.called(1);
  expect(order).toEqual([]);
  inbox.release();
  await submitted;
  expect(order).toEqual(["commit", "acknowledge"]);
});

test("identical events of one batch are one row: one is stored, the others are duplicates of it", async () => {
  const { inbox, commit } = await occupied();
  const same = [
    commit.submit(eventOf("1"), LATER),
    commit.submit(eventOf("1"), LATER),
    commit.submit(eventOf("1"), LATER),
  ];
  inbox.release();
  expect(await Promise.all(same)).toEqual([{ outcome: "stored" }, { outcome: "duplicate" }, { outcome: "duplicate" }]);
  expect(inbox.batches).toEqual([1, 1]);
});

test("the same key with another body, and the same delivery at another shop, are rows of their own", async () => {
  const { inbox, commit } = await occupied();
  const three = [eventOf("1"), eventOf("1", { body: "[]" }), eventOf("1", { shop: "b.example.com" })];
  const outcomes = three.map((event) => commit.submit(event, LATER));
  inbox.release();
  expect(await Promise.all(outcomes)).toEqual(Array(3).fill({ outcome: "stored" }));
  expect(inbox.rows).toHaveLength(4);
});

test("one bad row fails alone, with its own error; its neighbours are stored", async () => {
  const { inbox, commit, keys } = await occupied();
  inbox.failWhen((events) =>
    events.some((event) => event.headers.key === "bad") ? new Error(`of ${events.length}`) : null,
  );
  const outcomes = ["1", "bad", "2"].map((key) => commit.submit(eventOf(key), LATER));
  inbox.release();
  const [one, bad, two] = await Promise.allSettled(outcomes);
  expect(bad).toMatchObject({ status: "rejected", reason: { message: "of 1" } });
  expect([one, two]).toEqual(Array(2).fill({ status: "fulfilled", value: { outcome: "stored" } }));
  expect(keys()).toEqual(["first", "1", "2"]);
  expect(inbox.batches).toEqual([1, 3, 1, 1, 1]);
});

test("after a failure the next event is committed as if nothing had happened", async () => {
  const { inbox, commit } = setUp();
  inbox.failWhen(() => new Error("connection lost"));
  await expect(commit.submit(eventOf("1"), LATER)).rejects.toThrow("connection lost");
  inbox.failWhen(() => null);
  expect(await commit.submit(eventOf("1"), LATER)).toEqual({ outcome: "stored" });
});

test("when a batch fails, rows past their deadline are not tried one by one", async () => {
  const { inbox, commit, clock } = await occupied();
  const outcomes = ["1", "2"].map((key) => commit.submit(eventOf(key), clock.now() + 100));
  inbox.failWhen((events) => {
    if (events.length === 2) clock.advance(100);
    return events.length === 2 ? new Error("timeout") : null;
  });
  inbox.release();
  expect(await Promise.all(outcomes)).toEqual(Array(2).fill({ outcome: "expired" }));
  expect(inbox.batches).toEqual([1, 2]);
});

test("an event whose deadline passes while it waits is not stored", async () => {
  const { inbox, commit, clock, keys } = await occupied();
  const late = commit.submit(eventOf("late"), clock.now() + 100);
  const patient = commit.submit(eventOf("patient"), clock.now() + 200);
  clock.advance(100);
  inbox.release();
  expect(await late).toEqual({ outcome: "expired" });
  expect(await patient).toEqual({ outcome: "stored" });
  expect(keys()).toEqual(["first", "patient"]);
});

test("an event with less time left than the last commit took is not stored; one that has just come is tried all the same", async () => {
  const { inbox, commit, clock, keys } = await occupied();
  const waited = commit.submit(eventOf("waited"), clock.now() + 150);
  clock.advance(100);
  const fresh = commit.submit(eventOf("fresh"), clock.now() + 50);
  inbox.release();
  expect(await waited).toEqual({ outcome: "expired" });
  expect(await fresh).toEqual({ outcome: "stored" });
  expect(keys()).toEqual(["first", "fresh"]);
});

test("past its bound the queue takes nothing more of the shop that fills it", async () => {
  const { inbox, commit } = await occupied({ maxQueued: 2 });
  const queued = ["1", "2"].map((key) => commit.submit(eventOf(key), LATER));
  expect(await commit.submit(eventOf("3"), LATER)).toEqual({ outcome: "over_capacity" });
  inbox.release();
  expect(await Promise.all(queued)).toEqual(Array(2).fill({ outcome: "stored" }));
});

test("a storm of one shop neither delays nor keeps out another", async () => {
  const { inbox, commit, keys } = await occupied({ maxBatch: 2, maxQueued: 4 });
  const storm = ["s1", "s2", "s3", "s4"].map((key) =>
    commit.submit(eventOf(key, { shop: "storm.example.com" }), LATER),
  );
  const other = commit.submit(eventOf("other", { shop: "calm.example.com" }), LATER);
  inbox.release();
  expect(await other).toEqual({ outcome: "stored" });
  expect(await storm[3]).toEqual({ outcome: "over_capacity" });
  await commit.idle();
  expect(keys()).toEqual(["first", "s1", "other", "s2", "s3"]);
});

test("a batch takes no further row once it has its bytes", async () => {
  const { inbox, commit } = await occupied({ maxBatchBytes: 10 });
  for (const key of ["1", "2", "3"]) commit.submit(eventOf(key, { body: `"${key}......"` }), LATER);
  inbox.release();
  await commit.idle();
  expect(inbox.batches).toEqual([1, 2, 1]);
});

test("an inbox that answers for fewer events than it was given is not believed", async () => {
  const commit = createGroupCommit({
    inbox: { accept: async () => [] },
    clock: createManualClock(),
    maxBatch: 64,
    maxBatchBytes: 1024,
    maxQueued: 100,
  });
  await expect(commit.submit(eventOf("1"), LATER)).rejects.toMatchObject({ name: "InboxAnswerError", retry: true });
});

test("whatever fails: stored is exactly what somebody was told is stored", async () => {
  const plan = fc.array(fc.record({ key: fc.nat(9), shop: fc.nat(3), bad: fc.boolean() }), { maxLength: 40 });
  const name = (event: ReceivedEvent) =>
    [event.shopId, event.eventKey.toString("hex"), event.body.toString()].join(" ");
  await fc.assert(
    fc.asyncProperty(plan, fc.integer({ min: 1, max: 9 }), async (events, maxBatch) => {
      const { inbox, commit } = await occupied({ maxBatch, maxQueued: 12 });
      inbox.failWhen((rows) => (rows.some((row) => row.body.toString() === "bad") ? new Error("bad row") : null));
      const submitted = events.map(({ key, shop, bad }) =>
        eventOf(String(key), { shop: `${shop}.example.com`, body: bad ? "bad" : "{}" }),
      );
      const results = Promise.allSettled(submitted.map((event) => commit.submit(event, LATER)));
      inbox.release();
      const told = new Set<string>();
      for (const [index, result] of (await results).entries()) {
        const event = submitted[index];
        if (event !== undefined && result.status === "fulfilled" && result.value.outcome !== "over_capacity")
          told.add(name(event));
      }
      expect(new Set(inbox.rows.slice(1).map(name))).toEqual(told);
    }),
    { numRuns: 50 },
  );
});
