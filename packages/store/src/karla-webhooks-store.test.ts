import { shopIdOf } from "@karla/sync/ids";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { FreshDatabase } from "../../../test/setup/fresh-database.ts";
import { migratedDatabase } from "../../../test/setup/migrated-database.ts";
import { quietLog } from "../../../test/setup/quiet-log.ts";
import { createKeyring, sealKeyOf } from "./keyring.ts";
import { openStore } from "./open-store.ts";

const OURS = {
  shopId: shopIdOf("shopware", "a1B2c3"),
  id: "0f6c3a52-8f0e-4c39-9b53-0d3c1f7f6a01",
  slug: "main",
  secret: "a-secret-of-ours-0123456789",
};
const THEIRS = { ...OURS, shopId: shopIdOf("shopware", "d4E5f6"), id: "0f6c3a52-8f0e-4c39-9b53-0d3c1f7f6a02" };
const master = createKeyring({ current: sealKeyOf(Buffer.alloc(32, 1)) });

let database: FreshDatabase;
beforeAll(async () => {
  database = await migratedDatabase();
  store = openStore({ platform: "shopware", pool: database.pool, master, clock: { now: () => 0 }, log: quietLog });
});
beforeEach(() => database.pool.query("TRUNCATE karla_webhook"));
afterAll(() => database.drop());

/** Opened once: each store listens to the pool. */
let store: ReturnType<typeof openStore>;

test("a webhook is found by its id alone, and says whose it is; its secret lies sealed", async () => {
  await store.karlaWebhooks.keep(OURS);
  await store.karlaWebhooks.keep(THEIRS);
  expect(await store.karlaWebhooks.find(OURS.id)).toEqual(OURS);
  expect(await store.karlaWebhooks.of(THEIRS.shopId)).toEqual([THEIRS]);
  expect(await store.karlaWebhooks.find("0f6c3a52-8f0e-4c39-9b53-0d3c1f7f6a99")).toBeNull();
  const { rows } = await database.pool.query<{ secret: Buffer }>("SELECT secret FROM karla_webhook");
  expect(rows.some(({ secret }) => secret.includes(OURS.secret))).toBe(false);
});

test("a webhook can have another secret, and be forgotten", async () => {
  await store.karlaWebhooks.keep(OURS);
  await store.karlaWebhooks.keep({ ...OURS, secret: "another-secret-0123456789" });
  expect((await store.karlaWebhooks.find(OURS.id))?.secret).toBe("another-secret-0123456789");
  await store.karlaWebhooks.forget(OURS);
  expect(await store.karlaWebhooks.find(OURS.id)).toBeNull();
});

test.each(["", "short", "x".repeat(65), "0123456789abcdef\n"])("W7 the secret %j is refused", async (secret) => {
  await expect(store.karlaWebhooks.keep({ ...OURS, secret })).rejects.toThrow(RangeError);
});

test("a secret that was copied to another shop's webhook opens nothing", async () => {
  await store.karlaWebhooks.keep(OURS);
  await store.karlaWebhooks.keep(THEIRS);
  await database.pool.query("UPDATE karla_webhook SET secret = (SELECT secret FROM karla_webhook WHERE id = $1)", [
    OURS.id,
  ]);
  await expect(store.karlaWebhooks.find(THEIRS.id)).rejects.toThrow();
});
