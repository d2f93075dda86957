import { afterAll, beforeAll, expect, test } from "vitest";
import type { FreshDatabase } from "../../../../test/setup/fresh-database.ts";
import { migratedDatabase } from "../../../../test/setup/migrated-database.ts";
import { KEPT_TABLES } from "./kept-tables.ts";

let database: FreshDatabase;

beforeAll(async () => {
  database = await migratedDatabase();
});
afterAll(() => database.drop());

test("of every table it was decided what becomes of it when a customer, or a shop, is erased, and as time goes by", async () => {
  const { rows } = await database.pool.query<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1",
  );
  expect(rows.map(({ name }) => name)).toEqual(Object.keys(KEPT_TABLES).sort());
});
