import { shopIdOf } from "@karla/sync/ids";
import type { EffectResult } from "@karla/sync/lanes";
import { untried } from "@karla/sync/try-effect";
import { afterAll, beforeAll, expect, test } from "vitest";
import { claimOne, done, type LanesHarness } from "../../../test/contract/engine/lanes-harness.ts";
import type { FreshDatabase } from "../../../test/setup/fresh-database.ts";
import { migratedDatabase } from "../../../test/setup/migrated-database.ts";
import { quietLog } from "../../../test/setup/quiet-log.ts";
import { receivedKarlaEvent, shipmentEvent } from "../../sync/src/announce/karla-event.fixture.ts";
import { createKeyring, sealKeyOf } from "./keyring.ts";
import { openStore } from "./open-store.ts";

const NOW = Date.UTC(2026, 2, 3);
const SHOP = shopIdOf("shopware", "a1B2c3");
const EVENT = receivedKarlaEvent(shipmentEvent, SHOP);

let database: FreshDatabase;
beforeAll(async () => {
  database = await migratedDatabase();
});
afterAll(() => database.drop());

test("an event of Karla's is read as it was stored, is no word of the shop's, and an unknown end of telling it stays the end", async () => {
  const store = openStore({
    platform: "shopware",
    pool: database.pool,
    master: createKeyring({ current: sealKeyOf(Buffer.alloc(32, 1)) }),
    clock: { now: () => NOW },
    log: quietLog,
  });
  const harness: LanesHarness = { ...store, now: () => NOW, advance: () => {} };
  await store.shops.makeKnown({ platform: "shopware", domain: "a1B2c3" });
  await store.inbox.accept([EVENT]);
  expect(await store.karlaEvents.find(SHOP, EVENT.laneKey)).toBeNull();

  const turn = await claimOne(harness);
  const owe = [{ effect: "announce" as const, version: 0, dueAt: NOW }];
  await store.lanes.absorb(turn.lease, { ...done(turn), owe }, { next: NOW });
  const { topic, headers, body } = EVENT;
  expect(await store.karlaEvents.find(SHOP, EVENT.laneKey)).toEqual({ topic, headers, body });
  expect(await store.karlaEvents.find(shopIdOf("shopware", "d4E5f6"), EVENT.laneKey)).toBeNull();

  expect((await store.home.of(SHOP)).counters.received).toBe(0);
  expect(await store.reconciliations.heardSince(SHOP, new Date(0).toISOString())).toBe(false);

  const telling = await claimOne(harness);
  const [item] = telling.outbox;
  if (item === undefined) throw new Error("nothing is owed");
  await store.lanes.begin(telling.lease, [item], 0);
  const unknown: EffectResult = { ...untried(item, NOW), state: "dead", reason: "outcome_unknown", tried: true };
  await store.lanes.settle(telling.lease, { effects: [unknown], order: null }, null);
  expect(await store.status.replay({})).toEqual({ events: 0, effects: 0 });
  expect((await store.status.read(SHOP)).deadLetters).toMatchObject([
    { effect: "announce", reason: "outcome_unknown" },
  ]);
});
