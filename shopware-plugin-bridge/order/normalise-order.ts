import { emailOf, objectOf, textOf } from "@karla/sync/json-fields";
import type { OrderFacts, OrderSnapshot } from "@karla/sync/order";
import type { JsonObject } from "@karla/sync/read-json";
import { UnusableEvent } from "@karla/sync/unusable-event";
import { addressIn } from "./address.ts";
import { type Amounts, amountsOf, requireAmount, sumOf } from "./amounts-of.ts";
import { extrasOf } from "./custom-fields.ts";
import { customerOf, segmentsOf, tagsOf } from "./customer.ts";
import { deliveriesOf, primaryDeliveryOf } from "./deliveries.ts";
import { deliveryMethodOf } from "./delivery-method.ts";
import { discountsOf } from "./discounts.ts";
import { instantOf, stateOf, translatedOf } from "./json-fields.ts";
import { normaliseDelivery } from "./normalise-delivery.ts";
import { type GoodsLine, normaliseLines } from "./normalise-lines.ts";
import { observedAtOf } from "./observed-at.ts";
import type { OrderReading } from "./order-reading.ts";
import { picturesOf } from "./pictures.ts";
import { financialStatusOf, refundsOf } from "./refunds.ts";
import { shippingLinesOf } from "./shipping-lines.ts";
import { taxLinesOf } from "./tax-lines.ts";

export interface ReadContext {
  /** When the shop was asked. ISO 8601, of one clock for all readings of a shop: it says which of two is the later one. */
  readAt: string;
  settings: OrderReading;
}

/** Drafts have other ids: an order that is being edited in the administration is a version of its own until it is saved. */
const LIVE_VERSION = "0fa91ce3e96a4bc2be4bd9ce752c3425";

/**
 * An order as `POST /api/search/order` answers to `ORDER_CRITERIA` -> all that it says. Tolerant of everything but what would
 * make an order wrong: throws `UnusableEvent` where there is no order id, or money or a currency that cannot be read.
 */
export function normaliseOrder(order: JsonObject, { readAt, settings }: ReadContext): OrderFacts {
  const id = requireId(order);
  const amounts = amountsOf(order);
  const goods = normaliseLines(order, amounts, settings);
  const snapshot = snapshotOf(id, order, { amounts, goods, readAt });
  const { observedAt, placedAt } = snapshot;
  return {
    id,
    snapshot,
    fulfillments: deliveriesOf(order)
      .map((delivery, index) =>
        normaliseDelivery(delivery, { orderId: id, index, readAt, otherwiseAt: placedAt, goods }),
      )
      .sort(byId),
    refunds: refundsOf(order, amounts, observedAt).sort(byId),
    // Shopware can take a cancellation back: the snapshot has it.
    cancelledAt: null,
    deletedAt: null,
    editedAt: null,
    extras: extrasOf(order, goods, { observedAt, triggeredAt: readAt }),
    pictures: picturesOf(goods, readAt),
  };
}

interface Parts {
  amounts: Amounts;
  goods: readonly GoodsLine[];
  readAt: string;
}

function snapshotOf(id: string, order: JsonObject, { amounts, goods, readAt }: Parts): OrderSnapshot {
  const observedAt = observedAtOf(order);
  const number = textOf(order.orderNumber)?.trim() ?? id;
  const lines = goods.map(({ line }) => line);
  const delivery = primaryDeliveryOf(order);
  const shippingAddress = addressIn(delivery, "shippingOrderAddress", order);
  const billingAddress = addressIn(order, "billingAddress", order);
  const customer = customerOf(order, shippingAddress?.phone ?? billingAddress?.phone ?? null);
  const discounts = discountsOf(order, amounts);
  const state = stateOf(order);
  return {
    observedAt,
    triggeredAt: readAt,
    number,
    name: number,
    // Not `createdAt`, which is that of the row: orders are imported and copied.
    placedAt: instantOf(order.orderDateTime) ?? instantOf(order.createdAt) ?? observedAt,
    currency: requireCurrency(order),
    presentmentCurrency: null,
    ...totalsOf(order, { amounts, goods, discounts: discounts.map(({ amount }) => amount) }),
    lines,
    discounts,
    shippingLines: shippingLinesOf(order, amounts),
    taxLines: taxLinesOf(order.price, amounts, "price"),
    email: emailOf(objectOf(order.orderCustomer)?.email),
    phone: null,
    customer,
    shippingAddress,
    billingAddress,
    deliveryMethod: deliveryMethodOf(delivery, lines),
    test: false,
    channel: translatedOf(objectOf(order.salesChannel), "name"),
    salesChannelId: textOf(order.salesChannelId) ?? textOf(objectOf(order.salesChannel)?.id),
    company: null,
    locale: textOf(objectOf(objectOf(order.language)?.locale)?.code),
    note: textOf(order.customerComment),
    noteAttributes: [],
    tags: tagsOf(order.tags),
    segments: segmentsOf(order),
    attribution: {
      landingSite: null,
      landingSiteRef: null,
      referringSite: null,
      utm: {},
      affiliateCode: textOf(order.affiliateCode),
      campaignCode: textOf(order.campaignCode),
    },
    financialStatus: financialStatusOf(order),
    fulfillmentStatus: stateOf(delivery),
    state,
    cancelledAt: state === "cancelled" ? (instantOf(order.updatedAt) ?? observedAt) : null,
  };
}

type Totals = Pick<
  OrderSnapshot,
  "total" | "subtotal" | "shipping" | "discount" | "tax" | "duties" | "currentTotal" | "taxesIncluded"
>;

/** In the order's own currency, which the customer paid in. The subtotal is that of goods, as Karla's own plugin has it. */
function totalsOf(
  order: JsonObject,
  { amounts, goods, discounts }: Pick<Parts, "amounts" | "goods"> & { discounts: readonly string[] },
): Totals {
  const nothing = amounts("0", "") ?? "0";
  const inOrder = (shop: string) => ({ shop, presentment: null });
  const price = objectOf(order.price);
  const total = amounts(order.amountTotal ?? price?.totalPrice, "amountTotal");
  const shipping = amounts(order.shippingTotal ?? objectOf(order.shippingCosts)?.totalPrice, "shippingTotal");
  const taxes = taxLinesOf(order.price, amounts, "price").map((tax) => tax.price);
  return {
    total: inOrder(requireAmount(total, "amountTotal")),
    subtotal: inOrder(
      sumOf(
        goods.map((each) => each.total),
        nothing,
        "lines",
      ),
    ),
    shipping: inOrder(shipping ?? nothing),
    discount: inOrder(sumOf(discounts, nothing, "discounts")),
    tax: inOrder(sumOf(taxes, nothing, "taxes")),
    duties: null,
    currentTotal: null,
    taxesIncluded: (textOf(order.taxStatus) ?? textOf(price?.taxStatus)) === "gross",
  };
}

function requireId(order: JsonObject): string {
  if (typeof order.id !== "string" || !/^[0-9a-f]{32}$/.test(order.id)) {
    throw new UnusableEvent("no_order_id", "the order has no id");
  }
  if (textOf(order.versionId) !== null && order.versionId !== LIVE_VERSION) {
    throw new UnusableEvent("unreadable_order", "the order is a draft");
  }
  return order.id;
}

function requireCurrency(order: JsonObject): string {
  const code = textOf(objectOf(order.currency)?.isoCode)?.trim() ?? "";
  if (!/^[A-Za-z]{3}$/.test(code)) throw new UnusableEvent("unreadable_currency", "currency.isoCode is no currency");
  return code.toUpperCase();
}

function byId(a: { id: string }, b: { id: string }): number {
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}
