import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventFor } from "../../../test/fakes/event-for.ts";
import type { FreshDatabase } from "../../../test/setup/fresh-database.ts";
import { migratedDatabase } from "../../../test/setup/migrated-database.ts";
import { quietLog } from "../../../test/setup/quiet-log.ts";
import { createKeyring, sealKeyOf } from "./keyring.ts";
import { openStore } from "./open-store.ts";

const NOON = Date.UTC(2026, 0, 1, 12);
const CLAIM = { limit: 10, leaseMs: 1_000, maxEvents: 10 };

describe("the same delivery id with two bodies, by two receivers", () => {
  const master = createKeyring({ current: sealKeyOf(randomBytes(32)) });
  let database: FreshDatabase;
  beforeAll(async () => {
    database = await migratedDatabase();
  });
  afterAll(() => database.drop());

  /** A process with a clock that stands still. */
  const openAt = (now: number) =>
    openStore({ platform: "shopify", pool: database.pool, master, clock: { now: () => now }, log: quietLog });
  const bodies = (laneKey: string) =>
    ["one", "other"].map((text) => eventFor(laneKey, { id: laneKey, body: Buffer.from(text) }));

  test("in one and the same instant: exactly one of the two is a conflict", async () => {
    const [one = eventFor("1"), other = eventFor("1")] = bodies("1");
    await openAt(NOON).inbox.accept([one]);
    await openAt(NOON).inbox.accept([other]);
    const [turn] = await openAt(NOON).lanes.claim(CLAIM);
    expect(turn?.events.map(({ conflicts }) => conflicts).sort()).toEqual([false, true]);
  });

  test("where the earlier one was stored only after the later one was worked off: it is the conflict", async () => {
    const [one = eventFor("2"), other = eventFor("2")] = bodies("2");
    await openAt(NOON).inbox.accept([one]);
    const { lanes } = openAt(NOON + 1);
    const turn = (await lanes.claim(CLAIM)).find(({ lease }) => lease.laneKey === "2");
    if (turn === undefined) throw new Error("nothing was claimed");
    const events = turn.events.map((event) => ({ event, state: "done" as const, reason: null, detail: null }));
    await lanes.absorb(turn.lease, { events, order: null, owe: [], withdraw: [] }, { next: null });
    await openAt(NOON - 1).inbox.accept([other]);
    const late = (await lanes.claim(CLAIM)).find(({ lease }) => lease.laneKey === "2");
    expect(late?.events.map(({ conflicts }) => conflicts)).toEqual([true]);
  });
});
