import { describe, expect, test } from "vitest";
import { eventFor } from "../../fakes/event-for.ts";
import { claim, claimOne, type LanesHarness } from "./lanes-harness.ts";

export function describeInbox(store: () => LanesHarness): void {
  describe("inbox", () => {
    test("stores an event once, however often it comes, also within one batch", async () => {
      const event = eventFor("1");
      expect(await store().inbox.accept([event, event])).toEqual(["stored", "duplicate"]);
      expect(await store().inbox.accept([event])).toEqual(["duplicate"]);
      expect((await claimOne(store())).events).toHaveLength(1);
    });

    test("gives back body, headers and keys to the last byte", async () => {
      const event = eventFor("1", {
        body: Buffer.from([0, 255, 13, 10, 0xef, 0xbb, 0xbf]),
        headers: { a: "ä☃", b: "" },
      });
      await store().inbox.accept([event]);
      expect((await claimOne(store())).events[0]).toMatchObject({
        body: event.body,
        headers: event.headers,
        eventKey: event.eventKey,
        bodyHash: event.bodyHash,
        topic: event.topic,
      });
    });

    test("keeps a second body under the same key as a row of its own, marked as a conflict", async () => {
      await store().inbox.accept([eventFor("1", { id: "same", body: Buffer.from("first") })]);
      await store().inbox.accept([eventFor("1", { id: "same", body: Buffer.from("second") })]);
      expect((await claimOne(store())).events.map((event) => event.conflicts)).toEqual([false, true]);
    });

    test("finds the conflict also when the second body names another order", async () => {
      await store().inbox.accept([
        eventFor("1", { id: "same", body: Buffer.from("first") }),
        eventFor("2", { id: "other" }),
      ]);
      await store().inbox.accept([eventFor("2", { id: "same", body: Buffer.from("second") })]);
      const turns = await claim(store());
      expect(turns.find((turn) => turn.lease.laneKey === "2")?.events.map((event) => event.conflicts)).toEqual([
        false,
        true,
      ]);
    });

    test("one event id with three topics makes three rows", async () => {
      const rows = ["orders/create", "orders/updated", "orders/paid"].map((topic) => eventFor("1", { topic }));
      expect(await store().inbox.accept(rows)).toEqual(["stored", "stored", "stored"]);
    });
  });
}
