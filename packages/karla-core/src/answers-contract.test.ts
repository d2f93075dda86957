import { migrate } from "@karla/store/migrate";
import { expect, test } from "vitest";
import { validateAnswer, validateRequest } from "../../../test/contract/karla/contract-validator.ts";
import type { CarrierFeed } from "./carriers/carrier-feed.ts";
import { anOrder, anUpsert, useCore } from "./test-core.fixture.ts";

/** A carrier that says all that one can say. */
const place = { city: "Hamburg", country_code: "DE" };
const carrier: CarrierFeed = {
  name: "example",
  carriers: ["gls"],
  ask: async () => ({
    outcome: "known",
    arrival: {
      from: "2026-03-03T09:00:00.000Z",
      to: "2026-03-03T13:00:00.000Z",
      words: "2026-03-03, 10:00–14:00",
      source: "example",
    },
    scans: [
      {
        at: new Date(core.clock.now() + 1000),
        place,
        kind: "DELIVERED_TO_PARCEL_SHOP",
        event: "DELIVERED_TO_PARCEL_SHOP",
        code: "7",
        text: "In the shop",
        pickup: {
          type: "shop",
          name: "Kiosk",
          place,
          url: "https://example.com/kiosk",
          openingHours: { monday: "08:00–18:00" },
          keptUntil: "2026-03-10T12:00:00.000Z",
        },
      },
    ],
  }),
};

const core = useCore(migrate, { asking: { feeds: [carrier], haste: 1 } });

/** Asks the core, holds question and answer against the contract, and gives the answer's body. */
async function ask(method: string, path: string, status: number, body?: unknown) {
  const answer = await core.call(method, path, body);
  expect(answer.status, `${method} ${path}`).toBe(status);
  if (status < 400) expect(validateRequest(method, path, body), `${method} ${path}`).toEqual({ outcome: "valid" });
  expect(validateAnswer(method, path, answer.status, answer.body), `${method} ${path}`).toEqual({ outcome: "valid" });
  return answer.body;
}

const product = {
  title: "Blue shirt",
  quantity: 2,
  price: 199.25,
  images: [{ src: "https://example.com/a.png" }],
  tax_lines: [{ title: "VAT", price: 31.81, rate: 0.19, currency: "EUR" }],
  bundled_products: [{ title: "Button", quantity: 5 }],
};

test("every answer about shops and settings is what the contract says", async () => {
  const creation = { name: "Example", organization: "Example", klaviyo_enabled: false, slug: "contract-shop" };
  const at = "/v1/shops/contract-shop";
  await ask("POST", "/v1/shops", 200, creation);
  await ask("POST", "/v1/shops", 409, creation);
  await ask("GET", "/v1/shops?slug=contract-shop&page=1&per_page=10", 200);
  await ask("GET", at, 200);
  await ask("PATCH", at, 200, { description: "A shop" });
  await ask("GET", `${at}/settings`, 200);
  await ask("PUT", `${at}/settings/triggers`, 200, { shopify: true });
  await ask("PUT", `${at}/settings/carriers`, 200, { shipment_updates: true });
  await ask("PUT", `${at}/settings/segments`, 200, { shopify: true });
  const data = { klaviyo: { status: "disabled" }, shopify: { status: "live" } };
  await ask("POST", `${at}/settings`, 200, { triggers: { data }, carriers: { data: {} }, trackpages: { data: {} } });
  const { uuid } = await ask("POST", `${at}/shopify/webhooks`, 200, { webhook_type: "order_creation" });
  await ask("POST", `${at}/shopify/webhooks`, 409, { webhook_type: "order_creation" });
  await ask("GET", `${at}/shopify/webhooks`, 200);
  await ask("GET", `${at}/shopify/webhooks/${uuid}`, 200);
  await ask("DELETE", `${at}/shopify/webhooks/${uuid}`, 200);
  const hook = await ask("POST", `${at}/webhooks`, 200, { url: "https://hooks.example.com/karla", description: "x" });
  await ask("GET", `${at}/webhooks?uuid=${hook.uuid}`, 200);
  await ask("PATCH", `${at}/webhooks/${hook.uuid}`, 200, { status: "inactive" });
  await ask("DELETE", `${at}/webhooks/${hook.uuid}`, 200);
  await ask("DELETE", at, 200);
  await ask("GET", at, 404);
});

test("every answer about orders and shipments is what the contract says", async () => {
  const { at } = await core.shop();
  const order_analytics = {
    landing_site: "/?ref=a",
    landing_site_ref: "a",
    note_attributes: [{ name: "gift", value: "yes" }],
  };
  const full = {
    products: [product],
    discounts: [{ code: "TEN", amount: "10.00", type: "fixed_amount" }],
    order_analytics,
  };
  await ask("POST", `${at}/orders`, 200, anOrder({ external_id: "1", order_number: "1", order_name: "#1" }));
  await ask("POST", `${at}/orders`, 409, anOrder({ external_id: "1", order_number: "1", order_name: "#1" }));
  await ask(
    "PUT",
    `${at}/orders`,
    200,
    anUpsert(full, [
      { tracking_number: "A1", carrier_reference: "dhl", products: [product] },
      { tracking_number: "A2" },
    ]),
  );
  await ask("PUT", `${at}/orders`, 404, { id: "none", id_type: "external_id", trackings: [] });
  await ask("PUT", `${at}/orders`, 422, anUpsert({ address: {} }));
  await ask("PUT", `${at}/orders/bulk`, 200, [anUpsert({ external_id: "2", order_number: "2", order_name: "#2" })]);
  const orders = await ask("GET", `${at}/orders?page=1&per_page=100`, 200);
  expect(orders).toHaveLength(3);
  const order = orders.find((each: { external_id: string }) => each.external_id === "5001");
  const [parcel] = order.trackings;
  await ask("PATCH", `${at}/orders/${order.uuid}`, 200, { address: { zip_code: "20095" } });
  await ask("PATCH", `${at}/orders/${order.uuid}/shipments/${parcel.id}`, 200, {
    tracking_url: "https://example.com/A1",
  });
  const event = { event_name: "OUT_FOR_DELIVERY", event_time: "2026-03-01T12:00:00Z", external_id: "e1" };
  await ask("POST", `${at}/shipments/${parcel.id}/events`, 200, event);
  await ask("GET", `${at}/orders?external_id=5001`, 200);
  await ask("POST", `${at}/orders/trackpage-url`, 200, { id: "5001", id_type: "external_id" });
  await ask("POST", `${at}/orders/trackpage-url`, 404, { id: "none", id_type: "external_id" });
});

test("every answer about claims is what the contract says", async () => {
  const { at } = await core.shop();
  await ask("PUT", `${at}/orders`, 200, anUpsert({}, [{ tracking_number: "A1", carrier_reference: "dhl" }]));
  const [{ uuid: order_id, trackings }] = await ask("GET", `${at}/orders`, 200);
  const item = {
    sku: "S",
    title: "Blue shirt",
    quantity: 1,
    net_price: 10.5,
    image_urls: ["https://example.com/1.jpg"],
  };
  const full = {
    shipment_id: trackings[0].id,
    resolution_preference: "refund",
    reason: "partial_damage",
    status: "pending",
    description: "It is torn.",
    customer_signature_image_url: "https://example.com/signature.png",
    damaged_product_items: [item],
    selected_items: [item],
    image_urls: ["https://example.com/1.jpg"],
    dropoff_permission: false,
  };
  const { uuid } = await ask("POST", `${at}/claims`, 200, full);
  await ask("POST", `${at}/claims`, 200, { reason: "support" });
  await ask("POST", `${at}/claims`, 404, { reason: "damage", shipment_id: "none" });
  await ask("POST", `${at}/claims`, 422, { reason: "boredom" });
  const filters = `order_id=${order_id}&shipment_id=${trackings[0].id}&resolution_preference=refund&status=pending`;
  expect(await ask("GET", `${at}/claims?page=1&per_page=10&${filters}`, 200)).toHaveLength(1);
  await ask("GET", `${at}/claims?status=open`, 422);
  await ask("PUT", `${at}/claims/${uuid}`, 200, { status: "accepted", resolution_preference: "reorder" });
  await ask("DELETE", `${at}/claims/${uuid}`, 200);
  await ask("DELETE", `${at}/claims/${uuid}`, 404);
});

test("what a carrier tells of a parcel is what the contract says, with the times of its estimate", async () => {
  const { at } = await core.shop();
  await ask("PUT", `${at}/orders`, 200, anUpsert({}, [{ tracking_number: "G1", carrier_reference: "gls" }]));
  expect(await core.core().askDue()).toBe(1);
  const [order] = await ask("GET", `${at}/orders`, 200);
  expect(order.trackings).toMatchObject([
    {
      phase: "collect",
      pickup: { type: "shop", name: "Kiosk", opening_hours: "monday: 08:00–18:00" },
      events: [{}, { location: place, additional_info: { pickup_point: "Kiosk" } }],
    },
  ]);
  const event = { event_name: "OUT_FOR_DELIVERY", event_time: "2026-03-02T12:00:00Z", external_id: "e1" };
  await ask("POST", `${at}/shipments/${order.trackings[0].id}/events`, 200, event);
  const [changed] = await ask("GET", `${at}/orders`, 200);
  expect(changed.trackings[0]).toMatchObject({
    pickup: null,
    estimated_arrival: { time_prediction: "2026-03-03, 10:00–14:00", from: "2026-03-03T09:00:00.000Z" },
  });
});

test("refusals for want of the right key are what the contract says", async () => {
  const { at, slug } = await core.shop();
  const cases = [
    [400, null],
    [401, "Basic bm9ib2R5Ong="],
    [403, await core.key(slug, "viewer")],
  ] as const;
  for (const [status, as] of cases) {
    const answer = await core.call("PUT", `${at}/orders`, anUpsert(), as);
    expect(answer.status).toBe(status);
    expect(validateAnswer("PUT", `${at}/orders`, status, answer.body)).toEqual({ outcome: "valid" });
  }
});
