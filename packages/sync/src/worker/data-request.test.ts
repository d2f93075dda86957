import { expect, test } from "vitest";
import { createTestEngine } from "../../../../test/fakes/engine.ts";
import { eventFor } from "../../../../test/fakes/event-for.ts";
import { SHOP_LANE } from "../inbox/inbox.ts";
import { runTurn } from "./run-turn.ts";

const asks = (laneKey = SHOP_LANE) => eventFor(laneKey, { body: Buffer.from("data request") });

test("a customer who asks for their data is a problem of the shop until somebody answers", async () => {
  const engine = createTestEngine();
  await engine.lanes.accept([asks()]);
  await engine.drain();
  expect([...engine.problems]).toEqual(["data_requested"]);
  expect(engine.lanes.eventsOf(SHOP_LANE)).toMatchObject([{ state: "done", reason: "data_request" }]);
});

test("the merchant is told of it before it is done with: a worker that dies in between has told of it", async () => {
  const engine = createTestEngine();
  await engine.lanes.accept([asks()]);
  const [turn] = await engine.lanes.claim({ limit: 1, leaseMs: 30_000, maxEvents: 10 });
  if (turn === undefined) throw new Error("no lane was due");
  const absorb = () => Promise.reject(new Error("died"));
  await expect(runTurn(turn, { ...engine.deps, lanes: { ...engine.lanes, absorb } })).rejects.toThrow("died");
  expect([...engine.problems]).toEqual(["data_requested"]);
});

test("in an order's lane it is none", async () => {
  const engine = createTestEngine();
  await engine.lanes.accept([asks("1001")]);
  await engine.drain();
  expect([...engine.problems]).toEqual(["events_quarantined"]);
});
