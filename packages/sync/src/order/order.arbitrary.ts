import fc from "fast-check";
import type { Address, Fulfillment, FulfillmentLine, Money, Order, OrderLine, OrderSnapshot, Refund } from "./order.ts";
import { DELIVERY_METHODS, FULFILLMENT_STATUSES } from "./order.ts";
import { orderExtras } from "./order-extras.arbitrary.ts";
import { pictures } from "./pictures.arbitrary.ts";

/** For tests: any canonical order. Small pools of ids and instants, so that versions of one thing meet and tie often. */

const text = fc.string({ unit: "grapheme", maxLength: 12 });
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });

/** Up to 30 digits on either side: more than a float could hold. */
export const decimal = fc
  .tuple(fc.constantFrom("", "-"), fc.stringMatching(/^(0|[1-9]\d{0,29})$/), maybe(fc.stringMatching(/^\d{1,30}$/)))
  .map(([sign, whole, cents]) => `${sign}${whole}${cents === null ? "" : `.${cents}`}`);

/** The same few moments in different notations, to the nanosecond, and things that are no instant. */
const instant = fc.constantFrom(
  "2026-03-01T10:00:00+01:00",
  "2026-03-01T09:00:00Z",
  "2026-03-01T09:00:00.000Z",
  "2026-03-01T04:00:00-05:00",
  "2026-03-01T09:00:01-00:00",
  "2026-03-01T14:30:01+05:30",
  "2026-03-02T00:00:00Z",
  "2026-03-02 00:00:00",
  "2026-03-02",
  "not an instant",
);
const triggeredAt = fc.constantFrom(
  "",
  "2026-03-01T09:00:00.000000001Z",
  "2026-03-01T09:00:00.000000002Z",
  "2026-03-01T10:00:00.000000002+01:00",
  "0001-01-01T00:00:00Z",
  "2999-01-01T00:00:00Z",
);
const id = fc.constantFrom("1", "2", "3", "10", "820982911946154508");

const money: fc.Arbitrary<Money> = fc.record({ shop: decimal, presentment: maybe(decimal) });
const attribute = fc.record({ name: text, value: text });
const taxLine = fc.record({ title: maybe(text), price: decimal, rate: maybe(decimal) });

const address: fc.Arbitrary<Address> = fc.record({
  name: maybe(text),
  company: maybe(text),
  line1: maybe(text),
  line2: maybe(text),
  zip: maybe(text),
  city: maybe(text),
  province: maybe(text),
  provinceCode: maybe(text),
  country: maybe(text),
  countryCode: maybe(fc.constantFrom("DE", "AT")),
  phone: maybe(text),
});

const line: fc.Arbitrary<OrderLine> = fc.record({
  id,
  title: text,
  variantTitle: maybe(text),
  sku: maybe(text),
  productId: maybe(id),
  variantId: maybe(id),
  quantity: fc.nat(5),
  currentQuantity: maybe(fc.nat(5)),
  price: money,
  totalDiscount: money,
  requiresShipping: fc.boolean(),
  giftCard: fc.boolean(),
  grams: maybe(fc.nat(10_000)),
  vendor: maybe(text),
  taxLines: fc.array(taxLine, { maxLength: 2 }),
  duties: maybe(money),
  properties: fc.array(attribute, { maxLength: 2 }),
});

export const snapshot: fc.Arbitrary<OrderSnapshot> = fc.record({
  observedAt: instant,
  triggeredAt,
  number: text,
  name: maybe(text),
  placedAt: instant,
  currency: fc.constantFrom("EUR", "USD", "JPY"),
  presentmentCurrency: maybe(fc.constantFrom("EUR", "CHF")),
  total: money,
  subtotal: money,
  shipping: money,
  discount: money,
  tax: money,
  duties: maybe(money),
  currentTotal: maybe(money),
  taxesIncluded: fc.boolean(),
  lines: fc.uniqueArray(line, { selector: (each) => each.id, maxLength: 3 }),
  discounts: fc.array(fc.record({ code: maybe(text), title: maybe(text), amount: maybe(decimal), type: maybe(text) }), {
    maxLength: 2,
  }),
  shippingLines: fc.array(fc.record({ title: maybe(text), code: maybe(text), price: money }), { maxLength: 1 }),
  taxLines: fc.array(taxLine, { maxLength: 1 }),
  email: maybe(text),
  phone: maybe(text),
  customer: maybe(
    fc.record({
      id: maybe(id),
      email: maybe(text),
      firstName: maybe(text),
      lastName: maybe(text),
      phone: maybe(text),
      tags: fc.array(text, { maxLength: 3 }),
    }),
  ),
  shippingAddress: maybe(address),
  billingAddress: maybe(address),
  deliveryMethod: fc.constantFrom(...DELIVERY_METHODS),
  test: fc.boolean(),
  channel: maybe(text),
  salesChannelId: maybe(id),
  company: maybe(fc.record({ id: maybe(id), locationId: maybe(id) })),
  locale: maybe(text),
  note: maybe(text),
  noteAttributes: fc.array(attribute, { maxLength: 2 }),
  tags: fc.array(text, { maxLength: 3 }),
  segments: fc.array(fc.record({ kind: fc.constantFrom("customer_group", "sales_channel"), value: text }), {
    maxLength: 2,
  }),
  attribution: fc.record({
    landingSite: maybe(text),
    landingSiteRef: maybe(text),
    referringSite: maybe(text),
    utm: fc.dictionary(text, text, { maxKeys: 2, noNullPrototype: true }),
    affiliateCode: maybe(text),
    campaignCode: maybe(text),
  }),
  financialStatus: maybe(text),
  fulfillmentStatus: maybe(text),
  state: maybe(fc.constantFrom("open", "cancelled")),
  cancelledAt: maybe(instant),
});

const fulfillmentLine: fc.Arbitrary<FulfillmentLine> = fc.record({
  lineId: id,
  title: text,
  sku: maybe(text),
  productId: maybe(id),
  variantId: maybe(id),
  quantity: fc.nat(5),
  price: maybe(decimal),
});
const trackingNumber = fc.constantFrom("A1", "A2", " A1", "#1\n---\n4321", "00340434161094042557", "1z827wk74630");

const fulfillment: fc.Arbitrary<Fulfillment> = fc.record({
  id,
  observedAt: instant,
  triggeredAt,
  createdAt: instant,
  status: fc.constantFrom(...FULFILLMENT_STATUSES),
  state: maybe(fc.constantFrom("shipped", "returned")),
  carrier: fc.constantFrom("DHL Paket", "fed ex", "my-company", null),
  parcels: fc.uniqueArray(
    fc.record({ trackingNumber, trackingUrl: maybe(fc.constantFrom("https://example.com/a", "http://example.com/b")) }),
    { selector: (parcel) => parcel.trackingNumber, maxLength: 3 },
  ),
  lines: fc.array(fulfillmentLine, { maxLength: 2 }),
});

const refund: fc.Arbitrary<Refund> = fc.record({
  id,
  observedAt: instant,
  lines: fc.array(fc.record({ lineId: id, quantity: fc.nat(5) }), { maxLength: 2 }),
  amount: maybe(decimal),
});

/** What an event could say of the order "1", or what is known of it: neither sorted nor without repetitions. */
export const facts: fc.Arbitrary<Order> = fc.record({
  id: fc.constant("1"),
  snapshot: maybe(snapshot),
  fulfillments: fc.array(fulfillment, { maxLength: 3 }),
  refunds: fc.array(refund, { maxLength: 2 }),
  cancelledAt: maybe(instant),
  deletedAt: maybe(instant),
  editedAt: maybe(instant),
  extras: maybe(orderExtras({ observedAt: instant, triggeredAt })),
  pictures: pictures(instant),
});
