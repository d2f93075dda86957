import { randomBytes } from "node:crypto";
import { runTurn } from "@karla/sync/run-turn";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestEngine } from "../../../test/fakes/engine.ts";
import { eventFor } from "../../../test/fakes/event-for.ts";
import type { FreshDatabase } from "../../../test/setup/fresh-database.ts";
import { migratedDatabase } from "../../../test/setup/migrated-database.ts";
import { createKeyring, sealKeyOf } from "./keyring.ts";
import { openStore } from "./open-store.ts";

let database: FreshDatabase;

beforeAll(async () => {
  database = await migratedDatabase();
});
afterAll(() => database.drop());

test("what a newer version owes stays as it is, and its lane is looked at again in five minutes", async () => {
  const { pool } = database;
  let now = Date.UTC(2026, 0, 1);
  const log = { info: () => {}, warn: () => {} };
  const master = createKeyring({ current: sealKeyOf(randomBytes(32)) });
  const { inbox, lanes } = openStore({ platform: "shopify", pool, master, clock: { now: () => now }, log });
  const claim = () => lanes.claim({ limit: 10, leaseMs: 30_000, maxEvents: 10 });
  await inbox.accept([eventFor("1")]);
  await pool.query(
    `INSERT INTO outbox (shop_id, lane_key, effect, version, due_at, created_at)
     SELECT shop_id, lane_key, 'of_a_newer_version', 1, $1, $1 FROM lane`,
    [new Date(now)],
  );

  const [turn, ...others] = await claim();
  if (turn === undefined) throw new Error("nothing was claimed");
  expect(others).toEqual([]);
  expect(turn).toMatchObject({ outbox: [], owesUnknown: true });
  const engine = createTestEngine();
  await runTurn({ ...turn, events: [] }, { ...engine.deps, lanes, clock: { now: () => now } });
  expect((await pool.query("SELECT state, started FROM outbox")).rows).toEqual([{ state: "pending", started: 0 }]);
  expect(await claim()).toEqual([]);
  now += 5 * 60_000;
  expect(await claim()).toHaveLength(1);
});
