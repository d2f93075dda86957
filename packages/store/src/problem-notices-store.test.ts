import { shopIdOf } from "@karla/sync/ids";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { FreshDatabase } from "../../../test/setup/fresh-database.ts";
import { migratedDatabase } from "../../../test/setup/migrated-database.ts";
import { createProblemNoticesStore } from "./problem-notices-store.ts";
import { createProblemsStore } from "./problems-store.ts";

const SHOP = shopIdOf("shopware", "dirYTogwnp8ehbPF");
const OTHER = shopIdOf("shopware", "another");

let database: FreshDatabase;
beforeAll(async () => {
  database = await migratedDatabase();
});
afterAll(() => database.drop());

test("a problem that comes back is open anew, and it is still known when the last one was told", async () => {
  const clock = { at: 1_000, now: () => clock.at };
  const problems = createProblemsStore({ pool: database.pool, clock });
  const notices = createProblemNoticesStore({ pool: database.pool, clock });
  await problems.raise(SHOP, "mapped_field_gone", { field: "gift" });
  await problems.raise(OTHER, "mapped_field_gone");
  clock.at = 2_000;
  await notices.told(SHOP, "mapped_field_gone");
  const first = {
    code: "mapped_field_gone",
    about: { field: "gift" },
    openedAt: 1_000,
    isOpen: true,
    toldAt: 2_000,
    overToldAt: null,
  };
  expect(await notices.of(SHOP)).toEqual([first]);
  expect(await notices.of(OTHER)).toEqual([expect.objectContaining({ about: {}, toldAt: null })]);
  clock.at = 3_000;
  await problems.close(SHOP, "mapped_field_gone");
  expect(await notices.of(SHOP)).toEqual([{ ...first, isOpen: false }]);
  await notices.overTold(SHOP, "mapped_field_gone");
  clock.at = 4_000;
  await problems.raise(SHOP, "mapped_field_gone");
  expect(await notices.of(SHOP)).toEqual([{ ...first, about: {}, openedAt: 4_000, overToldAt: 3_000 }]);
});
