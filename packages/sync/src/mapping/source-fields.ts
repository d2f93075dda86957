import type { Address, Fulfillment, Money, OrderLine, OrderSnapshot, Parcel } from "../order/order.ts";
import { type Maybe, type Scalar, text, type Value, type ValueType } from "./value.ts";

/**
 * What a field belongs to. In a rule for products a line's field is the value of that line, in a rule for parcels a
 * parcel's field is that parcel's; in a rule for the order both are lists, in the order's own sequence.
 */
export type Scope = "order" | "line" | "parcel";

interface Field<Item> {
  type: ValueType;
  read: (item: Item) => Maybe<Value>;
}

export interface ParcelInOrder {
  parcel: Parcel;
  fulfillment: Fulfillment;
}

const asText = (value: string | null): Maybe<Scalar> => (value === null ? null : text(value));
const asNumber = (value: number | null): Maybe<Scalar> =>
  value === null ? null : { type: "number", number: String(value) };
const asInstant = (at: string | null): Maybe<Scalar> => (at === null ? null : { type: "instant", at });
const asTexts = (items: readonly string[]): Value => ({ type: "list", items: items.map(text) });

function textField<Item>(read: (item: Item) => string | null): Field<Item> {
  return { type: "text", read: (item) => asText(read(item)) };
}
function numberField<Item>(read: (item: Item) => number | null): Field<Item> {
  return { type: "number", read: (item) => asNumber(read(item)) };
}
function yesNoField<Item>(read: (item: Item) => boolean): Field<Item> {
  return { type: "boolean", read: (item) => ({ type: "boolean", is: read(item) }) };
}
function instantField<Item>(read: (item: Item) => string | null): Field<Item> {
  return { type: "instant", read: (item) => asInstant(read(item)) };
}
function textsField<Item>(read: (item: Item) => readonly string[]): Field<Item> {
  return { type: { list: "text" }, read: (item) => asTexts(read(item)) };
}

type InOrder = { snapshot: OrderSnapshot };
type LineInOrder = { line: OrderLine; snapshot: OrderSnapshot };

/** In the shop's currency. */
function moneyField<Item extends InOrder>(read: (item: Item) => Money | null): Field<Item> {
  return {
    type: "money",
    read(item) {
      const money = read(item);
      return money === null ? null : { type: "money", amount: money.shop, currency: item.snapshot.currency };
    },
  };
}

function addressFields(of: (snapshot: OrderSnapshot) => Address | null) {
  const part = (read: (address: Address) => string | null) =>
    textField<InOrder>(({ snapshot }) => {
      const address = of(snapshot);
      return address === null ? null : read(address);
    });
  return {
    name: part((address) => address.name),
    company: part((address) => address.company),
    line1: part((address) => address.line1),
    line2: part((address) => address.line2),
    zip: part((address) => address.zip),
    city: part((address) => address.city),
    province: part((address) => address.province),
    country: part((address) => address.country),
    countryCode: part((address) => address.countryCode),
    phone: part((address) => address.phone),
  };
}

const shipping = addressFields((snapshot) => snapshot.shippingAddress);
const billing = addressFields((snapshot) => snapshot.billingAddress);

/** Fields that an order has once. */
export const ORDER_FIELDS = {
  "order.number": textField<InOrder>(({ snapshot }) => snapshot.number),
  "order.name": textField<InOrder>(({ snapshot }) => snapshot.name),
  "order.placedAt": instantField<InOrder>(({ snapshot }) => snapshot.placedAt),
  "order.currency": textField<InOrder>(({ snapshot }) => snapshot.currency),
  "order.total": moneyField<InOrder>(({ snapshot }) => snapshot.total),
  "order.subtotal": moneyField<InOrder>(({ snapshot }) => snapshot.subtotal),
  "order.shipping": moneyField<InOrder>(({ snapshot }) => snapshot.shipping),
  "order.discount": moneyField<InOrder>(({ snapshot }) => snapshot.discount),
  "order.tax": moneyField<InOrder>(({ snapshot }) => snapshot.tax),
  "order.note": textField<InOrder>(({ snapshot }) => snapshot.note),
  "order.channel": textField<InOrder>(({ snapshot }) => snapshot.channel),
  "order.locale": textField<InOrder>(({ snapshot }) => snapshot.locale),
  "order.test": yesNoField<InOrder>(({ snapshot }) => snapshot.test),
  "order.financialStatus": textField<InOrder>(({ snapshot }) => snapshot.financialStatus),
  "order.fulfillmentStatus": textField<InOrder>(({ snapshot }) => snapshot.fulfillmentStatus),
  "order.deliveryMethod": textField<InOrder>(({ snapshot }) => snapshot.deliveryMethod),
  "order.discountCodes": textsField<InOrder>(({ snapshot }) =>
    snapshot.discounts.flatMap(({ code }) => (code === null ? [] : [code])),
  ),
  // Each once: Shopware has a shipping line for each delivery of an order.
  "order.shippingMethods": textsField<InOrder>(({ snapshot }) => [
    ...new Set(snapshot.shippingLines.flatMap(({ title }) => title ?? [])),
  ]),
  "order.landingSite": textField<InOrder>(({ snapshot }) => snapshot.attribution.landingSite),
  "order.referringSite": textField<InOrder>(({ snapshot }) => snapshot.attribution.referringSite),
  "order.ref": textField<InOrder>(({ snapshot }) => snapshot.attribution.landingSiteRef),
  "order.utmSource": textField<InOrder>(({ snapshot }) => utm(snapshot, "source")),
  "order.utmMedium": textField<InOrder>(({ snapshot }) => utm(snapshot, "medium")),
  "order.utmCampaign": textField<InOrder>(({ snapshot }) => utm(snapshot, "campaign")),
  "company.id": textField<InOrder>(({ snapshot }) => snapshot.company?.id ?? null),
  "company.locationId": textField<InOrder>(({ snapshot }) => snapshot.company?.locationId ?? null),
  "customer.id": textField<InOrder>(({ snapshot }) => snapshot.customer?.id ?? null),
  "customer.email": textField<InOrder>(({ snapshot }) => snapshot.customer?.email ?? snapshot.email),
  "customer.firstName": textField<InOrder>(({ snapshot }) => snapshot.customer?.firstName ?? null),
  "customer.lastName": textField<InOrder>(({ snapshot }) => snapshot.customer?.lastName ?? null),
  "customer.phone": textField<InOrder>(({ snapshot }) => snapshot.customer?.phone ?? snapshot.phone),
  "shippingAddress.name": shipping.name,
  "shippingAddress.company": shipping.company,
  "shippingAddress.line1": shipping.line1,
  "shippingAddress.line2": shipping.line2,
  "shippingAddress.zip": shipping.zip,
  "shippingAddress.city": shipping.city,
  "shippingAddress.province": shipping.province,
  "shippingAddress.country": shipping.country,
  "shippingAddress.countryCode": shipping.countryCode,
  "shippingAddress.phone": shipping.phone,
  "billingAddress.name": billing.name,
  "billingAddress.company": billing.company,
  "billingAddress.line1": billing.line1,
  "billingAddress.line2": billing.line2,
  "billingAddress.zip": billing.zip,
  "billingAddress.city": billing.city,
  "billingAddress.province": billing.province,
  "billingAddress.country": billing.country,
  "billingAddress.countryCode": billing.countryCode,
  "billingAddress.phone": billing.phone,
} satisfies Record<string, Field<InOrder>>;

/** Fields that every line has. */
export const LINE_FIELDS = {
  "line.title": textField<LineInOrder>(({ line }) => line.title),
  "line.variantTitle": textField<LineInOrder>(({ line }) => line.variantTitle),
  "line.sku": textField<LineInOrder>(({ line }) => line.sku),
  "line.vendor": textField<LineInOrder>(({ line }) => line.vendor),
  "line.quantity": numberField<LineInOrder>(({ line }) => line.quantity),
  "line.price": moneyField<LineInOrder>(({ line }) => line.price),
  "line.totalDiscount": moneyField<LineInOrder>(({ line }) => line.totalDiscount),
  "line.grams": numberField<LineInOrder>(({ line }) => line.grams),
  "line.giftCard": yesNoField<LineInOrder>(({ line }) => line.giftCard),
  "line.requiresShipping": yesNoField<LineInOrder>(({ line }) => line.requiresShipping),
} satisfies Record<string, Field<LineInOrder>>;

/** Fields that every parcel has. */
export const PARCEL_FIELDS = {
  "parcel.trackingNumber": textField<ParcelInOrder>(({ parcel }) => parcel.trackingNumber),
  "parcel.trackingUrl": textField<ParcelInOrder>(({ parcel }) => parcel.trackingUrl),
  "parcel.carrier": textField<ParcelInOrder>(({ fulfillment }) => fulfillment.carrier),
  "parcel.shippedAt": instantField<ParcelInOrder>(({ fulfillment }) => fulfillment.createdAt),
} satisfies Record<string, Field<ParcelInOrder>>;

export const SOURCE_FIELDS = { ...ORDER_FIELDS, ...LINE_FIELDS, ...PARCEL_FIELDS };
export type SourceField = keyof typeof SOURCE_FIELDS;

function utm({ attribution }: OrderSnapshot, name: string): string | null {
  return attribution.utm[`utm_${name}`] ?? null;
}
