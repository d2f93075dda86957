import { randomBytes } from "node:crypto";
import { unknownOrder } from "@karla/sync/order";
import { afterAll, beforeAll, expect, test } from "vitest";
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

test("a lane whose order or event does not open waits by itself, and goes on once it does", async () => {
  const { pool } = database;
  let now = Date.UTC(2026, 0, 1);
  const complaints: string[] = [];
  const log = { info: () => {}, warn: (_: object, message: string) => void complaints.push(message) };
  const master = createKeyring({ current: sealKeyOf(randomBytes(32)) });
  const { inbox, lanes } = openStore({ platform: "shopify", pool, master, clock: { now: () => now }, log });
  const claim = async () =>
    (await lanes.claim({ limit: 10, leaseMs: 30_000, maxEvents: 10 })).map(({ lease }) => lease.laneKey).sort();

  await inbox.accept([eventFor("whole-order"), eventFor("damaged-order")]);
  for (const turn of await lanes.claim({ limit: 10, leaseMs: 30_000, maxEvents: 10 })) {
    const events = turn.events.map((event) => ({ event, state: "done" as const, reason: null, detail: null }));
    const order = {
      order: unknownOrder(turn.lease.laneKey),
      version: 1,
      status: "pending" as const,
      reason: null,
      delivered: null,
    };
    await lanes.absorb(turn.lease, { events, order, owe: [], withdraw: [] }, { next: null });
  }
  const whole = await pool.query("SELECT state FROM shop_order WHERE order_id = 'damaged-order'");
  await pool.query(
    "UPDATE shop_order SET state = set_byte(state, 60, 255 - get_byte(state, 60)) WHERE order_id = 'damaged-order'",
  );
  const lanesWithEvents = ["whole-order", "damaged-order", "damaged-event"];
  await inbox.accept(lanesWithEvents.map((lane) => eventFor(lane)));
  await pool.query(
    "UPDATE inbox_event SET body = set_byte(body, 60, 255 - get_byte(body, 60)) WHERE lane_key = 'damaged-event'",
  );

  expect(await claim()).toEqual(["whole-order"]);
  expect(complaints).toEqual(["lane cannot be read", "lane cannot be read"]);

  await pool.query("UPDATE shop_order SET state = $1 WHERE order_id = 'damaged-order'", [whole.rows[0]?.state]);
  now += 10 * 60_000;
  expect(await claim()).toContain("damaged-order");
});
