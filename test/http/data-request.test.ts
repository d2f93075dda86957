import { randomUUID } from "node:crypto";
import { mkdtemp, readFile, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { shopIdOf } from "@karla/sync/ids";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type ExportCommand, runExport } from "../../commands/karla/export.ts";
import { normalisersOf } from "../../commands/karla/normalisers.ts";
import { receivedKarlaEvent, shipmentEvent } from "../../packages/sync/src/announce/karla-event.fixture.ts";
import { fulfillmentBody, orderBody } from "../fixtures/shopify/order-body.ts";
import { startShop } from "./running-shop.ts";
import { SHOP } from "./running-spine.ts";

const SHOP_ID = shopIdOf("shopify", SHOP);
const ADA = { id: 7_001, email: "ada@example.com" };
const BOB = { id: 7_002, email: "bob@example.com" };
let shop: Awaited<ReturnType<typeof startShop>>;

beforeEach(async () => {
  shop = await startShop();
});
afterEach(() => shop.stop());

function orderOf({ id, email }: { id: number; email: string }, orderId: number): string {
  const ids = { id: orderId, admin_graphql_api_id: `gid://shopify/Order/${orderId}`, name: `#${orderId}` };
  const customer = { id, admin_graphql_api_id: `gid://shopify/Customer/${id}`, email };
  return JSON.stringify(orderBody({ ...ids, test: false, cancelled_at: null, email, customer }));
}

async function ask(customer: object, orders: number[]): Promise<void> {
  const body = { shop_id: 1, shop_domain: SHOP, customer, orders_requested: orders, data_request: { id: 9 } };
  expect(await shop.send("customers/data_request", JSON.stringify(body), { webhookId: randomUUID() })).toBe(200);
  await shop.settled();
}

async function exported(wish: Partial<ExportCommand>) {
  const file = join(await mkdtemp(join(tmpdir(), "export-")), "ada.json");
  const nothing = { customer: undefined, email: undefined, order: undefined, request: undefined, answered: false };
  const clock = { now: () => Date.UTC(2026, 11, 1) };
  const keptFor = { bodies: 7, quarantined: 30, records: 90 };
  const command = { ...nothing, file, normalise: normalisersOf("shopify"), clock, keptFor, say: () => {}, ...wish };
  const code = await runExport(shop.store, SHOP_ID, command);
  if (code !== 0) return { code, document: null, mode: 0 };
  return { code, document: JSON.parse(await readFile(file, "utf8")), mode: (await stat(file)).mode & 0o777 };
}

const receipts = () => shop.store.receipts.list(SHOP_ID);
const problems = async () => (await shop.store.home.of(SHOP_ID)).problems;

test("a customer's request stands among the receipts without naming anybody, until it is answered with all that is held", async () => {
  for (const orderId of [101, 102]) await shop.send("orders/create", orderOf(ADA, orderId));
  await shop.send("orders/create", orderOf(BOB, 201));
  const parcel = fulfillmentBody({ id: 151, order_id: 101, email: ADA.email, tracking_number: "T101" });
  await shop.send("fulfillments/create", JSON.stringify(parcel));
  await shop.settled();
  const order = { ...shipmentEvent.context.order, external_id: "101", external_customer_id: null };
  const told = { ...shipmentEvent, context: { ...shipmentEvent.context, order, customer: null } };
  await shop.store.inbox.accept([receivedKarlaEvent(told, SHOP_ID)]);
  await shop.settled();
  await ask(ADA, [102, 404]);

  const [open] = await receipts();
  expect(open).toMatchObject({ kind: "data_request", askedBy: "customers/data_request", finishedAt: null });
  expect(await problems()).toMatchObject([{ code: "data_requested", about: { open: "1", days: "30" } }]);
  const beside = await shop.pool.query(
    "SELECT headers, detail, reason, lane_key FROM inbox_event WHERE lane_key = 'shop'",
  );
  expect(JSON.stringify([await receipts(), beside.rows])).not.toMatch(/ada@|"(7001|102|404)"/);
  const { document, mode } = await exported({ request: open?.request, answered: true });
  expect(mode).toBe(0o600);
  expect(document.orders).toMatchObject([
    { id: "101", name: "#101", status: "delivered", core: { given: true, at: expect.any(String) } },
    { id: "102", state: { snapshot: { email: ADA.email } } },
  ]);
  const topics = document.orders[0].messages.map(({ topic }: { topic: string }) => topic);
  expect(topics).toEqual(expect.arrayContaining(["orders/create", "fulfillments/create"]));
  expect(document.orders[0].messages).toContainEqual(expect.objectContaining({ from: "karla" }));
  expect(document.otherMessages).toMatchObject([{ topic: "customers/data_request", isKept: true }]);
  expect(document.notHeld.orders).toEqual([{ id: "404", why: "not_in_books" }]);
  expect(JSON.stringify(document)).not.toContain(BOB.email);

  expect(await problems()).toEqual([]);
  expect(await receipts()).toMatchObject([
    { request: open?.request, kind: "data_request", outcome: "answered", orders: 2, givenToCore: 2 },
  ]);
  const { rows } = await shop.pool.query("SELECT FROM inbox_event WHERE reason = 'data_request' AND body IS NOT NULL");
  expect(rows).toHaveLength(0);
  expect(await exported({ request: open?.request })).toMatchObject({ code: 1 });
}, 120_000);

test("F41 who is erased meanwhile has asked for nothing any more, and what is exported then says so", async () => {
  await shop.send("orders/create", orderOf(ADA, 101));
  await ask(ADA, [101]);
  await ask(BOB, []);
  await ask({}, [101]);
  expect(await receipts()).toHaveLength(3);
  const redact = { shop_id: 1, shop_domain: SHOP, customer: ADA, orders_to_redact: [101] };
  expect(await shop.send("customers/redact", JSON.stringify(redact), { webhookId: randomUUID() })).toBe(200);
  await expect
    .poll(async () => (await receipts()).map(({ kind, outcome }) => `${kind} ${outcome}`).sort(), { timeout: 20_000 })
    .toEqual(["customer erased", "data_request null"]);
  expect(await problems()).toMatchObject([{ code: "data_requested", about: { open: "1" } }]);
  const { document } = await exported({ order: "101" });
  expect(document).toMatchObject({ orders: [], notHeld: { orders: [{ id: "101", why: "erased" }] } });
}, 120_000);
