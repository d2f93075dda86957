import { createHash, randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ShopId, shopIdOf } from "@karla/sync/ids";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { runExport } from "../../commands/karla/export.ts";
import { normalisersOf } from "../../commands/karla/normalisers.ts";
import { sampleOrder, sampleSnapshot } from "../../packages/sync/src/order/sample-order.fixture.ts";
import { done } from "../contract/engine/lanes-harness.ts";
import { eventFor } from "../fakes/event-for.ts";
import { askAdmin, bearer } from "./ask-admin.ts";
import { SHOP, startAdmin } from "./running-admin.ts";

/** Long enough to be in no key by chance. */
const ADA_ID = 7_001_940_017;
const MINE = shopIdOf("shopify", SHOP);
const OTHER_DOMAIN = "other.myshopify.com";
const OTHER = shopIdOf("shopify", OTHER_DOMAIN);
const ADA = "ada@example.com";
const BOB = "bob@example.com";

let admin: Awaited<ReturnType<typeof startAdmin>>;
beforeAll(async () => {
  admin = await startAdmin();
  // The first visit makes the shop known.
  await page();
  await admin.store.shops.makeKnown({ platform: "shopify", domain: OTHER_DOMAIN });
});
beforeEach(async () => {
  await admin.pool.query("TRUNCATE inbox_event, lane, outbox, shop_order, erasure, problem");
  admin.lines.length = 0;
  await keep(MINE, "101", ADA);
  await keep(MINE, "102", ADA);
  await keep(MINE, "201", BOB);
  await keep(OTHER, "901", ADA);
});
afterAll(() => admin.stop());

/** An order of this address in a shop's books, named "#<id>" unless it is told otherwise. */
async function keep(shopId: ShopId, id: string, email: string, name = `#${id}`): Promise<void> {
  const { inbox, lanes } = admin.store;
  await inbox.accept([eventFor(id, { shopId })]);
  const [turn] = await lanes.claim({ limit: 1, leaseMs: 30_000, maxEvents: 10 });
  if (turn === undefined) throw new Error("no lane was due");
  const snapshot = sampleSnapshot({ name, number: id, email, customer: null });
  const order = { order: { ...sampleOrder(), id, snapshot }, version: 1, status: "skipped" as const, reason: null };
  await lanes.absorb(turn.lease, { ...done(turn), order: { ...order, delivered: null } }, { next: null });
}

/** A customer's request as the worker leaves it, `days` ago; gives what it is named by. */
async function ask(shop: string, email: string, orders: number[], { days = 0 } = {}): Promise<string> {
  const eventKey = randomBytes(32);
  const customer = { id: ADA_ID, email, phone: null };
  const body = Buffer.from(
    JSON.stringify({ shop_id: 1, shop_domain: shop, customer, orders_requested: orders, data_request: { id: 9 } }),
  );
  const shopId = shopIdOf("shopify", shop);
  await admin.store.inbox.accept([
    {
      shopId,
      source: "shopify",
      topic: "customers/data_request",
      eventKey,
      bodyHash: createHash("sha256").update(body).digest(),
      laneKey: "shop",
      body,
      headers: { "x-shopify-shop-domain": shop },
    },
  ]);
  await admin.store.problems.raise(shopId, "data_requested", { open: "1", until: "2026-12-31", days: "30" });
  await admin.pool.query(
    `UPDATE inbox_event SET state = 'done', reason = 'data_request', received_at = now() - $2 * interval '1 day', finished_at = now()
     WHERE event_key = $1`,
    [eventKey, days],
  );
  return eventKey.toString("hex");
}

async function answerOf(response: Response) {
  const said = await response.text();
  return { status: response.status, kept: response.headers.get("cache-control"), said };
}

async function page(path = "/app/personal-data.data") {
  return answerOf(await askAdmin(admin, path, { headers: bearer(admin.sessionToken()) }));
}

async function wish(body: unknown) {
  return answerOf(
    await askAdmin(admin, "/app/personal-data.data", {
      method: "POST",
      headers: { ...bearer(admin.sessionToken()), "Content-Type": "application/json" },
      body: JSON.stringify(body),
    }),
  );
}

/** The file that goes to the browser within an answer. */
function fileIn(said: string): Record<string, unknown> {
  const flat: unknown = JSON.parse(said);
  const file = Array.isArray(flat) ? flat.find((part) => typeof part === "string" && part.startsWith("{")) : null;
  if (typeof file !== "string") throw new Error(`there is no file in ${said.slice(0, 200)}`);
  return JSON.parse(file);
}

async function fileOfOperator(request: string) {
  const folder = await mkdtemp(join(tmpdir(), "karla-export-"));
  const file = join(folder, "ada.json");
  const nothing = { customer: undefined, email: undefined, order: undefined, answered: false, say() {} };
  const clock = { now: () => Date.now() };
  const keptFor = { bodies: 7, quarantined: 30, records: 90 };
  await runExport(admin.store, MINE, {
    ...nothing,
    request,
    file,
    normalise: normalisersOf("shopify"),
    clock,
    keptFor,
  });
  const document = JSON.parse(await readFile(file, "utf8"));
  await rm(folder, { recursive: true });
  return document;
}

const problems = async () => (await admin.store.home.of(MINE)).problems;

test("the page counts its own shop's requests and says until when, and names nobody; the home page does so as well", async () => {
  const [request, foreign] = [await ask(SHOP, ADA, [102], { days: 4 }), await ask(OTHER_DOMAIN, BOB, [])];
  await ask(SHOP, BOB, [], { days: 1 });
  const { status, kept, said } = await page();
  expect([status, kept]).toEqual([200, "no-store"]);
  expect(said).toContain(request);
  for (const other of [foreign, ADA, BOB, String(ADA_ID), "#102"]) expect(said).not.toContain(other);
  expect(await problems()).toMatchObject([{ code: "data_requested", about: { open: "2", days: "26" } }]);
  expect((await page("/app.data")).said).not.toContain(ADA);
});

test("who asks is told to whoever wants to know, and may be kept by nobody on the way", async () => {
  const request = await ask(SHOP, ADA, [102, 404]);
  const { status, kept, said } = await wish({ intent: "show", request });
  expect([status, kept]).toEqual([200, "no-store"]);
  for (const part of [ADA, String(ADA_ID), "#102", "404"]) expect(said).toContain(part);
  expect(said).not.toContain("Musterweg");
});

test("the file is the operator's, field for field: all of that customer, nobody else's, and not in the log", async () => {
  const request = await ask(SHOP, ADA, [102]);
  const { status, kept, said } = await wish({ intent: "export", request });
  expect([status, kept]).toEqual([200, "no-store"]);
  const document = fileIn(said);
  const madeAt = expect.any(String);
  expect(document).toEqual({ ...(await fileOfOperator(request)), madeAt });
  expect(document).toMatchObject({ version: 1, orders: [{ id: "101" }, { id: "102" }] });
  expect(said).not.toContain(BOB);
  expect(said).not.toContain("#901");
  expect(admin.lines.join("\n")).not.toMatch(/ada@|#10[12]/);
  expect(await page()).toMatchObject({ said: expect.stringContaining(request) });
});

test("once it is answered there is a receipt in place of the request, and the problem goes with the last one", async () => {
  const [first, second] = [await ask(SHOP, ADA, []), await ask(SHOP, BOB, [])];
  expect((await wish({ intent: "answered", request: first })).status).toBe(200);
  expect(await problems()).toMatchObject([{ about: { open: "1" } }]);
  expect((await wish({ intent: "answered", request: second })).status).toBe(200);
  expect(await problems()).toEqual([]);
  expect(await admin.store.receipts.list(MINE)).toMatchObject([
    { request: first, outcome: "answered", orders: 2, givenToCore: 0 },
    { request: second, outcome: "answered", orders: 1 },
  ]);
  for (const intent of ["show", "export", "answered"]) {
    const { status, said } = await wish({ intent, request: first });
    expect([status, said]).toEqual([409, expect.stringContaining("not_open")]);
  }
});

test("J9 another shop's request is none of this one's, to look at, to take away or to close", async () => {
  const request = await ask(OTHER_DOMAIN, ADA, [901]);
  for (const intent of ["show", "export", "answered"]) {
    const { status, said } = await wish({ intent, request, shop: OTHER_DOMAIN });
    expect([status, said.includes("#901"), said.includes(ADA)]).toEqual([409, false, false]);
  }
  expect(await admin.store.receipts.list(OTHER)).toMatchObject([{ request, finishedAt: null }]);
});

test.each([
  [" Ada@Example.com ", ["101", "102"]],
  ["#102", ["102"]],
  ["102", ["102"]],
])("who has written to the merchant is found by %j, in this shop alone", async (who, ids) => {
  const { status, said } = await wish({ intent: "find", who });
  const { orders } = fileIn(said);
  expect([status, orders]).toEqual([200, ids.map((id) => expect.objectContaining({ id }))]);
});

test.each(["eve@example.com", "#901", "999", "%", "' OR 1=1"])("of %j nothing is held", async (who) => {
  const { status, said } = await wish({ intent: "find", who });
  expect([status, said]).toEqual([200, expect.stringContaining("nothing_held")]);
});

test("of two orders with one number neither is given away", async () => {
  await keep(MINE, "301", ADA, "#7");
  await keep(MINE, "302", BOB, "7");
  const { said } = await wish({ intent: "find", who: "7" });
  expect(said).toContain("ambiguous");
  expect(said).not.toMatch(/ada@|bob@/);
});

test.each([
  [{}],
  [[]],
  [{ intent: "export" }],
  [{ intent: "export", request: "../shop" }],
  [{ intent: "erase", request: randomUUID() }],
  [{ intent: "find", who: " " }],
  [{ intent: "find", who: "a".repeat(321) }],
  [{ intent: "find", who: { email: ADA } }],
])("what is no wish of ours, %j, is none", async (body) => {
  expect((await wish(body)).status).toBe(400);
});
