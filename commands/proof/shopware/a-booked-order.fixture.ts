import type { BookedFulfillment, BookedLine, BookedOrder } from "@karla/sandbox/booked-order";
import { type ShopwareEntry, shopwareEntry } from "./shopware-books.ts";

/** A small book of one order: two cups and a bag of tea for a customer in Graz, in euros with tax in them. */
export const AT = Date.UTC(2026, 10, 2, 7);

export function aLine(changes: Partial<BookedLine> = {}): BookedLine {
  return {
    id: "11",
    productId: "21",
    variantId: "31",
    title: "Cup",
    variantTitle: "Blue",
    sku: "CUP-B",
    vendor: null,
    price: 1190,
    ordered: 2,
    removed: 0,
    refunded: 0,
    discount: 0,
    tax: { title: "MwSt.", rate: "0.19", amount: 380 },
    duties: 0,
    requiresShipping: true,
    giftCard: false,
    grams: 300,
    properties: [],
    picture: { src: "https://cdn.example.com/cup.jpg", alt: "A blue cup" },
    productMetafields: [],
    variantMetafields: [],
    ...changes,
  };
}

const TEA = aLine({
  id: "12",
  productId: "22",
  variantId: "32",
  title: "Tea",
  variantTitle: null,
  sku: null,
  price: 590,
  ordered: 1,
  tax: { title: "MwSt.", rate: "0.07", amount: 39 },
  picture: null,
});

export function aFulfillment(changes: Partial<BookedFulfillment> = {}): BookedFulfillment {
  return {
    id: "41",
    name: "#1001.1",
    createdAt: AT + 3_600_000,
    updatedAt: AT + 3_600_000,
    status: "success",
    carrier: "DHL",
    trackingNumbers: ["00 1"],
    trackingUrls: [],
    withdrawnNumbers: [],
    events: [],
    lines: [
      { lineId: "11", quantity: 2 },
      { lineId: "12", quantity: 1 },
    ],
    ...changes,
  };
}

export function anOrder(changes: Partial<BookedOrder> = {}): BookedOrder {
  const address = {
    firstName: "Mia",
    lastName: "Berg",
    company: null,
    line1: "Am Ring 1",
    line2: "Top 3",
    zip: "8010",
    city: "Graz",
    province: "Styria",
    provinceCode: "6",
    country: "Austria",
    countryCode: "AT",
    phone: null,
  };
  return {
    id: "9001",
    number: 1001,
    name: "#1001",
    kinds: ["plain"],
    version: 1,
    createdAt: AT,
    processedAt: AT - 60_000,
    updatedAt: AT,
    utcOffsetMinutes: 60,
    test: false,
    channel: "web",
    currency: { code: "EUR", digits: 2 },
    presentment: null,
    taxesIncluded: true,
    lines: [aLine(), TEA],
    shipping: { id: "51", title: "Versand", code: "standard", price: 490 },
    discountCodes: [],
    email: "mia@example.com",
    phone: null,
    customer: { id: "62", email: null, firstName: "Mia", lastName: "Berg", phone: null, metafields: [] },
    company: null,
    shippingAddress: address,
    billingAddress: { ...address, line1: "Am Kai 2", line2: null },
    attributes: [],
    tags: ["VIP"],
    formerTags: [],
    note: null,
    metafields: [],
    landingSite: "/?ref=top&utm_campaign=autumn",
    landingSiteRef: null,
    referringSite: null,
    locationId: null,
    token: "t",
    paid: true,
    cancelledAt: null,
    deletedAt: null,
    fulfillments: [],
    refunds: [],
    totals: {
      lines: 2970,
      subtotal: 2970,
      shipping: 490,
      discount: 0,
      tax: 419,
      duties: 0,
      total: 3460,
      refunded: 0,
      weight: 900,
    },
    ...changes,
  };
}

/** The order's life in a Shopware shop: each change is a version, an hour after the one before. */
export function lived(...changes: Partial<BookedOrder>[]): ShopwareEntry {
  const versions: BookedOrder[] = [];
  for (const change of changes) {
    const version = versions.length + 1;
    const updatedAt = AT + versions.length * 3_600_000;
    versions.push({ ...(versions.at(-1) ?? anOrder()), version, updatedAt, ...change });
  }
  const entry = shopwareEntry(versions);
  if (entry === null) throw new Error("no Shopware shop sells this");
  return entry;
}
