import { randomUUID } from "node:crypto";
import { erasureEvent } from "@karla/sync/erasure-request";
import { shopIdOf } from "@karla/sync/ids";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { receivedKarlaEvent, shipmentEvent } from "../../packages/sync/src/announce/karla-event.fixture.ts";
import { addressBody, fulfillmentBody, orderBody } from "../fixtures/shopify/order-body.ts";
import { startShop } from "./running-shop.ts";
import { SHOP } from "./running-spine.ts";

const SHOP_ID = shopIdOf("shopify", SHOP);
/** What every process sees by then. */
const SEEN_MS = 4_000;
const OPERATOR = { shopId: SHOP_ID, platform: "shopify", topic: "operator/restored" } as const;
const ADA = { id: 7_001, email: "ada@example.com" };
const BOB = { id: 7_002, email: "bob@example.com" };
let shop: Awaited<ReturnType<typeof startShop>>;

beforeEach(async () => {
  shop = await startShop();
});
afterEach(() => shop.stop());

function orderOf({ id, email }: { id: number; email: string }, orderId: number): string {
  const global = `gid://shopify/Order/${orderId}`;
  const customer = { id, admin_graphql_api_id: `gid://shopify/Customer/${id}`, email, first_name: "Canary" };
  const shipping_address = addressBody({ name: `Canary ${id}` });
  return JSON.stringify(
    orderBody({
      id: orderId,
      name: `#${orderId}`,
      admin_graphql_api_id: global,
      test: false,
      cancelled_at: null,
      email,
      customer,
      shipping_address,
    }),
  );
}

function parcelOf(orderId: number, email: string): string {
  return JSON.stringify(
    fulfillmentBody({ id: orderId + 50, order_id: orderId, email, tracking_number: `T${orderId}` }),
  );
}

function request(customer: { id: number; email: string } | null, orders: number[]): string {
  return JSON.stringify({ shop_id: 1, shop_domain: SHOP, customer: customer ?? {}, orders_to_redact: orders });
}

async function redact(body: string): Promise<void> {
  expect(await shop.send("customers/redact", body, { webhookId: randomUUID() })).toBe(200);
  await isOver("erased");
}

async function isOver(outcome: string): Promise<void> {
  await expect.poll(async () => (await receipts()).at(-1)?.outcome, { timeout: 20_000 }).toBe(outcome);
}

const inCore = async () => (await shop.orders()).map((order) => order.external_id).sort();

async function eventsOf(laneKey: string) {
  const { rows } = await shop.pool.query<{ state: string; reason: string; kept: boolean }>(
    "SELECT state, reason, body IS NOT NULL AS kept FROM inbox_event WHERE lane_key = $1",
    [laneKey],
  );
  return rows;
}

/** Whether the lane that erases has been given back until later. */
async function putOff(): Promise<boolean> {
  const { rowCount } = await shop.pool.query(
    "SELECT FROM lane WHERE lane_key LIKE 'redact/%' AND leased_until IS NULL AND due_at > now() + interval '1 minute'",
  );
  return rowCount === 1;
}

async function receipts() {
  const { rows } = await shop.pool.query("SELECT * FROM erasure ORDER BY asked_at");
  return rows;
}

describe("F41 a customer who is to be erased", () => {
  test("is gone from a backlog before it is delivered, with a receipt; everybody else arrives", async () => {
    shop.misbehave.next = () => ({ kind: "status", status: 503 });
    for (const orderId of [101, 102]) await shop.send("orders/create", orderOf(ADA, orderId));
    await shop.send("orders/create", orderOf(BOB, 201));
    await shop.send("fulfillments/create", parcelOf(102, ADA.email));
    await redact(request(ADA, [101]));
    expect(await eventsOf("101")).toEqual([{ state: "done", reason: "redacted", kept: false }]);
    expect((await eventsOf("102")).every(({ kept }) => !kept)).toBe(true);
    expect((await eventsOf("201")).every(({ kept }) => kept)).toBe(true);
    shop.misbehave.next = null;
    shop.advance(3_600_000);
    await shop.settled();
    expect(await inCore()).toEqual(["201"]);
    expect(await receipts()).toMatchObject([
      {
        kind: "customer",
        asked_by: "customers/redact",
        outcome: "erased",
        orders: 2,
        given_to_core: 0,
        progress: null,
        rows: expect.stringContaining('"inbox_event":3'),
      },
    ]);
    const { rows } = await shop.pool.query("SELECT FROM inbox_event WHERE topic = 'customers/redact' AND body IS NULL");
    expect(rows).toHaveLength(1);
  }, 120_000);

  test("stays away, however they come back: late, read again, as another order of the account or of Karla's", async () => {
    await shop.send("orders/create", orderOf(ADA, 101));
    await shop.settled();
    expect(await inCore()).toEqual(["101"]);
    await redact(request(ADA, [101]));
    // The erasure's own attempt is noted after its receipt.
    const attempts = "SELECT count(*)::int AS n FROM delivery WHERE effect <> 'redact'";
    const written = async () => (await shop.pool.query(attempts)).rows[0]?.n;
    const before = await written();
    await shop.send("orders/updated", orderOf(ADA, 101), { webhookId: randomUUID() });
    await shop.send("fulfillments/create", parcelOf(101, ADA.email));
    await shop.send("orders/create", orderOf(ADA, 103));
    await shop.settled();
    expect(await inCore()).toEqual(["101"]);
    expect(await written()).toBe(before);
    for (const lane of ["101", "103"]) expect((await eventsOf(lane)).some(({ kept }) => kept)).toBe(false);
    const { orders } = await shop.store.status.read();
    expect(orders.map(({ orderId, status, reason }) => [orderId, status, reason])).toEqual([
      ["101", "skipped", "redacted"],
      ["103", "skipped", "redacted"],
    ]);
    expect(await receipts()).toMatchObject([{ orders: 1, given_to_core: 1 }]);
    expect(await shop.store.status.replay({})).toEqual({ events: 0, effects: 0 });
  }, 120_000);

  test("is gone from what Karla sent, by the account, the address, or the order alone", async () => {
    await shop.send("orders/create", orderOf(ADA, 101));
    const told = (orderId: string, customer: object | null, eventId: string) => {
      const { context, event_data: data } = shipmentEvent;
      const order = { ...context.order, external_id: orderId, external_customer_id: null };
      const event = {
        ...shipmentEvent,
        event_data: { ...data, event_id: eventId },
        context: { ...context, order, customer },
      };
      return receivedKarlaEvent(event, SHOP_ID);
    };
    const ofAda = [
      told("101", null, "1"),
      told("999", { external_id: String(ADA.id) }, "2"),
      told("998", { external_id: "5", email: ADA.email }, "3"),
    ];
    const ofBob = told("201", { external_id: String(BOB.id), email: BOB.email }, "4");
    await shop.store.inbox.accept([...ofAda, ofBob]);
    await shop.settled();
    await redact(request(ADA, []));
    for (const { laneKey } of ofAda) expect(await eventsOf(laneKey)).toMatchObject([{ kept: false }]);
    expect(await eventsOf(ofBob.laneKey)).toMatchObject([{ kept: true }]);
  }, 120_000);

  test("who bought as a guest is found by the list alone, and nobody else's order goes along", async () => {
    await shop.send("orders/create", orderOf(BOB, 201));
    await shop.send("orders/create", orderOf(ADA, 101));
    await shop.settled();
    await redact(request(null, [201]));
    expect(await receipts()).toMatchObject([{ orders: 1 }]);
    expect((await eventsOf("101")).every(({ kept }) => kept)).toBe(true);
  }, 120_000);

  test("is erased though the process died in the middle: what was begun is gone on with", async () => {
    await shop.send("orders/create", orderOf(ADA, 101));
    await shop.settled();
    const { rows } = await shop.pool.query("SELECT 1 FROM lane WHERE lane_key = '101'");
    expect(rows).toHaveLength(1);
    // A turn that holds the order's lane, and never ends.
    await shop.pool.query(
      "UPDATE lane SET lease_token = $1, leased_until = now() + interval '1 hour', due_at = now() WHERE lane_key = '101'",
      [randomUUID()],
    );
    expect(await shop.send("customers/redact", request(ADA, [101]))).toBe(200);
    await expect.poll(async () => (await receipts()).length, { timeout: 20_000 }).toBe(1);
    shop.advance(SEEN_MS);
    expect((await eventsOf("101")).every(({ kept }) => kept)).toBe(true);
    await shop.pool.query("UPDATE lane SET leased_until = now() WHERE lane_key = '101'");
    await isOver("erased");
    expect(await receipts()).toMatchObject([{ orders: 1 }]);
  }, 120_000);
});

describe("F42 a backup that was put back", () => {
  test("has its erased orders erased once more: by their ids, and by the account", async () => {
    for (const orderId of [101, 102]) await shop.send("orders/create", orderOf(ADA, orderId));
    await shop.send("orders/create", orderOf(BOB, 201));
    await shop.settled();
    // As if the database had been set back: what was erased is there, and so are its tombstones.
    const { laneKey } = erasureEvent({ ...OPERATOR, key: "before", request: { kind: "restored" } });
    const asked = { kind: "customer" as const, customerIds: [String(ADA.id)], email: null, orderIds: ["101"] };
    await shop.store.erasures.begin(SHOP_ID, { laneKey, askedBy: "before", request: asked });
    await shop.store.inbox.accept([erasureEvent({ ...OPERATOR, key: "1", request: { kind: "restored" } })]);
    await isOver("erased");
    for (const lane of ["101", "102"]) expect((await eventsOf(lane)).some(({ kept }) => kept)).toBe(false);
    expect((await eventsOf("201")).every(({ kept }) => kept)).toBe(true);
    // What a turn of its own emptied before, the receipt does not count.
    expect((await receipts()).at(-1)).toMatchObject({ kind: "restored", asked_by: "operator/restored" });
  }, 120_000);
});

describe("a shop that is to be erased", () => {
  const asked = JSON.stringify({ shop_id: 1, shop_domain: SHOP });

  test("is, with its keys, once the app is not in it; the receipt stays", async () => {
    await shop.install();
    await shop.send("orders/create", orderOf(ADA, 101));
    await shop.settled();
    shop.tokens.uninstall(SHOP);
    expect(await shop.send("shop/redact", asked)).toBe(200);
    await isOver("erased");
    for (const table of ["shop", "shop_order", "session", "problem", "shop_alias"]) {
      const { rowCount } = await shop.pool.query(`SELECT FROM ${table}`);
      expect(rowCount, table).toBe(0);
    }
    const kept = await shop.pool.query("SELECT lane_key LIKE 'redact/%' AS request, body FROM inbox_event");
    expect(kept.rows).toEqual([{ request: true, body: null }]);
    expect(await receipts()).toMatchObject([{ kind: "shop", orders: 1, given_to_core: 1 }]);
  }, 120_000);

  test("keeps everything where the app is in it again, and the receipt says so", async () => {
    await shop.install();
    await shop.send("orders/create", orderOf(ADA, 101));
    await shop.settled();
    await shop.send("shop/redact", asked);
    await isOver("app_installed");
    expect(await receipts()).toMatchObject([{ kind: "shop", orders: 0 }]);
    expect(await shop.store.shops.domainOf(SHOP_ID)).toBe(SHOP);
    expect((await eventsOf("101")).every(({ kept }) => kept)).toBe(true);
  }, 120_000);

  test("waits where nobody can say whether the app is in it", async () => {
    await shop.install();
    shop.plays.next = { kind: "status", status: 503 };
    await shop.send("shop/redact", asked);
    await expect.poll(putOff, { timeout: 20_000 }).toBe(true);
    expect(await receipts()).toMatchObject([{ outcome: null, finished_at: null }]);
    shop.plays.next = null;
    shop.advance(10 * 60_000);
    await isOver("app_installed");
  }, 120_000);
});

describe("F26 a customer who is to be erased, of a shop with another name", () => {
  const RENAMED = "renamed.myshopify.com";
  const become = () => shop.store.names.settle({ platformId: "gid://shopify/Shop/1", domain: SHOP, named: RENAMED });
  const askedThere = JSON.stringify({ shop_id: 1, shop_domain: RENAMED, customer: ADA, orders_to_redact: [1] });
  const statesOf = async () =>
    (await shop.pool.query("SELECT order_id, state IS NOT NULL AS kept FROM shop_order WHERE shop_id = $1", [SHOP_ID]))
      .rows;
  beforeEach(async () => {
    await shop.send("orders/create", orderOf(ADA, 1));
    await shop.settled();
    expect(await statesOf()).toEqual([{ order_id: "1", kept: true }]);
  });

  test("is erased whichever name the request and what comes later have", async () => {
    await become();
    expect(await shop.send("customers/redact", askedThere, { shop: RENAMED })).toBe(200);
    await isOver("erased");
    expect(await statesOf()).toEqual([{ order_id: "1", kept: false }]);
    const later = orderOf(ADA, 1).replace("Canary", "Another");
    for (const name of [SHOP, RENAMED]) await shop.send("orders/updated", later, { shop: name });
    await shop.settled();
    expect((await eventsOf("1")).filter(({ kept }) => kept)).toEqual([]);
    expect(await statesOf()).toEqual([{ order_id: "1", kept: false }]);
  });

  test("is erased once it is known whose the name is, under which that was asked before", async () => {
    expect(await shop.send("customers/redact", askedThere, { shop: RENAMED })).toBe(200);
    await isOver("erased");
    expect(await statesOf()).toEqual([{ order_id: "1", kept: true }]);
    await become();
    await expect.poll(statesOf, { timeout: 20_000 }).toEqual([{ order_id: "1", kept: false }]);
  });
});
