import { type Fulfillment, type OrderFacts, type OrderSnapshot, unknownOrder } from "@karla/sync/order";

/** A plain order as an adapter would give it: one line, a German address. Invented data. */
export function snapshotOf(overrides: Partial<OrderSnapshot> = {}): OrderSnapshot {
  const amount = (shop: string) => ({ shop, presentment: null });
  return {
    observedAt: "2026-03-01T10:00:00+01:00",
    triggeredAt: "",
    number: "1001",
    name: "#1001",
    placedAt: "2026-03-01T10:00:00+01:00",
    currency: "EUR",
    presentmentCurrency: null,
    total: amount("29.90"),
    subtotal: amount("24.90"),
    shipping: amount("5.00"),
    discount: amount("0.00"),
    tax: amount("4.77"),
    duties: null,
    currentTotal: null,
    taxesIncluded: true,
    lines: [
      {
        id: "11",
        title: "Tea",
        variantTitle: null,
        sku: "TEA-1",
        productId: "21",
        variantId: "31",
        quantity: 1,
        currentQuantity: 1,
        price: amount("24.90"),
        totalDiscount: amount("0.00"),
        requiresShipping: true,
        giftCard: false,
        grams: 250,
        vendor: null,
        taxLines: [],
        duties: null,
        properties: [],
      },
    ],
    discounts: [],
    shippingLines: [],
    taxLines: [],
    email: "mia@example.com",
    phone: null,
    customer: null,
    shippingAddress: {
      name: "Mia Muster",
      company: null,
      line1: "Beispielweg 1",
      line2: null,
      zip: "10115",
      city: "Berlin",
      province: null,
      provinceCode: null,
      country: "Germany",
      countryCode: "DE",
      phone: null,
    },
    billingAddress: null,
    deliveryMethod: "shipping",
    test: false,
    channel: "web",
    company: null,
    locale: "de",
    note: null,
    noteAttributes: [],
    tags: [],
    attribution: { landingSite: null, landingSiteRef: null, referringSite: null, utm: {} },
    financialStatus: "paid",
    fulfillmentStatus: null,
    ...overrides,
  };
}

export function fulfillmentOf(overrides: Partial<Fulfillment> = {}): Fulfillment {
  return {
    id: "91",
    observedAt: "2026-03-02T10:00:00+01:00",
    triggeredAt: "",
    createdAt: "2026-03-02T10:00:00+01:00",
    status: "success",
    carrier: "DHL",
    parcels: [{ trackingNumber: "00340434161094042557", trackingUrl: null }],
    lines: [
      { lineId: "11", title: "Tea", sku: "TEA-1", productId: "21", variantId: "31", quantity: 1, price: "24.90" },
    ],
    ...overrides,
  };
}

export function factsOf(id: string, facts: Partial<OrderFacts> = { snapshot: snapshotOf() }): OrderFacts {
  return { ...unknownOrder(id), ...facts };
}
