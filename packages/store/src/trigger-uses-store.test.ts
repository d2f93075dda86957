import { shopIdOf } from "@karla/sync/ids";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createMemoryTriggerUses } from "../../../test/fakes/memory-trigger-uses.ts";
import type { FreshDatabase } from "../../../test/setup/fresh-database.ts";
import { migratedDatabase } from "../../../test/setup/migrated-database.ts";
import { createTriggerUsesStore } from "./trigger-uses-store.ts";

const SHOP = shopIdOf("shopify", "a.myshopify.com");
const OTHER = shopIdOf("shopify", "b.myshopify.com");

let database: FreshDatabase;
beforeAll(async () => {
  database = await migratedDatabase();
});
afterAll(() => database.drop());

test.each([
  ["in the database", () => createTriggerUsesStore({ pool: database.pool })],
  ["in memory", createMemoryTriggerUses],
])("of what is said of a trigger the newest counts, whatever comes last: %s", async (_, open) => {
  const uses = open();
  const at = (hour: number) => `2026-11-24T${String(hour).padStart(2, "0")}:00:00.000Z`;
  await uses.note(SHOP, { trigger: "delivered", isUsed: true, at: at(9) });
  await uses.note(SHOP, { trigger: "delivered", isUsed: false, at: at(8) });
  await uses.note(SHOP, { trigger: "delivered", isUsed: false, at: "2026-11-24T10:00:00+01:00" });
  await uses.note(SHOP, { trigger: "delayed", isUsed: true, at: at(9) });
  await uses.note(SHOP, { trigger: "delayed", isUsed: false, at: at(10) });
  await uses.note(OTHER, { trigger: "delivered", isUsed: false, at: at(9) });
  const found = await uses.of(SHOP);
  expect(found.sort((a, b) => a.trigger.localeCompare(b.trigger))).toEqual([
    { trigger: "delayed", isUsed: false, at: at(10) },
    { trigger: "delivered", isUsed: true, at: at(9) },
  ]);
});
