import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { migrate } from "@karla/store/migrate";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { anUpsert, START, useCore } from "../test-core.fixture.ts";

const core = useCore(migrate, { sandbox: true });
const SECRET = "0123456789abcdef-literal";

let server: Server;
let origin = "";
let answer: { status: number; location?: string } = { status: 204 };
let received: { path: string; headers: IncomingHttpHeaders; body: string }[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (part: string) => {
      body += part;
    });
    request.on("end", () => {
      received.push({ path: request.url ?? "", headers: request.headers, body });
      response.writeHead(answer.status, answer.location ? { location: answer.location } : {}).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
});
afterAll(() => server.close());
beforeEach(() => {
  answer = { status: 204 };
  received = [];
});

/** An order that is placed now: what happened long ago is told to nobody. */
const anUpsertOfNow = () => anUpsert({ order_placed_at: new Date(core.clock.now()).toISOString() });

async function shopWithWebhook(fields: Record<string, unknown> = {}) {
  const shop = await core.shop();
  const made = await core.call("POST", `${shop.at}/webhooks`, { url: `${origin}/hook`, secret: SECRET, ...fields });
  expect(made.status).toBe(200);
  return { ...shop, webhook: made.body };
}

describe("a delivery", () => {
  test("carries the documented signature over exactly the bytes sent", async () => {
    const { at, slug } = await shopWithWebhook();
    await core.call("PUT", `${at}/orders`, anUpsert({ external_customer_id: "77" }));
    expect(await core.core().deliverDue()).toBe(1);
    const [delivery] = received;
    const t = Math.floor(core.clock.now() / 1000);
    const v1 = createHmac("sha256", SECRET).update(`${t}.${delivery?.body}`).digest("hex");
    expect(delivery?.headers).toMatchObject({
      "karla-signature": `t=${t},v1=${v1}`,
      "content-type": "application/json",
    });
    expect(JSON.parse(delivery?.body ?? "")).toMatchObject({
      source: "shipments",
      ref: "shipments/order_created/ORDER_CREATED",
      version: 1,
      triggered_at: new Date(START).toISOString(),
      event_group: "shipment_pre_transit",
      event_data: { event_name: "ORDER_CREATED", phase: "order_created", tracking_number: null },
      context: {
        order: { external_id: "5001", order_number: "1001", external_customer_id: "77" },
        customer: { external_id: "77", email: "alex.doe@example.com", first_name: "Alex Maria", last_name: "Doe" },
        shipments: [{ state: "pending" }],
        claims: [],
      },
      shop_slug: slug,
    });
    expect(await core.core().deliverDue()).toBe(0);
  });

  test("is made for a fulfilled parcel, once per number, and for a cancellation that is posted", async () => {
    const { at } = await shopWithWebhook();
    const upsert = anUpsert({}, [{ tracking_number: "A1", carrier_reference: "dhl" }]);
    await core.call("PUT", `${at}/orders`, upsert);
    await core.call("PUT", `${at}/orders`, upsert);
    const [order] = (await core.call("GET", `${at}/orders`)).body;
    const event = { event_name: "ORDER_CANCELLED", event_time: "2026-03-01T12:00:00Z", external_id: "c1" };
    await core.call("POST", `${at}/shipments/${order.trackings[0].id}/events`, event);
    await core.call("POST", `${at}/shipments/${order.trackings[0].id}/events`, event);
    await core.core().deliverDue();
    const sent = received.map(({ body }) => JSON.parse(body)).sort((a, b) => a.ref.localeCompare(b.ref));
    expect(sent.map(({ ref, event_group }) => [ref, event_group])).toEqual([
      ["shipments/order_created/ORDER_CANCELLED", "shipment_order_cancelled"],
      ["shipments/order_processed/ORDER_IN_PROCESSING", "shipment_pre_transit"],
    ]);
    expect(sent[1].event_data).toMatchObject({ tracking_number: "A1", carrier_reference: "dhl" });
  });

  test("is made for each group of a posted event, each with an id of its own, and for none that nobody knows", async () => {
    const { at } = await shopWithWebhook({
      enabled_events: ["shipments/delivered", "shipments/order_processed/X_RAYED"],
    });
    await core.call("PUT", `${at}/orders`, anUpsert({}, [{ tracking_number: "A1" }]));
    const [{ trackings }] = (await core.call("GET", `${at}/orders`)).body;
    const post = (event_name: string) =>
      core.call("POST", `${at}/shipments/${trackings[0].id}/events`, {
        event_name,
        event_time: new Date(core.clock.now()).toISOString(),
        external_id: event_name,
      });
    for (const name of ["X_RAYED", "OUT_FOR_DELIVERY", "successfully_delivered"]) {
      expect(await post(name)).toMatchObject({ status: 200 });
    }
    await core.core().deliverDue();
    const sent = received.map(({ body }) => JSON.parse(body));
    expect(sent.map(({ event_group }) => event_group).sort()).toEqual([
      "shipment_delivered",
      "shipment_delivered_all_events",
    ]);
    for (const each of sent) {
      expect(each).toMatchObject({
        source: "shipments",
        ref: "shipments/delivered/SUCCESSFULLY_DELIVERED",
        event_data: {
          event_name: "SUCCESSFULLY_DELIVERED",
          event_group: each.event_group,
          phase: "delivered",
          direction: "merchant_customer",
        },
        context: { shipments: [{ phase: "delivered", state: "delivered", flag: "normal" }] },
      });
    }
    expect(new Set(sent.map(({ event_data }) => event_data.event_id)).size).toBe(2);
  });

  test("that is refused comes again later, each time with its own time, and is given up after fifteen attempts", async () => {
    const { at } = await shopWithWebhook();
    answer = { status: 500 };
    await core.call("PUT", `${at}/orders`, anUpsert());
    expect(await core.core().deliverDue()).toBe(1);
    expect(await core.core().deliverDue()).toBe(0);
    let waited = 5_000;
    for (let attempt = 2; attempt <= 15; attempt += 1) {
      core.clock.advance(waited);
      waited *= 2;
      expect(await core.core().deliverDue(), `attempt ${attempt}`).toBe(1);
    }
    core.clock.advance(365 * 24 * 3600 * 1000);
    expect(await core.core().deliverDue()).toBe(0);
    expect(new Set(received.map(({ headers }) => headers["karla-signature"])).size).toBe(15);
    expect(new Set(received.map(({ body }) => body)).size).toBe(1);
  });

  test("does not follow a redirect", async () => {
    const { at } = await shopWithWebhook();
    answer = { status: 307, location: `${origin}/elsewhere` };
    await core.call("PUT", `${at}/orders`, anUpsertOfNow());
    await core.core().deliverDue();
    expect(received.map(({ path }) => path)).toEqual(["/hook"]);
    const { rows } = await core
      .pool()
      .query("select state, last_outcome from karla_core.webhook_delivery order by created_at desc limit 1");
    expect(rows).toEqual([{ state: "pending", last_outcome: "307" }]);
    await core.call("DELETE", at);
  });

  test("that another worker is just taking is left to it, the others are not held up", async () => {
    const { at } = await shopWithWebhook();
    await core.call("PUT", `${at}/orders`, anUpsert({}, [{ tracking_number: "A1" }, { tracking_number: "A2" }]));
    const other = await core.pool().connect();
    try {
      await other.query("begin");
      await other.query("select from karla_core.webhook_delivery where state = 'pending' limit 1 for update");
      expect(await core.core().deliverDue()).toBe(1);
    } finally {
      await other.query("rollback");
      other.release();
    }
    expect(await core.core().deliverDue()).toBe(1);
    expect(received).toHaveLength(2);
  });

  test("of a worker that died is taken over when its lease ends", async () => {
    const { at } = await shopWithWebhook();
    await core.call("PUT", `${at}/orders`, anUpsertOfNow());
    await core
      .pool()
      .query("update karla_core.webhook_delivery set attempts = 1, leased_until = $1 where state = 'pending'", [
        new Date(core.clock.now() + 30_000),
      ]);
    expect(await core.core().deliverDue()).toBe(0);
    core.clock.advance(30_000);
    expect(await core.core().deliverDue()).toBe(1);
    expect(received).toHaveLength(1);
  });

  test("is not made when the write that would cause it is undone", async () => {
    const { at } = await shopWithWebhook();
    await core.call("PUT", `${at}/orders/bulk`, [anUpsert(), { id: "zzz", id_type: "external_id", trackings: [] }]);
    expect(await core.core().deliverDue()).toBe(0);
  });

  test("is not made of what happened longer ago than the shop's settings say, so that imported orders cause none", async () => {
    const { at } = await shopWithWebhook();
    const placed = (hours: number) => new Date(core.clock.now() - hours * 3_600_000).toISOString();
    const parcel = { tracking_number: "A1", tracking_placed_at: placed(5) };
    await core.call("PUT", `${at}/orders`, anUpsert({ external_id: "old", order_placed_at: placed(5) }));
    await core.call("PUT", `${at}/orders`, anUpsert({ external_id: "sent", order_placed_at: placed(9) }, [parcel]));
    expect(await core.core().deliverDue()).toBe(0);
    await core.call("PUT", `${at}/orders`, anUpsert({ external_id: "new", order_placed_at: placed(3) }));
    expect(await core.core().deliverDue()).toBe(1);
    const triggers = (hours: number) => ({
      version: 1,
      data: { klaviyo: { status: "live", stale_event_threshold: hours }, shopify: {} },
    });
    const settings = { triggers: triggers(24), carriers: { version: 1, data: {} }, trackpages: { version: 1 } };
    expect((await core.call("POST", `${at}/settings`, settings)).status).toBe(200);
    await core.call("PUT", `${at}/orders`, anUpsert({ external_id: "older", order_placed_at: placed(20) }));
    expect(await core.core().deliverDue()).toBe(1);
  });

  test("goes to active webhooks whose filter wants it", async () => {
    const { at } = await shopWithWebhook({
      url: `${origin}/wanted`,
      enabled_events: ["claims", "shipments/order_created"],
    });
    await core.call("POST", `${at}/webhooks`, { url: `${origin}/unwanted`, enabled_events: ["shipments/delivered"] });
    await core.call("POST", `${at}/webhooks`, { url: `${origin}/inactive`, status: "inactive" });
    await core.call("PUT", `${at}/orders`, anUpsertOfNow());
    await core.core().deliverDue();
    expect(received.map(({ path }) => path)).toEqual(["/wanted"]);
  });
});

describe("the webhooks of a shop", () => {
  test("are created with a secret of their own when none is given, listed, changed and deleted", async () => {
    const { at, slug } = await core.shop();
    const made = await core.call("POST", `${at}/webhooks`, { url: "https://hooks.example.com/karla" });
    expect(made.body).toMatchObject({
      url: "https://hooks.example.com/karla",
      enabled_events: ["*"],
      status: "active",
      description: null,
      shop_slug: slug,
    });
    expect(made.body.secret).toMatch(/^[0-9a-f]{48}$/);
    expect((await core.call("GET", `${at}/webhooks?status=active&uuid=${made.body.uuid}`)).body).toEqual([made.body]);
    const path = `${at}/webhooks/${made.body.uuid}`;
    expect(await core.call("PATCH", path, { status: "inactive", enabled_events: ["claims/created"] })).toMatchObject({
      status: 200,
      body: {},
    });
    expect((await core.call("GET", `${at}/webhooks?status=active`)).body).toEqual([]);
    expect((await core.call("GET", `${at}/webhooks`)).body).toMatchObject([
      { status: "inactive", enabled_events: ["claims/created"], secret: made.body.secret },
    ]);
    expect((await core.call("DELETE", path)).status).toBe(200);
    expect(await core.call("PATCH", path, {})).toMatchObject({ status: 404, body: { key: "webhook_not_found" } });
  });

  test("keep their secret sealed at rest", async () => {
    await shopWithWebhook();
    const { rows } = await core.pool().query("select * from karla_core.webhook");
    expect(JSON.stringify(rows)).not.toContain(SECRET);
  });

  test.each([
    ["a filter of an unknown source", { url: "https://a.example.com", enabled_events: ["order.shipped"] }],
    ["a short secret", { url: "https://a.example.com", secret: "short" }],
    ["no URL", {}],
    ["plain http", { url: "http://a.example.com" }],
    ["a private address", { url: "https://10.1.2.3/hook" }],
    ["a key too many", { url: "https://a.example.com", method: "GET" }],
  ])("are 422 with %s", async (_, body) => {
    const { at } = await core.shop();
    expect((await core.call("POST", `${at}/webhooks`, body)).status).toBe(422);
  });
});
