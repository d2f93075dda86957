import { customerLocale } from "../../shopify/body/customer-locale.ts";
import { amountsOf, type OrderAmounts } from "../books/amounts-of-order.ts";
import type { ShopwareOrder } from "../books/shopware-order.ts";
import { hexId } from "../hex-id.ts";
import { addressEntities } from "./address-entity.ts";
import { customFields } from "./custom-fields.ts";
import { orderCustomerEntity } from "./customer-entities.ts";
import { deliveryEntity } from "./delivery-entity.ts";
import { type Entity, LIVE_VERSION } from "./entity.ts";
import { type LinePlace, lineEntity, promotionEntity } from "./line-entities.ts";
import { calculatedPrice, calculatedTaxes, cashRounding, type ToFloat, taxRules, toFloatOf } from "./prices.ts";
import { type ShopEntities, STOREFRONT, TELEPHONE } from "./shop-entities.ts";
import type { ShopFacts, ViewOptions } from "./shop-facts.ts";
import { writeInstant } from "./write-instant.ts";

/** How the shop shows itself to one request. */
export interface ShopView {
  facts: ShopFacts;
  options: ViewOptions;
  entities: ShopEntities;
  /** What apps wrote into the custom fields of orders, by the order's id. */
  writtenFields: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
}

export function orderId({ booked }: Pick<ShopwareOrder, "booked">): string {
  return hexId("order", booked.id);
}

/** The order with everything that hangs on it, in the shape of Shopware 6.6. */
export function orderEntity(order: ShopwareOrder, view: ShopView): Entity {
  const { facts, options, entities, writtenFields } = view;
  const { booked } = order;
  const id = orderId(order);
  const float = toFloatOf(booked.currency.digits);
  const amounts = amountsOf(booked);
  const currency = entities.currency(booked.currency.code, booked.currency.digits);
  const language = entities.language(localeOf(order));
  const channel = entities.salesChannel(booked.channel === "shopify_draft_order" ? TELEPHONE : STOREFRONT);
  const state = entities.state("order.state", order.state);
  const addresses = addressEntities(order, entities, options);
  const codes = codesIn(booked.landingSite);
  const fields = { ...customFields(booked.attributes), ...writtenFields.get(id) };

  let made: ReadonlyMap<string, Entity> | null = null;
  const items = (): ReadonlyMap<string, Entity> => {
    made ??= lineItems(amounts, { facts, options, entities, float, currencyId: currency.id, order, orderId: id });
    return made;
  };
  const deliveries = (): Entity[] => {
    const place = { order, entities, float, amounts, address: addresses.shipping, lines: items, parent: () => entity };
    return order.deliveries.map((delivery) => deliveryEntity(delivery, place));
  };

  const entity: Entity = {
    name: "order",
    id,
    versionId: LIVE_VERSION,
    createdAt: booked.createdAt,
    updatedAt: order.writtenAt,
    translated: null,
    fields: {
      orderNumber: String(booked.number),
      currencyId: currency.id,
      currencyFactor: currency.fields.factor,
      salesChannelId: channel.id,
      billingAddressId: addresses.billing.id,
      billingAddressVersionId: LIVE_VERSION,
      orderDateTime: writeInstant(booked.processedAt),
      orderDate: `${new Date(booked.processedAt).toISOString().slice(0, 10)}T00:00:00.000+00:00`,
      price: cartPrice(amounts, float),
      amountTotal: float(amounts.total),
      amountNet: float(amounts.net),
      positionPrice: float(amounts.positions),
      taxStatus: amounts.taxStatus,
      shippingCosts: calculatedPrice(float, {
        unit: amounts.shipping,
        quantity: 1,
        total: amounts.shipping,
        taxes: amounts.shippingTaxes,
      }),
      shippingTotal: float(amounts.shipping),
      languageId: language.id,
      deepLinkCode: Buffer.from(hexId("deep_link", booked.id), "hex").toString("base64url"),
      autoIncrement: booked.number,
      stateId: state.id,
      affiliateCode: codes.affiliate,
      campaignCode: codes.campaign,
      customerComment: booked.note,
      ruleIds: [],
      createdById: booked.channel === "shopify_draft_order" ? hexId("user", "admin") : null,
      updatedById: null,
      itemRounding: cashRounding(booked.currency.digits),
      totalRounding: cashRounding(booked.currency.digits),
      source: null,
      customFields: Object.keys(fields).length === 0 ? null : fields,
    },
    links: {
      stateMachineState: () => state,
      orderCustomer: () => orderCustomerEntity(order, entities),
      currency: () => currency,
      language: () => language,
      salesChannel: () => channel,
      billingAddress: () => addresses.billing,
      addresses: () =>
        addresses.shipping === addresses.billing ? [addresses.billing] : [addresses.billing, addresses.shipping],
      deliveries,
      lineItems: () => [...items().values()],
      transactions: () => [transactionEntity(order, amounts, float, entities)],
      tags: () => booked.tags.map((tag) => entities.tag(tag)),
    },
  };
  return entity;
}

/** The line items by their ids in the books, promotions by their codes. */
function lineItems(amounts: OrderAmounts, place: LinePlace): ReadonlyMap<string, Entity> {
  const { lines, promotions } = amounts;
  return new Map([
    ...lines.map((line, index): [string, Entity] => [line.line.id, lineEntity(line, index + 1, place)]),
    ...promotions.map((promotion, index): [string, Entity] => [
      promotion.code,
      promotionEntity(promotion, lines.length + index + 1, place),
    ]),
  ]);
}

/** The language the customer bought in. */
export function localeOf({ booked }: Pick<ShopwareOrder, "booked">): ViewOptions["locale"] {
  return customerLocale(booked) === "de-DE" ? "de-DE" : "en-GB";
}

function transactionEntity(
  order: ShopwareOrder,
  amounts: OrderAmounts,
  float: ToFloat,
  entities: ShopEntities,
): Entity {
  const state = entities.state("order_transaction.state", order.payment.state);
  const { total, taxes } = amounts;
  return {
    name: "order_transaction",
    id: hexId("order_transaction", order.booked.id),
    versionId: LIVE_VERSION,
    createdAt: order.booked.createdAt,
    updatedAt: order.payment.writtenAt,
    translated: null,
    fields: {
      orderId: orderId(order),
      orderVersionId: LIVE_VERSION,
      paymentMethodId: entities.paymentMethod().id,
      amount: calculatedPrice(float, { unit: total, quantity: 1, total, taxes }),
      stateId: state.id,
      validationData: [],
      customFields: null,
    },
    links: { stateMachineState: () => state, paymentMethod: () => entities.paymentMethod() },
  };
}

function cartPrice(amounts: OrderAmounts, float: ToFloat): Record<string, unknown> {
  return {
    extensions: [],
    netPrice: float(amounts.net),
    totalPrice: float(amounts.total),
    calculatedTaxes: calculatedTaxes(float, amounts.taxes),
    taxRules: taxRules(amounts.taxes),
    positionPrice: float(amounts.positions),
    taxStatus: amounts.taxStatus,
    rawTotal: float(amounts.total),
    apiAlias: "cart_price",
  };
}

/** What brought the customer, where the landing site says so. */
function codesIn(landingSite: string | null): { affiliate: string | null; campaign: string | null } {
  if (landingSite === null || !URL.canParse(landingSite, "https://shop.invalid"))
    return { affiliate: null, campaign: null };
  const query = new URL(landingSite, "https://shop.invalid").searchParams;
  return { affiliate: query.get("ref") || null, campaign: query.get("utm_campaign") };
}
