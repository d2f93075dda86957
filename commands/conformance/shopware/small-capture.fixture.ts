import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** An order of our own making in the shapes that a Shopware shop and Karla's plugin have: invented, and as small as it can be. */
export const ORDER_ID = "5a3c1d2e4b6f47a89c0d1e2f3a4b5c6d";
const LIVE_VERSION = "0fa91ce3e96a4bc2be4bd9ce752c3425";
const AT = (second: number) => `2026-03-01T10:00:${String(second).padStart(2, "0")}.250+00:00`;

const ADDRESS = {
  id: "5a3c1d2e4b6f47a89c0d1e2f3a4b5c01",
  createdAt: AT(0),
  updatedAt: null,
  firstName: "Erika",
  lastName: "Ausgedacht",
  street: "Erfundene Gasse 7",
  zipcode: "10115",
  city: "Berlin",
  phoneNumber: null,
  additionalAddressLine1: null,
  country: { id: "5a3c1d2e4b6f47a89c0d1e2f3a4b5c02", name: "Deutschland", iso: "DE", translated: [] },
};
const LINE = {
  id: "5a3c1d2e4b6f47a89c0d1e2f3a4b5c03",
  createdAt: AT(0),
  updatedAt: null,
  type: "product",
  label: "Ein Becher",
  position: 1,
  quantity: 3,
  unitPrice: 29.9,
  totalPrice: 89.7,
  referencedId: "5a3c1d2e4b6f47a89c0d1e2f3a4b5c04",
  productId: "5a3c1d2e4b6f47a89c0d1e2f3a4b5c04",
  payload: { productNumber: "CUP-1", parentId: null },
  states: ["is-physical"],
};
const PROMOTION = {
  id: "5a3c1d2e4b6f47a89c0d1e2f3a4b5c05",
  createdAt: AT(0),
  updatedAt: null,
  type: "promotion",
  label: "Fünf weniger",
  position: 2,
  quantity: 1,
  unitPrice: -5,
  totalPrice: -5,
  payload: { code: "FIVE", discountType: "absolute" },
  states: [],
};

/** The order as the Admin API answers it. `codes`: of its one delivery, which was changed at this second. */
export function orderAnswer(codes: readonly string[] = [], changedAt: number | null = null, id = ORDER_ID) {
  const updatedAt = changedAt === null ? null : AT(changedAt);
  return {
    id,
    apiAlias: "order",
    versionId: LIVE_VERSION,
    createdAt: AT(0),
    updatedAt: null,
    orderNumber: id.slice(-5),
    autoIncrement: 7,
    orderDateTime: AT(0),
    amountTotal: 89.69,
    price: { totalPrice: 89.69, taxStatus: "gross", calculatedTaxes: [] },
    taxStatus: "gross",
    shippingTotal: 4.99,
    itemRounding: { decimals: 2 },
    totalRounding: { decimals: 2 },
    affiliateCode: null,
    campaignCode: "spring",
    customFields: null,
    currency: { id: "5a3c1d2e4b6f47a89c0d1e2f3a4b5c06", isoCode: "EUR" },
    salesChannel: { id: "5a3c1d2e4b6f47a89c0d1e2f3a4b5c07", name: "Laden", translated: { name: "Laden" } },
    tags: [],
    orderCustomer: {
      id: "5a3c1d2e4b6f47a89c0d1e2f3a4b5c08",
      createdAt: AT(0),
      updatedAt: null,
      email: "erika@example.com",
      firstName: "Erika",
      lastName: "Ausgedacht",
      customer: { id: "5a3c1d2e4b6f47a89c0d1e2f3a4b5c09", guest: true, group: null, tags: [] },
    },
    billingAddressId: ADDRESS.id,
    billingAddress: ADDRESS,
    addresses: [ADDRESS],
    lineItems: [LINE, PROMOTION],
    transactions: [],
    deliveries: [
      {
        id: `${id.slice(0, 30)}d1`,
        createdAt: AT(0),
        updatedAt,
        trackingCodes: codes,
        shippingCosts: { totalPrice: 4.99 },
        shippingOrderAddressId: ADDRESS.id,
        shippingOrderAddress: ADDRESS,
        stateMachineState: { id: "5a3c1d2e4b6f47a89c0d1e2f3a4b5c0a", technicalName: "open" },
        positions: [
          { id: `${id.slice(0, 30)}e1`, orderLineItemId: LINE.id, quantity: 3, createdAt: AT(0), updatedAt: null },
        ],
      },
    ],
  };
}

const PRODUCT = {
  product_id: LINE.referencedId,
  variant_id: LINE.referencedId,
  sku: "CUP-1",
  title: "Ein Becher",
  quantity: 3,
  price: 29.9,
  images: [],
};

/** What the plugin PUTs of it, its defects included. */
export function pluginBody(codes: readonly string[] = [], changedAt = 0, { id = ORDER_ID, quantity = 3 } = {}) {
  const product = { ...PRODUCT, quantity };
  return {
    id: id.slice(-5),
    id_type: "order_number",
    order: {
      order_number: id.slice(-5),
      order_placed_at: "2026-03-01T10:00:00+00:00",
      products: [product],
      total_order_price: 89.69,
      shipping_price: 4.99,
      sub_total_price: 89.69999999999999,
      discount_price: 5,
      discounts: [{ code: "FIVE", amount: -5, type: "absolute" }],
      email_id: "erika@example.com",
      address: {
        address_line_1: "Erfundene Gasse 7",
        address_line_2: null,
        city: "Berlin",
        country: "Deutschland",
        country_code: "DE",
        name: "Erika Ausgedacht",
        phone: null,
        province: null,
        province_code: null,
        street: "Erfundene Gasse 7",
        zip_code: "10115",
      },
      currency: "EUR",
      external_id: id,
      external_customer_id: null,
      segments: ["Shopware.sales_channel.Laden"],
    },
    trackings: codes.map((tracking_number) => ({
      tracking_number,
      tracking_placed_at: `2026-03-01T10:00:${String(changedAt).padStart(2, "0")}+00:00`,
      products: [product],
    })),
    order_analytics: { affiliate_code: null, campaign_code: "spring" },
  };
}

function webhook(event: string, payload: unknown) {
  const source = { url: "http://localhost:8000", eventId: "1".repeat(32), shopId: "theirs", appVersion: "1.0.0" };
  return {
    headers: { "content-type": "application/json", "sw-version": "6.6.7.1", "shopware-shop-signature": "0" },
    body: JSON.stringify({ data: { payload, event }, source, timestamp: 1_772_359_200 }),
    received_at: "2026-03-01T10:00:01.000Z",
  };
}

const written = (id: string, operation: string) =>
  webhook("order.written", [{ entity: "order", operation, primaryKey: id, versionId: LIVE_VERSION }]);
const shipped = (id: string, codes: readonly string[]) =>
  webhook("state_enter.order_delivery.state.shipped", { order: orderAnswer(codes, 30, id) });

/** A case of three steps: placed, a number that no message tells of, and shipped. `wrong`: told of by the plugin. */
export function caseFiles(name: string, id = ORDER_ID, { wrong = 3 } = {}) {
  const step = (place: string, requests: Record<string, object>, codes: readonly string[], at: number) => ({
    place,
    requests: Object.entries(requests),
    readback: { total: 1, data: [orderAnswer(codes, at === 0 ? null : at, id)] },
    plugin: [pluginBody(codes, at, { id, quantity: wrong })],
  });
  const steps = [
    step("1-placed", { "order.written": written(id, "insert") }, [], 0),
    step("2-track", {}, ["A 1"], 20),
    step("3-ship", { "state_enter.order_delivery.state.shipped": shipped(id, ["A 1"]) }, ["A 1"], 30),
  ];
  const files: Record<string, object> = {};
  const keep = (file: string, content: object) => {
    files[file] = content;
    return file;
  };
  const entry = {
    case: name,
    order_id: id,
    order_number: id.slice(-5),
    steps: steps.map(({ place, requests, readback, plugin }) => ({
      step: place,
      requests: requests.map(([event, file], n) => ({
        event,
        file: keep(`webhooks/${name}/${place}.${n}.json`, file),
      })),
      readback: keep(`readback/${name}.${place}.json`, readback),
      plugin: plugin.map((body, n) => keep(`plugin/${name}.${place}.${n}.json`, body)),
    })),
  };
  return { entry, files };
}

export function writeCapture(dir: string, cases: readonly ReturnType<typeof caseFiles>[]): void {
  const files = cases.flatMap((each) => Object.entries(each.files));
  for (const [file, content] of [...files, ["index.json", cases.map(({ entry }) => entry)] as const]) {
    mkdirSync(dirname(join(dir, file)), { recursive: true });
    writeFileSync(join(dir, file), JSON.stringify(content));
  }
}
