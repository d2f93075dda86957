import {
  type Address,
  type Fulfillment,
  type Money,
  type Order,
  type OrderFacts,
  type OrderLine,
  type OrderSnapshot,
  unknownOrder,
} from "./order.ts";
import { OrderSettings } from "./settings.ts";

/** For tests: an ordinary order of a German shop, to change in the one thing a test is about. */

export const defaultSettings: OrderSettings = OrderSettings.parse({});

export function euro(shop: string): Money {
  return { shop, presentment: null };
}

export function sampleAddress(changes: Partial<Address> = {}): Address {
  return {
    name: "Ada Beispiel",
    company: null,
    line1: "Musterweg 1",
    line2: null,
    zip: "10115",
    city: "Berlin",
    province: null,
    provinceCode: null,
    country: "Germany",
    countryCode: "DE",
    phone: null,
    ...changes,
  };
}

export function sampleLine(changes: Partial<OrderLine> = {}): OrderLine {
  return {
    id: "11",
    title: "Teapot",
    variantTitle: null,
    sku: "TEA-1",
    productId: "501",
    variantId: "601",
    quantity: 2,
    currentQuantity: 2,
    price: euro("19.90"),
    totalDiscount: euro("0.00"),
    requiresShipping: true,
    giftCard: false,
    grams: 500,
    vendor: null,
    taxLines: [],
    duties: null,
    properties: [],
    ...changes,
  };
}

export function sampleSnapshot(changes: Partial<OrderSnapshot> = {}): OrderSnapshot {
  return {
    observedAt: "2026-03-01T10:00:00+01:00",
    triggeredAt: "2026-03-01T09:00:00.123456789Z",
    number: "1001",
    name: "#1001",
    placedAt: "2026-03-01T10:00:00+01:00",
    currency: "EUR",
    presentmentCurrency: null,
    total: euro("44.70"),
    subtotal: euro("39.80"),
    shipping: euro("4.90"),
    discount: euro("0.00"),
    tax: euro("7.14"),
    duties: null,
    currentTotal: null,
    taxesIncluded: true,
    lines: [sampleLine()],
    discounts: [],
    shippingLines: [],
    taxLines: [],
    email: "ada@example.com",
    phone: null,
    customer: null,
    shippingAddress: sampleAddress(),
    billingAddress: sampleAddress({ line1: "Rechnungsweg 9", zip: "20095", city: "Hamburg" }),
    deliveryMethod: "shipping",
    test: false,
    channel: "web",
    salesChannelId: null,
    company: null,
    locale: "de",
    note: null,
    noteAttributes: [],
    tags: [],
    segments: [],
    attribution: {
      landingSite: null,
      landingSiteRef: null,
      referringSite: null,
      utm: {},
      affiliateCode: null,
      campaignCode: null,
    },
    financialStatus: "paid",
    fulfillmentStatus: null,
    state: null,
    cancelledAt: null,
    ...changes,
  };
}

export function sampleFulfillment(changes: Partial<Fulfillment> = {}): Fulfillment {
  return {
    id: "701",
    observedAt: "2026-03-02T10:00:00+01:00",
    triggeredAt: "2026-03-02T09:00:01Z",
    createdAt: "2026-03-02T10:00:00+01:00",
    status: "success",
    state: null,
    carrier: "DHL",
    parcels: [
      { trackingNumber: "00340434161094042557", trackingUrl: "https://example.com/track/00340434161094042557" },
    ],
    lines: [
      { lineId: "11", title: "Teapot", sku: "TEA-1", productId: "501", variantId: "601", quantity: 2, price: "19.90" },
    ],
    ...changes,
  };
}

export function sampleOrder(snapshot: Partial<OrderSnapshot> = {}, changes: Partial<Order> = {}): Order {
  return {
    id: "9007199254740993",
    snapshot: sampleSnapshot(snapshot),
    fulfillments: [],
    refunds: [],
    cancelledAt: null,
    deletedAt: null,
    editedAt: null,
    extras: null,
    pictures: {},
    ...changes,
  };
}

/** What one event says of an order: by default a snapshot and nothing else. */
export function sampleFacts(id: string, facts: Partial<OrderFacts> = { snapshot: sampleSnapshot() }): OrderFacts {
  return { ...unknownOrder(id), ...facts };
}
