import { CLOSED, failed, held, probing } from "@karla/sync/breaker";
import { shopIdOf } from "@karla/sync/ids";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { FreshDatabase } from "../../../test/setup/fresh-database.ts";
import { migratedDatabase } from "../../../test/setup/migrated-database.ts";
import { createBreakersStore } from "./breakers-store.ts";

const SHOP = shopIdOf("shopify", "a.myshopify.com");
let database: FreshDatabase;
let now = Date.UTC(2026, 0, 1);
const clock = { now: () => now };

beforeAll(async () => {
  database = await migratedDatabase();
});
beforeEach(() => database.pool.query("TRUNCATE breaker"));
afterAll(() => database.drop());

const breakers = () => createBreakersStore({ pool: database.pool, clock });

describe("breakers on PostgreSQL", () => {
  test("a shop without failures has a closed one", async () => {
    expect(await breakers().read(SHOP, "karla")).toEqual(CLOSED);
  });

  test("give back every part of their state to another worker", async () => {
    const open = held(failed(CLOSED, now, "credentials_refused", true), now + 5_000);
    await breakers().update(SHOP, "karla", () => ({ ...open, openMs: 12_345 }));
    expect(await breakers().read(SHOP, "karla")).toEqual({ ...open, openMs: 12_345 });
  });

  test("count the failures of all workers, none lost", async () => {
    const workers = Array.from({ length: 8 }, breakers);
    await Promise.all(
      workers.map((worker) => worker.update(SHOP, "karla", (state) => ({ ...state, failures: state.failures + 1 }))),
    );
    expect((await breakers().read(SHOP, "karla")).failures).toBe(8);
  });

  test("give a probe to one of many workers that ask at once", async () => {
    await breakers().update(SHOP, "karla", () => failed(CLOSED, now - 30_000, "core_unreachable", true));
    const before = await Promise.all(
      Array.from({ length: 8 }, () =>
        breakers().update(SHOP, "karla", (state) => ((state.probeAt ?? 0) <= now ? probing(state, now) : state)),
      ),
    );
    expect(before.filter((state) => (state.probeAt ?? 0) <= now)).toHaveLength(1);
  });

  test("are read again once a worker's view is a second old", async () => {
    const worker = breakers();
    expect(await worker.read(SHOP, "karla")).toEqual(CLOSED);
    await breakers().update(SHOP, "karla", (state) => ({ ...state, failures: 3 }));
    expect((await worker.read(SHOP, "karla")).failures).toBe(0);
    now += 1_001;
    expect((await worker.read(SHOP, "karla")).failures).toBe(3);
  });

  test("change nothing when the change throws", async () => {
    const failing = breakers().update(SHOP, "karla", () => {
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await breakers().read(SHOP, "karla")).toEqual(CLOSED);
  });
});
