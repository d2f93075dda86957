import { createAdminApi } from "@karla/sandbox/admin-api";
import { createAdminTokens } from "@karla/sandbox/admin-tokens";
import { fillBooks } from "@karla/sandbox/fill-books";
import type { Webhook } from "@karla/sandbox/webhook";
import { switchOffCoreSync } from "@karla/sync/connect-shop";
import { shopIdOf } from "@karla/sync/ids";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fulfillmentBody, orderBody } from "../fixtures/shopify/order-body.ts";
import { SHOP, type Spine, startSpine } from "./running-spine.ts";

let spine: Spine;
let nextId = 5_000_000_000_001;

beforeAll(async () => {
  spine = await startSpine();
});
afterAll(() => spine.stop());

function order(overrides: Record<string, unknown> = {}) {
  const id = nextId++;
  const body = orderBody({
    id,
    admin_graphql_api_id: `gid://shopify/Order/${id}`,
    test: false,
    cancelled_at: null,
    ...overrides,
  });
  return { id: String(id), body: JSON.stringify(body) };
}

async function inCore(id: string): Promise<Record<string, unknown> | undefined> {
  await spine.settled();
  return (await spine.orders()).find((held) => held.external_id === id);
}

async function stateOf(id: string) {
  await spine.settled();
  return (await spine.store.status.read()).orders.find((held) => held.orderId === id);
}

describe("from a signed webhook to the core", () => {
  test("an order arrives, once, however often it is sent", async () => {
    const { id, body } = order();
    expect(await spine.send("orders/create", body, { webhookId: "w-1" })).toBe(200);
    expect(await spine.send("orders/create", body, { webhookId: "w-1" })).toBe(200);
    expect(await spine.send("orders/paid", body)).toBe(200);
    expect(await inCore(id)).toMatchObject({ external_id: id, currency: "EUR" });
    expect((await spine.orders()).filter((held) => held.external_id === id)).toHaveLength(1);
  });

  test("a wrong signature is refused and leaves nothing behind", async () => {
    const { id, body } = order();
    expect(await spine.send("orders/create", body, { hmac: "AAAA" })).toBe(401);
    expect(await stateOf(id)).toBeUndefined();
  });

  test("a body that is no order is acknowledged, stored and quarantined", async () => {
    const before = (await spine.store.status.read()).events.quarantined;
    expect(await spine.send("orders/create", "[]")).toBe(200);
    expect(await spine.send("orders/create", '{"id":1')).toBe(200);
    await spine.settled();
    expect((await spine.store.status.read()).events.quarantined).toBe(before + 2);
  });

  test("an id beyond 2^53 keeps its digits", async () => {
    const id = "820982911946154508";
    const body = order()
      .body.replace(/"id":\d+/, `"id":${id}`)
      .replace(/Order\/\d+/, `Order/${id}`);
    await spine.send("orders/create", body);
    expect(await inCore(id)).toMatchObject({ external_id: id });
  });

  test("a fulfillment that comes before its order waits, and its number arrives with the order", async () => {
    const { id, body } = order();
    const fulfillment = fulfillmentBody({ order_id: Number(id), tracking_number: "T-1", tracking_numbers: ["T-1"] });
    await spine.send("fulfillments/create", JSON.stringify(fulfillment));
    expect(await stateOf(id)).toMatchObject({ status: "skipped", reason: "awaiting_order" });
    await spine.send("orders/create", body);
    const held = await inCore(id);
    expect(JSON.stringify(held?.trackings)).toContain("T-1");
  });

  test("an outage of the core loses nothing: the order waits and arrives afterwards", async () => {
    spine.misbehave.next = () => ({ kind: "status", status: 503 });
    const { id, body } = order();
    expect(await spine.send("orders/create", body)).toBe(200);
    await expect
      .poll(async () => (await spine.store.status.read()).orders.find((held) => held.orderId === id)?.reason)
      .toBe("core_unreachable");
    spine.misbehave.next = null;
    spine.advance(10 * 60_000);
    expect(await inCore(id)).toBeDefined();
  });

  test("what an app tells a fulfillment comes back by two webhooks, and the core is told nothing again", async () => {
    const { entries, webhooks } = fillBooks({ seed: 5, orders: 20, shopDomain: SHOP, firstNumber: 7001 });
    const sold = entries.find(({ order: { fulfillments, deletedAt, cancelledAt, test: isTest } }) => {
      return fulfillments[0]?.status === "success" && deletedAt === null && cancelledAt === null && !isTest;
    })?.order;
    const echoes: Webhook[] = [];
    const scopes = ["read_orders", "write_fulfillments"];
    const tokens = createAdminTokens({ now: Date.now, secret: () => "secret", scopes });
    const shop = {
      books: () => entries.map(({ order: booked }) => booked),
      send: (sent: readonly Webhook[]) => void echoes.push(...sent),
    };
    const api = createAdminApi({
      shops: new Map([[SHOP, shop]]),
      clientId: "a",
      clientSecret: "b",
      now: Date.now,
      tokens,
    });
    for (const { topic, body, orderId } of webhooks) if (orderId === sold?.id) await spine.send(topic, body);
    expect(await inCore(sold?.id ?? "")).toBeDefined();
    const written: string[] = [];
    spine.misbehave.next = ({ method, path }) => {
      if (method !== "GET") written.push(path);
      return null;
    };
    for (const status of ["OUT_FOR_DELIVERY", "DELIVERED"]) {
      await api.request(`/${SHOP}/admin/api/2026-10/graphql.json`, {
        method: "POST",
        headers: {
          "Content-Type": "application/json",
          "X-Shopify-Access-Token": tokens.exchange(SHOP, "lasting")?.access_token ?? "",
        },
        body: JSON.stringify({
          query:
            "mutation ($event: FulfillmentEventInput!) { fulfillmentEventCreate(fulfillmentEvent: $event) { userErrors { message } } }",
          variables: { event: { fulfillmentId: `gid://shopify/Fulfillment/${sold?.fulfillments[0]?.id}`, status } },
        }),
      });
    }
    expect(echoes.map(({ topic }) => topic)).toEqual(Array(2).fill(["fulfillments/update", "orders/updated"]).flat());
    const quarantined = (await spine.store.status.read()).events.quarantined;
    for (const { topic, body } of echoes) expect(await spine.send(topic, body)).toBe(200);
    await spine.settled();
    spine.misbehave.next = null;
    expect(written).toEqual([]);
    expect((await spine.store.status.read()).events.quarantined).toBe(quarantined);
  });

  test("a connection cut after the core applied the order leads to one order", async () => {
    let cuts = 1;
    spine.misbehave.next = (request) =>
      request.method === "PUT" && cuts-- > 0 ? { kind: "cut_after_applying" } : null;
    const { id, body } = order();
    await spine.send("orders/create", body);
    await expect.poll(async () => (await spine.orders()).some((held) => held.external_id === id)).toBe(true);
    spine.misbehave.next = null;
    spine.advance(10 * 60_000);
    expect(await stateOf(id)).toMatchObject({ status: "delivered" });
    expect((await spine.orders()).filter((held) => held.external_id === id)).toHaveLength(1);
  });

  test("an order that is not sent says why", async () => {
    const { id, body } = order({ shipping_address: null });
    await spine.send("orders/create", body);
    expect(await stateOf(id)).toMatchObject({ status: "skipped", reason: "no_address", delivered: false });
    expect(await inCore(id)).toBeUndefined();
  });

  test("raw bodies and order state are unreadable in the database", async () => {
    const { id, body } = order({ note: "canary-in-a-note" });
    await spine.send("orders/create", body);
    await inCore(id);
    const { rows } = await spine.pool.query<{ bytes: Buffer }>(
      "SELECT body AS bytes FROM inbox_event UNION ALL SELECT state FROM shop_order",
    );
    const zstdMagic = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.filter(({ bytes }) => bytes.includes("canary-in-a-note") || bytes.includes(zstdMagic))).toEqual([]);
  });
});

describe("a merchant's home page", () => {
  test("has the counts, the last orders with their state, and the delay, of this shop alone", async () => {
    const fresh = await startSpine();
    try {
      await fresh.send("orders/create", order({ name: "#77" }).body);
      await fresh.send("orders/create", order({ name: "#78", shipping_address: null }).body);
      await fresh.send("orders/create", "[]");
      await fresh.settled();
      const home = await fresh.store.home.of(shopIdOf("shopify", SHOP));
      expect(home.counters).toEqual({ received: 3, delivered: 1, waiting: 0, failed: 1 });
      expect(home.orders.map(({ name, status, reason }) => [name, status, reason])).toEqual(
        expect.arrayContaining([
          ["#77", "delivered", null],
          ["#78", "skipped", "no_address"],
        ]),
      );
      expect(["#77", "#78"]).toContain(home.lastOrder?.name);
      expect(home.worstDelayMs).toBeGreaterThanOrEqual(0);
      expect(home.problems.map(({ code }) => code)).toEqual(["events_quarantined"]);
      const other = await fresh.store.home.of(shopIdOf("shopify", "other.myshopify.com"));
      expect(other).toMatchObject({ counters: { received: 0 }, lastOrder: null, worstDelayMs: null, orders: [] });
    } finally {
      await fresh.stop();
    }
  });
});

describe("replay", () => {
  test("puts quarantined events back to work", async () => {
    const { rows } = await spine.pool.query<{ n: number }>(
      "SELECT count(*)::int AS n FROM inbox_event WHERE state = 'quarantined'",
    );
    const replayed = await spine.store.status.replay({});
    expect(replayed).toEqual({ events: rows[0]?.n, effects: 0 });
    await spine.settled();
    expect((await spine.store.status.read()).events).toMatchObject({ pending: 0, quarantined: rows[0]?.n });
  });

  test("of a dead letter sends it again once its cause is gone", async () => {
    spine.misbehave.next = (request) => (request.method === "PUT" ? { kind: "status", status: 422 } : null);
    const { id, body } = order();
    await spine.send("orders/create", body);
    await expect
      .poll(
        async () => {
          spine.advance(60_000);
          return (await spine.store.status.read()).orders.find((held) => held.orderId === id)?.status;
        },
        { timeout: 30_000 },
      )
      .toBe("failed");
    spine.misbehave.next = null;
    expect(await spine.store.status.replay({ laneKey: id })).toEqual({ events: 0, effects: 1 });
    expect(await inCore(id)).toBeDefined();
  });
});

describe("a cancellation after shipping", () => {
  test("is posted to the shipments at the core, where the merchant wants it", async () => {
    const wanting = await startSpine({ sendOrderCancelled: true });
    try {
      const id = "5000000099999";
      const shipped = {
        id: Number(id),
        admin_graphql_api_id: `gid://shopify/Order/${id}`,
        test: false,
        cancelled_at: null,
      };
      const fulfillments = [
        fulfillmentBody({
          order_id: Number(id),
          created_at: "2026-11-03T10:00:00+01:00",
          tracking_number: "T-9",
          tracking_numbers: ["T-9"],
        }),
      ];
      const cancelled = { cancelled_at: "2026-11-05T10:00:00+01:00", updated_at: "2026-11-05T10:00:00+01:00" };
      await wanting.send("orders/create", JSON.stringify(orderBody({ ...shipped, fulfillments })));
      await wanting.settled();
      for (const topic of ["orders/cancelled", "orders/updated"]) {
        await wanting.send(topic, JSON.stringify(orderBody({ ...shipped, fulfillments, ...cancelled })));
        await wanting.settled();
      }
      const [held] = await wanting.orders();
      expect(JSON.stringify(held).match(/ORDER_CANCELLED/g)).toHaveLength(1);
    } finally {
      await wanting.stop();
    }
  });
});

describe("a shop that the core already syncs", () => {
  test("is left alone until that is switched off, then everything that waited arrives", async () => {
    const taken = await startSpine();
    try {
      await taken.createCoreWebhook();
      const body = orderBody({ test: false, cancelled_at: null });
      await taken.send("orders/create", JSON.stringify(body));
      const reason = async () => (await taken.store.status.read()).orders[0]?.reason;
      await expect.poll(reason).toBe("core_already_syncs");
      expect(await taken.orders()).toEqual([]);
      await switchOffCoreSync(taken.client());
      await taken.store.shops.settleCoreSync(shopIdOf("shopify", SHOP), "free");
      await taken.settled();
      expect(await taken.orders()).toHaveLength(1);
    } finally {
      await taken.stop();
    }
  });
});
