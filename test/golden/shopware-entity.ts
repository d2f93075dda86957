import { fullPrice, sum, sumsOf, type Tax, taxesOf, taxOf } from "./amounts.ts";
import {
  CUSTOM_FIELDS,
  type GoldenAddress,
  type GoldenDiscount,
  type GoldenLine,
  type GoldenOrder,
  type GoldenShipment,
  SHIPPING_METHODS,
} from "./golden-order.ts";
import { idOf, idsOfArticle } from "./ids.ts";

type Entity = Record<string, unknown>;

/** The order as a shop answers to `POST /api/search/order`, with the fields that the bridge asks for. */
export function shopwareEntity(order: GoldenOrder): Entity {
  const { buyer, currency, number, shipTo } = order;
  const { tax, shipping } = sumsOf(order);
  const float = floatIn(currency);
  const changedAt = order.cancelledAt ?? order.placedAt;
  const rounding = { decimals: currency.digits, interval: 1 / 10 ** currency.digits, roundForNet: true };
  const state = order.cancelledAt !== null ? "cancelled" : order.shipments.length > 0 ? "completed" : "in_progress";
  const goods = order.lines.map((line) => float(fullPrice(line)));
  const off = order.discounts.flatMap(({ shares }) => shares).map(float);
  // Added up as floats, as the shop does: some have noise.
  const total = sum([...goods, float(shipping), order.prices === "net" ? float(tax) : 0]) - sum(off);
  const taxes = calculatedTaxes(order, taxesOf(order));
  return {
    ...dated(idOfPart("order", String(number)), order.placedAt, changedAt),
    versionId: "0fa91ce3e96a4bc2be4bd9ce752c3425",
    orderNumber: String(number),
    autoIncrement: number,
    orderDateTime: inMilliseconds(order.placedAt),
    amountTotal: total,
    price: { totalPrice: total, taxStatus: taxStatus(order), calculatedTaxes: taxes },
    taxStatus: taxStatus(order),
    shippingTotal: float(shipping),
    shippingCosts: { unitPrice: float(shipping), quantity: 1, totalPrice: float(shipping), calculatedTaxes: [] },
    itemRounding: rounding,
    totalRounding: rounding,
    affiliateCode: queryOf(order).get("ref"),
    campaignCode: queryOf(order).get("utm_campaign"),
    customerComment: order.note,
    customFields: customFields(order),
    salesChannelId: idOf("shopware", "other", "storefront"),
    billingAddressId: idOfPart("other", `${number}-billing`),
    stateMachineState: { technicalName: state },
    currency: { isoCode: currency.code, itemRounding: rounding, totalRounding: rounding },
    language: { locale: { code: order.locale } },
    salesChannel: translated({ id: idOf("shopware", "other", "storefront"), name: "Storefront" }),
    tags: order.tags.map(tag),
    billingAddress: address(order, order.billTo, "billing"),
    // The billing address is first: whoever takes the first for the delivery's is wrong.
    addresses: [
      address(order, order.billTo, "billing"),
      ...(shipTo === null ? [] : [address(order, shipTo, "shipping")]),
    ],
    orderCustomer: {
      ...dated(idOfPart("other", `${number}-buyer`), order.placedAt),
      email: buyer.email,
      firstName: buyer.firstName,
      lastName: buyer.lastName,
      customerId: idOfPart("customer", buyer.account ?? `guest ${number}`),
      customFields: null,
      customer: {
        id: idOfPart("customer", buyer.account ?? `guest ${number}`),
        guest: buyer.account === null,
        tags: buyer.tags.map(tag),
        group: translated({ name: "Standard-Kundengruppe" }),
        customFields: null,
      },
    },
    transactions: [
      {
        ...dated(idOfPart("other", `${number}-payment`), order.placedAt, changedAt),
        amount: { totalPrice: total, calculatedTaxes: taxes },
        stateMachineState: {
          technicalName: { paid: "paid", open: "open", refunded_in_part: "refunded_partially" }[order.payment],
        },
      },
    ],
    lineItems: [
      ...order.lines.map((line, index) => lineItem(order, line, index)),
      ...order.discounts.map((discount, index) => promotion(order, discount, index)),
    ],
    deliveries: deliveries(order),
  };
}

/** Its taxes are those before promotions, which have taxes of their own. */
function lineItem(order: GoldenOrder, line: GoldenLine, index: number): Entity {
  const { article, pieces, engraving } = line;
  const { variantId, productId } = idsOfArticle("shopware", article);
  const float = floatIn(order.currency);
  const parentId = productId === variantId ? null : productId;
  const unitPrice = float(line.price);
  const totalPrice = float(fullPrice(line));
  const tax = taxOf(order, line, fullPrice(line));
  const isProduct = article.is !== "deposit";
  const cover = article.picture === null ? null : { url: article.picture.src, alt: article.picture.alt };
  return {
    ...dated(idOfPart("line", `${order.number}-${index}`), order.placedAt),
    type: isProduct ? "product" : "deposit",
    label: article.title,
    quantity: pieces,
    unitPrice,
    totalPrice,
    price: {
      unitPrice,
      quantity: pieces,
      totalPrice,
      calculatedTaxes: calculatedTaxes(order, tax === null ? [] : [tax]),
    },
    payload: {
      productNumber: article.sku,
      parentId,
      options: article.options.map((option) => ({ group: "Ausführung", option })),
      customFields: [],
    },
    states: [article.is === "download" ? "is-download" : "is-physical"],
    position: index + 1,
    parentId: null,
    productId: isProduct ? variantId : null,
    referencedId: variantId,
    cover,
    product: { id: variantId, parentId, weight: article.grams / 1000, cover: null, customFields: null, translated: [] },
    customFields: engraving === undefined ? null : { engraving },
  };
}

function promotion(order: GoldenOrder, { code, title, type, shares }: GoldenDiscount, index: number): Entity {
  const float = floatIn(order.currency);
  const price = -float(sum(shares));
  return {
    ...dated(idOfPart("line", `${order.number}-promotion-${index}`), order.placedAt),
    type: "promotion",
    label: title,
    quantity: 1,
    unitPrice: price,
    totalPrice: price,
    price: { unitPrice: price, quantity: 1, totalPrice: price, calculatedTaxes: [] },
    payload: {
      ...(code === null ? {} : { code }),
      discountType: type === "percentage" ? "percentage" : "absolute",
      discountScope: "cart",
      composition: order.lines.map(({ article, pieces }, place) => ({
        id: idsOfArticle("shopware", article).variantId,
        quantity: pieces,
        discount: float(shares[place] ?? 0),
      })),
    },
    states: [],
    position: order.lines.length + index + 1,
    parentId: null,
    productId: null,
    referencedId: code ?? idOfPart("other", title),
    cover: null,
    product: null,
    customFields: null,
  };
}

/** There from the beginning, unless nothing is sent. The costs are the first one's. */
function deliveries(order: GoldenOrder): Entity[] {
  const { shipping } = order;
  if (shipping === null) return [];
  const whole: GoldenShipment = {
    key: `${order.number}-a`,
    leftAt: null,
    numbers: [],
    pieces: order.lines.map(({ pieces }) => pieces),
  };
  const { title, url } = SHIPPING_METHODS[shipping.method];
  const float = floatIn(order.currency);
  return (order.shipments.length > 0 ? order.shipments : [whole]).map(({ key, leftAt, numbers, pieces }, index) => ({
    ...dated(idOfPart("shipment", key), order.placedAt, leftAt),
    trackingCodes: numbers,
    shippingCosts: { totalPrice: index === 0 ? float(shipping.price) : 0, calculatedTaxes: [] },
    shippingOrderAddressId: idOfPart("other", `${order.number}-shipping`),
    shippingOrderAddress: order.shipTo === null ? null : address(order, order.shipTo, "shipping"),
    shippingMethod: translated({ name: title, technicalName: `shipping_${shipping.method}`, trackingUrl: url }),
    stateMachineState: { technicalName: leftAt === null ? "open" : "shipped" },
    positions: order.lines.flatMap(({ article, pieces: ordered }, place) => {
      const sent = pieces[place] ?? 0;
      // Shopware has positions of deposits too, whatever the parcel.
      const quantity = article.is === "deposit" ? ordered : sent;
      if (quantity === 0 || article.is === "download") return [];
      const id = idOfPart("line", `${order.number}-${place}`);
      return [{ ...dated(idOfPart("other", `${key}-${place}`), order.placedAt), orderLineItemId: id, quantity }];
    }),
  }));
}

/** What a plugin of the shop keeps of the buyer's visit, and what the shop asks besides. PHP writes none as null. */
function customFields({ fields, landingPage }: GoldenOrder): Entity | null {
  const entries = Object.entries(CUSTOM_FIELDS).flatMap(([label, name]) => {
    const value = Object.entries(fields).find(([own]) => own === label)?.[1];
    return value === undefined ? [] : [[name, value]];
  });
  const all = landingPage === null ? entries : [...entries, ["landing_page", landingPage]];
  return all.length === 0 ? null : Object.fromEntries(all);
}

function address({ number, placedAt }: GoldenOrder, from: GoldenAddress, use: "billing" | "shipping"): Entity {
  const { firstName, lastName, company, line1, line2, zip, city, country, countryCode, phone } = from;
  return {
    ...dated(idOfPart("other", `${number}-${use}`), placedAt),
    firstName,
    lastName,
    company,
    street: line1,
    additionalAddressLine1: line2,
    zipcode: zip,
    city,
    phoneNumber: phone,
    country: translated({ name: country, iso: countryCode }),
    countryState: null,
  };
}

/** A shop that names its taxes. */
function calculatedTaxes({ currency }: GoldenOrder, taxes: readonly Tax[]): Entity[] {
  return taxes.map(({ rate, amount }) => ({ tax: floatIn(currency)(amount), taxRate: rate, label: `MwSt. ${rate} %` }));
}

function taxStatus({ prices }: GoldenOrder): string {
  return prices === "tax_free" ? "tax-free" : prices;
}

function queryOf({ landingPage }: GoldenOrder): URLSearchParams {
  return new URLSearchParams(landingPage?.split("?")[1] ?? "");
}

function translated(entity: Entity & { name: string }): Entity {
  return { ...entity, translated: { ...entity } };
}

function tag(name: string): Entity {
  return { id: idOfPart("other", name), name };
}

function dated(id: string, createdAt: string, updatedAt: string | null = null): Entity {
  return { id, createdAt: inMilliseconds(createdAt), updatedAt: updatedAt === null ? null : inMilliseconds(updatedAt) };
}

function inMilliseconds(instant: string): string {
  return instant.replace("Z", ".000+00:00");
}

function floatIn({ digits }: GoldenOrder["currency"]) {
  return (minor: number): number => minor / 10 ** digits;
}

function idOfPart(kind: "order" | "line" | "shipment" | "customer" | "other", name: string): string {
  return idOf("shopware", kind, name);
}
