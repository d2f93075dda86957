import { randomBytes } from "node:crypto";
import { erasureEvent } from "@karla/sync/erasure-request";
import { shopIdOf } from "@karla/sync/ids";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { FreshDatabase } from "../../../../test/setup/fresh-database.ts";
import { migratedDatabase } from "../../../../test/setup/migrated-database.ts";
import { quietLog } from "../../../../test/setup/quiet-log.ts";
import { createKeyring, sealKeyOf } from "../keyring.ts";
import { openStore } from "../open-store.ts";
import { ErasureBackup } from "./erasure-backup.ts";

const DOMAIN = "a.myshopify.com";
const SHOP = shopIdOf("shopify", DOMAIN);
const GONE = shopIdOf("shopify", "gone.myshopify.com");
const master = createKeyring({ current: sealKeyOf(randomBytes(32)) });
const clock = { now: () => Date.UTC(2026, 10, 30) };
const connection = { slug: "s", username: "s", key: "s" };
const request = { kind: "customer" as const, customerIds: ["7001"], email: null, orderIds: ["1"] };

let before: FreshDatabase;
let after: FreshDatabase;
const open = ({ pool }: FreshDatabase) => openStore({ platform: "shopify", pool, master, clock, log: quietLog });

beforeAll(async () => {
  before = await migratedDatabase();
  after = await migratedDatabase();
});
afterAll(async () => {
  await before.drop();
  await after.drop();
});

test("what was erased is known to a database of before, by shops that it has; put in twice it is put in once", async () => {
  const source = open(before);
  for (const shopId of [SHOP, GONE]) {
    const { laneKey } = erasureEvent({ shopId, platform: "shopify", topic: "t", key: "k", request });
    const begun = await source.erasures.begin(shopId, { laneKey, askedBy: "t", request });
    if (begun === null) throw new Error("it is finished");
    await source.erasures.finish(begun, "erased");
  }
  const backup = ErasureBackup.parse(JSON.parse(JSON.stringify(await source.erasureBackups.read())));
  expect(JSON.stringify(backup)).not.toContain("7001");

  const target = open(after);
  await target.shops.connect({ platform: "shopify", domain: DOMAIN, connection });
  expect(await target.erasureBackups.restore(backup)).toEqual([{ shopId: SHOP, platform: "shopify", isWhole: false }]);
  expect(await target.erasures.isErased(SHOP, { orderIds: [], customerIds: ["7001"] })).toBe(true);
  expect(await target.receipts.list()).toEqual(await source.receipts.list());
  expect(await target.erasureBackups.restore(backup)).toEqual([]);
});

test("a shop that was erased, and is there from before, is to be erased as a whole", async () => {
  const at = (ms: number) => new Date(clock.now() + ms).toISOString();
  const tombstone = { shopId: SHOP, kind: "shop" as const, keyId: "k" };
  const isWhole = async (mark: string, erasedAt: string) =>
    (await open(after).erasureBackups.restore({ tombstones: [{ ...tombstone, mark, erasedAt }], receipts: [] }))[0]
      ?.isWhole;
  expect(await isWhole("AAAA", at(60_000))).toBe(true);
  expect(await isWhole("BBBB", at(-60_000))).toBe(false);
});
