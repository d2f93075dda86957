import { customerLocale } from "../../body/customer-locale.ts";
import { financialStatus, fulfillmentStatus } from "../../body/order-status.ts";
import { statusPageUrl } from "../../body/status-page-url.ts";
import type { BookedOrder } from "../../booked-order.ts";
import { addressNode } from "./address-node.ts";
import type { AdminNode } from "./admin-node.ts";
import { customerNode, purchasingEntityNode } from "./buyer-nodes.ts";
import { listConnection } from "./connection.ts";
import { discountApplicationNodes } from "./discount-nodes.ts";
import { firstOf } from "./first-of.ts";
import { fulfillmentNode } from "./fulfillment-node.ts";
import { gid } from "./gid.ts";
import { utcText, utcTextOrNull } from "./instant.ts";
import { journeyNode, landingPageOf, referralCodeOf } from "./journey-node.ts";
import { lineNode } from "./line-node.ts";
import { metafieldFields } from "./metafield-fields.ts";
import { orderAmounts } from "./order-amounts.ts";
import type { OrderPage } from "./order-page.ts";
import { refundNode } from "./refund-node.ts";
import { shippingNodes } from "./shipping-node.ts";
import { orderTaxNodes } from "./tax-nodes.ts";

const FULFILLMENT_WORDS: Readonly<Record<string, string>> = {
  fulfilled: "FULFILLED",
  partial: "PARTIALLY_FULFILLED",
};

/** `Order`, as the books have it at this moment. The rest of the type is not known to them. */
export function orderNode(page: OrderPage): AdminNode {
  const { order } = page;
  return {
    __typename: "Order",
    ...identityOf(page),
    ...datesOf(order),
    ...peopleOf(page),
    ...goodsOf(page),
    ...sourceOf(page),
    ...orderAmounts(page),
    test: order.test,
    note: order.note,
    tags: order.tags,
    customAttributes: order.attributes.map(({ name, value }) => ({ key: name, value })),
    displayFinancialStatus: financialStatus(order).toUpperCase(),
    displayFulfillmentStatus: FULFILLMENT_WORDS[fulfillmentStatus(order) ?? ""] ?? "UNFULFILLED",
    returnStatus: "NO_RETURN",
    confirmed: true,
    ...metafieldFields({ type: "ORDER", id: order.id }, order.metafields),
    // The shop of the books takes nothing back by way of returns.
    returns: listConnection<AdminNode>([], (node) => node),
  };
}

function identityOf({ order, shopDomain }: OrderPage): AdminNode {
  return {
    id: gid("Order", order.id),
    legacyResourceId: order.id,
    name: order.name,
    number: order.number,
    confirmationNumber: order.token.slice(0, 9).toUpperCase(),
    checkoutToken: order.token,
    poNumber: order.company === null ? null : `PO-${order.number}`,
    statusPageUrl: statusPageUrl(order, shopDomain),
  };
}

function datesOf(order: BookedOrder): AdminNode {
  return {
    createdAt: utcText(order.createdAt),
    processedAt: utcText(order.processedAt),
    updatedAt: utcText(order.updatedAt),
    cancelledAt: utcTextOrNull(order.cancelledAt),
    cancelReason: order.cancelledAt === null ? null : "CUSTOMER",
    closed: order.cancelledAt !== null,
    closedAt: utcTextOrNull(order.cancelledAt),
  };
}

function peopleOf(page: OrderPage): AdminNode {
  const { order } = page;
  const shippingAddress = order.shippingAddress === null ? null : addressNode(order.shippingAddress, `${order.id}1`);
  const billingAddress = order.billingAddress === null ? null : addressNode(order.billingAddress, `${order.id}2`);
  return {
    email: order.email,
    phone: order.phone,
    customerLocale: customerLocale(order),
    customerAcceptsMarketing: false,
    customer: () => customerNode(page),
    purchasingEntity: () => purchasingEntityNode(page),
    shippingAddress,
    billingAddress,
    displayAddress: shippingAddress ?? billingAddress,
  };
}

function goodsOf(page: OrderPage): AdminNode {
  const { order } = page;
  const shipping = shippingNodes(page);
  const fulfillments = order.fulfillments.map((fulfillment) => fulfillmentNode(fulfillment, page, orderNode));
  return {
    lineItems: listConnection(order.lines, (line) => lineNode(line, page)),
    requiresShipping: order.lines.some(({ requiresShipping }) => requiresShipping),
    subtotalLineItemsQuantity: order.lines.reduce((sum, line) => sum + line.ordered - line.removed, 0),
    currentSubtotalLineItemsQuantity: order.lines.reduce(
      (sum, line) => sum + line.ordered - line.removed - line.refunded,
      0,
    ),
    shippingLine: shipping[0] ?? null,
    shippingLines: listConnection(shipping, (node) => node),
    fulfillments: firstOf(fulfillments),
    fulfillmentsCount: { count: fulfillments.length, precision: "EXACT" },
    refunds: firstOf(order.refunds.map((refund) => refundNode(refund, page, orderNode))),
    discountCode: order.discountCodes[0]?.code ?? null,
    discountCodes: order.discountCodes.map(({ code }) => code),
    discountApplications: listConnection(discountApplicationNodes(page), (node) => node),
    taxLines: () => orderTaxNodes(page),
    currentTaxLines: () => orderTaxNodes(page),
  };
}

function sourceOf(page: OrderPage): AdminNode {
  const { order, shopDomain } = page;
  return {
    sourceName: order.channel,
    customerJourneySummary: () => journeyNode(page),
    landingPageUrl: landingPageOf(order, shopDomain),
    referrerUrl: order.referringSite,
    referralCode: referralCodeOf(order),
    paymentGatewayNames: order.channel === "pos" ? ["cash"] : ["shopify_payments"],
    retailLocation:
      order.channel === "pos" && order.locationId !== null
        ? { __typename: "Location", id: gid("Location", order.locationId), legacyResourceId: order.locationId }
        : null,
  };
}
