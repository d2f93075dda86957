import { objectOf } from "@karla/sync/json-fields";
import { type JsonObject, readJson } from "@karla/sync/read-json";
import { normaliseOrder } from "./normalise-order.ts";
import type { OrderReading } from "./order-reading.ts";

/** For tests: an ordinary order as a Shopware shop answers it, to change in the one thing a test is about. */

export type Json = Record<string, unknown>;

export const ORDER_ID = "0190a1b2c3d47000800000000000000a";
export const READ_AT = "2026-11-24T10:00:00.000Z";

export function calculated(totalPrice: number, taxes: { tax: number; taxRate: number }[] = []): Json {
  return { unitPrice: totalPrice, quantity: 1, totalPrice, calculatedTaxes: taxes, apiAlias: "calculated_price" };
}

export function anAddress(changes: Json = {}): Json {
  return {
    id: "a1",
    createdAt: "2026-11-23T08:00:00.004+00:00",
    updatedAt: null,
    firstName: "Ada",
    lastName: "Beispiel",
    company: null,
    street: "Musterweg 1",
    additionalAddressLine1: null,
    zipcode: "10115",
    city: "Berlin",
    phoneNumber: null,
    country: { name: "Germany", iso: "DE", translated: { name: "Germany" } },
    countryState: null,
    ...changes,
  };
}

export function aLine(changes: Json = {}): Json {
  return {
    id: "l1",
    createdAt: "2026-11-23T08:00:00.002+00:00",
    updatedAt: null,
    type: "product",
    label: "Teapot",
    quantity: 2,
    unitPrice: 19.9,
    totalPrice: 39.8,
    price: { ...calculated(39.8, [{ tax: 6.35, taxRate: 19 }]), unitPrice: 19.9, quantity: 2 },
    payload: { productNumber: "TEA-1", options: [], customFields: [] },
    states: ["is-physical"],
    position: 1,
    parentId: null,
    productId: "p1",
    referencedId: "p1",
    cover: null,
    product: { id: "p1", parentId: null, weight: 0.42, cover: null, customFields: null, translated: [] },
    customFields: null,
    ...changes,
  };
}

export function aPromotion(changes: Json = {}): Json {
  return aLine({
    id: "l9",
    type: "promotion",
    label: "Ten off",
    quantity: 1,
    unitPrice: -10,
    totalPrice: -10,
    payload: { code: "TEN", discountType: "absolute" },
    states: [],
    productId: null,
    referencedId: "TEN",
    product: null,
    ...changes,
  });
}

export function aDelivery(changes: Json = {}): Json {
  return {
    id: "d1",
    createdAt: "2026-11-23T08:00:00.003+00:00",
    updatedAt: null,
    trackingCodes: [],
    shippingCosts: calculated(4.9),
    shippingOrderAddressId: "a1",
    shippingOrderAddress: anAddress(),
    shippingMethod: { name: "DHL Paket", technicalName: "dhl", trackingUrl: null, translated: { name: "DHL Paket" } },
    stateMachineState: { technicalName: "open" },
    positions: [{ id: "dp1", orderLineItemId: "l1", quantity: 2 }],
    ...changes,
  };
}

export function anOrder(changes: Json = {}): Json {
  return {
    id: ORDER_ID,
    versionId: "0fa91ce3e96a4bc2be4bd9ce752c3425",
    createdAt: "2026-11-23T08:00:00.001+00:00",
    updatedAt: null,
    orderNumber: "10001",
    orderDateTime: "2026-11-23T08:00:00.000+00:00",
    amountTotal: 44.7,
    price: { totalPrice: 44.7, taxStatus: "gross", calculatedTaxes: [{ tax: 7.14, taxRate: 19, price: 44.7 }] },
    taxStatus: "gross",
    shippingTotal: 4.9,
    itemRounding: { decimals: 2, interval: 0.01, roundForNet: true },
    totalRounding: { decimals: 2, interval: 0.01, roundForNet: true },
    affiliateCode: null,
    campaignCode: null,
    customerComment: null,
    customFields: null,
    salesChannelId: "s1",
    billingAddressId: "a1",
    stateMachineState: { technicalName: "in_progress" },
    currency: { isoCode: "EUR" },
    language: { locale: { code: "de-DE" } },
    salesChannel: { name: "Storefront", translated: { name: "Storefront" } },
    tags: [],
    billingAddress: anAddress(),
    addresses: [anAddress()],
    orderCustomer: {
      createdAt: "2026-11-23T08:00:00.004+00:00",
      email: "ada@example.com",
      firstName: "Ada",
      lastName: "Beispiel",
      customerId: "c1",
      customFields: null,
      customer: { id: "c1", guest: false, tags: [], customFields: null, group: { name: "Standard" } },
    },
    transactions: [
      {
        id: "t1",
        createdAt: "2026-11-23T08:00:00.005+00:00",
        amount: calculated(44.7),
        stateMachineState: { technicalName: "open" },
      },
    ],
    lineItems: [aLine()],
    deliveries: [aDelivery()],
    ...changes,
  };
}

/** As it is read from the bytes of an answer. */
export function asRead(order: unknown): JsonObject {
  const read = readJson(Buffer.from(JSON.stringify(order)));
  const object = read.outcome === "value" ? objectOf(read.value) : null;
  if (object === null) throw new Error("an order is a JSON object");
  return object;
}

export function factsOf(
  changes: Json = {},
  { readAt = READ_AT, ...settings }: Partial<OrderReading & { readAt: string }> = {},
) {
  return normaliseOrder(asRead(anOrder(changes)), { readAt, settings: { depositLineType: null, ...settings } });
}

export function snapshotOf(changes: Json = {}, settings: Partial<OrderReading> = {}) {
  const { snapshot } = factsOf(changes, settings);
  if (snapshot === null) throw new Error("an order that was read has a snapshot");
  return snapshot;
}
