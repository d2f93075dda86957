import { expect, test } from "vitest";
import { createTestEngine } from "../../../../test/fakes/engine.ts";
import { eventFor } from "../../../../test/fakes/event-for.ts";
import { SHOP_LANE } from "../inbox/inbox.ts";
import { documentOf } from "../mapping/mapping.fixture.ts";

const HOUR = 60 * 60_000;
const mapping = { version: 1, document: documentOf({ source: { from: "note_attribute", name: "gift" } }) };

/** Owes the check, as publishing a mapping does. */
async function owing(options: Parameters<typeof createTestEngine>[0]) {
  const engine = createTestEngine(options);
  await engine.lanes.accept([eventFor(SHOP_LANE, { body: Buffer.from("no order") })]);
  const [turn] = await engine.lanes.claim({ limit: 1, leaseMs: 30_000, maxEvents: 10 });
  if (turn === undefined) throw new Error("no lane was due");
  const events = turn.events.map((event) => ({ event, state: "done" as const, reason: null, detail: null }));
  const owe = [{ effect: "check_mapping" as const, version: 0, dueAt: engine.now() }];
  await engine.lanes.absorb(turn.lease, { events, order: null, owe, withdraw: [] }, { next: engine.now() });
  return engine;
}

test("the newest orders are looked at every hour for as long as a mapping is published", async () => {
  const engine = await owing({ mapping });
  const start = engine.now();
  for (let minutes = 0; minutes < 125; minutes += 5) {
    await engine.drain();
    engine.advance(5 * 60_000);
  }
  expect(engine.driftChecks.map((at) => (at - start) / HOUR)).toEqual([0, 1, 2]);
});

test("without a mapping there is nothing to look for", async () => {
  const engine = await owing({});
  await engine.drain();
  expect(engine.driftChecks).toEqual([]);
  expect(engine.lanes.outboxOf(SHOP_LANE)).toEqual([]);
});
