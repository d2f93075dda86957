import { randomUUID } from "node:crypto";
import { shopIdOf } from "@karla/sync/ids";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { FreshDatabase } from "../../../test/setup/fresh-database.ts";
import { migratedDatabase } from "../../../test/setup/migrated-database.ts";
import { createClaimFormsStore } from "./claim-forms-store.ts";

const SHOP = shopIdOf("shopify", "a.myshopify.com");
const OTHER = shopIdOf("shopify", "b.myshopify.com");
const START = Date.UTC(2026, 10, 30);
const HASH = Buffer.alloc(32, 1);

let database: FreshDatabase;
let now = START;
beforeAll(async () => {
  database = await migratedDatabase();
});
afterAll(() => database.drop());

/** A process of its own. */
const open = () => createClaimFormsStore({ pool: database.pool, clock: { now: () => now } });
const aForm = (shopId = SHOP) => ({ shopId, id: randomUUID(), expiresAt: START + 3_600_000 });

async function taken(form: ReturnType<typeof aForm>) {
  const answer = await open().take(form);
  return answer.outcome === "taken" ? answer : expect.fail(answer.outcome);
}

test("of three processes that take a form at once one has it", async () => {
  const form = aForm();
  const answers = await Promise.all([open(), open(), open()].map((each) => each.take(form)));
  expect(answers.map(({ outcome }) => outcome).sort()).toEqual(["in_use", "in_use", "taken"]);
  expect((await open().take({ ...form, shopId: OTHER })).outcome).toBe("taken");
});

test("a form whose claim is made says which, to everybody, and is not given back", async () => {
  const form = aForm();
  const { use } = await taken(form);
  expect(await open().begin(use, HASH)).toBe(true);
  await open().finish(use, "claim-1");
  await open().giveBack(use);
  expect(await open().take(form)).toEqual({ outcome: "made", claimId: "claim-1" });
});

test("who takes a form after another one died learns what was begun, and the dead one begins nothing more", async () => {
  now = START;
  const form = aForm();
  const first = await taken(form);
  await open().begin(first.use, HASH);
  now += 29_999;
  expect((await open().take(form)).outcome).toBe("in_use");
  now += 1;
  const second = await taken(form);
  expect(second.begun).toEqual({ contentHash: HASH, at: START });
  expect(await open().begin(first.use, HASH)).toBe(false);
  await open().giveBack(first.use);
  expect((await open().take(form)).outcome).toBe("in_use");
  // It was not dead but slow, and has the claim.
  await open().finish(first.use, "claim-1");
  expect(await open().take(form)).toEqual({ outcome: "made", claimId: "claim-1" });
});

test("a form that was given back is taken at once, and what is past its time is forgotten", async () => {
  now = START;
  const form = aForm();
  const { use } = await taken(form);
  await open().giveBack(use);
  expect((await taken(form)).begun).toBeNull();
  now = START + 3_600_000;
  await taken({ ...aForm(), expiresAt: now + 1 });
  const { rows } = await database.pool.query("SELECT FROM claim_form WHERE shop_id = $1", [SHOP]);
  expect(rows).toHaveLength(1);
});
