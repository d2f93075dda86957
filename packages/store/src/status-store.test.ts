import { randomBytes } from "node:crypto";
import { shopIdOf } from "@karla/sync/ids";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventFor, SHOP_A } from "../../../test/fakes/event-for.ts";
import type { FreshDatabase } from "../../../test/setup/fresh-database.ts";
import { migratedDatabase } from "../../../test/setup/migrated-database.ts";
import { quietLog } from "../../../test/setup/quiet-log.ts";
import { createKeyring, sealKeyOf } from "./keyring.ts";
import { openStore } from "./open-store.ts";

let database: FreshDatabase;

beforeAll(async () => {
  database = await migratedDatabase();
});
afterAll(() => database.drop());

test("the status of one shop counts nothing of another's, that of all counts both", async () => {
  const { inbox, problems, status } = openStore({
    platform: "shopify",
    pool: database.pool,
    master: createKeyring({ current: sealKeyOf(randomBytes(32)) }),
    clock: { now: () => Date.UTC(2026, 0, 1) },
    log: quietLog,
  });
  const other = shopIdOf("shopify", "b.myshopify.com");
  const idle = shopIdOf("shopify", "c.myshopify.com");
  await inbox.accept([eventFor("1"), eventFor("2"), eventFor("1", { shopId: other })]);
  await problems.raise(other, "core_unreachable");
  const [ours, theirs, nobodys, all] = await Promise.all([SHOP_A, other, idle, undefined].map(status.read));
  expect([ours, theirs, nobodys, all]).toMatchObject([
    { events: { total: 2, pending: 2 }, topics: { "orders/create": 2 }, problems: [], settled: false },
    { events: { total: 1, pending: 1 }, topics: { "orders/create": 1 }, problems: [{ shopId: other }], settled: false },
    { events: { total: 0, pending: 0 }, topics: {}, problems: [], settled: true },
    { events: { total: 3, pending: 3 }, topics: { "orders/create": 3 }, problems: [{ shopId: other }], settled: false },
  ]);
});
