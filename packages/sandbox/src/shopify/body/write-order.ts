import type { BookedOrder } from "../booked-order.ts";
import { customerLocale } from "./customer-locale.ts";
import { financialStatus, fulfillmentStatus } from "./order-status.ts";
import { statusPageUrl } from "./status-page-url.ts";
import { addressBody, customerBody } from "./write-address.ts";
import { fulfillmentInOrder } from "./write-fulfillment.ts";
import { instantText, instantTextOrNull } from "./write-instant.ts";
import { orderLineBody } from "./write-line.ts";
import { type MoneyWriter, moneyWriter } from "./write-money.ts";
import { refundBody } from "./write-refund.ts";

/** The body of every `orders/*` topic that shows the order: the whole order as of this moment, API version 2026-07. */
export function orderBody(order: BookedOrder, shopDomain: string): object {
  const money = moneyWriter(order);
  const instant = (at: number): string => instantText(at, order.utcOffsetMinutes);
  const instantOrNull = (at: number | null): string | null => instantTextOrNull(at, order.utcOffsetMinutes);
  const { totals } = order;
  const current = totals.total - totals.refunded;
  const refundedGoods = totals.refunded - order.refunds.reduce((sum, { shipping }) => sum + shipping, 0);
  return {
    id: Number(order.id),
    admin_graphql_api_id: `gid://shopify/Order/${order.id}`,
    app_id: 580111,
    browser_ip: null,
    buyer_accepts_marketing: false,
    cancel_reason: order.cancelledAt === null ? null : "customer",
    cancelled_at: instantOrNull(order.cancelledAt),
    cart_token: null,
    checkout_token: order.token,
    client_details: null,
    closed_at: instantOrNull(order.cancelledAt),
    ...(order.company === null
      ? {}
      : { company: { id: Number(order.company.id), location_id: Number(order.company.locationId) } }),
    confirmation_number: order.token.slice(0, 9).toUpperCase(),
    confirmed: true,
    contact_email: order.email,
    created_at: instant(order.createdAt),
    currency: order.currency.code,
    current_shipping_price_set: money.set(totals.shipping),
    current_subtotal_price: money.text(Math.max(0, totals.subtotal - refundedGoods)),
    current_subtotal_price_set: money.set(Math.max(0, totals.subtotal - refundedGoods)),
    current_total_additional_fees_set: null,
    current_total_discounts: money.text(totals.discount),
    current_total_discounts_set: money.set(totals.discount),
    current_total_duties_set: money.setOrNull(totals.duties),
    current_total_price: money.text(current),
    current_total_price_set: money.set(current),
    current_total_tax: money.text(totals.tax),
    current_total_tax_set: money.set(totals.tax),
    customer_locale: customerLocale(order),
    device_id: null,
    discount_codes: order.discountCodes.map(({ code, amount, type }) => ({ code, amount: money.text(amount), type })),
    duties_included: false,
    // Never null: an order without an address of its customer has "".
    email: order.email ?? "",
    estimated_taxes: false,
    financial_status: financialStatus(order),
    fulfillment_status: fulfillmentStatus(order),
    landing_site: order.landingSite,
    landing_site_ref: order.landingSiteRef,
    location_id: order.locationId === null ? null : Number(order.locationId),
    merchant_business_entity_id: "MTkwMDAwMDAwMA",
    merchant_of_record_app_id: null,
    name: order.name,
    note: order.note,
    note_attributes: order.attributes,
    number: order.number - 1000,
    order_number: order.number,
    order_status_url: statusPageUrl(order, shopDomain),
    original_total_additional_fees_set: null,
    original_total_duties_set: money.setOrNull(totals.duties),
    payment_gateway_names: order.channel === "pos" ? ["cash"] : ["shopify_payments"],
    phone: order.phone,
    po_number: order.company === null ? null : `PO-${order.number}`,
    presentment_currency: order.presentment?.currency.code ?? order.currency.code,
    processed_at: instant(order.processedAt),
    reference: null,
    referring_site: order.referringSite,
    source_identifier: null,
    source_name: order.channel,
    source_url: null,
    subtotal_price: money.text(totals.subtotal),
    subtotal_price_set: money.set(totals.subtotal),
    tags: order.tags.join(", "),
    tax_exempt: false,
    tax_lines: taxLines(order, money),
    taxes_included: order.taxesIncluded,
    test: order.test,
    token: order.token,
    total_cash_rounding_payment_adjustment_set: money.set(0),
    total_cash_rounding_refund_adjustment_set: money.set(0),
    total_discounts: money.text(totals.discount),
    total_discounts_set: money.set(totals.discount),
    total_line_items_price: money.text(totals.lines),
    total_line_items_price_set: money.set(totals.lines),
    total_outstanding: money.text(order.paid ? 0 : totals.total),
    total_price: money.text(totals.total),
    total_price_set: money.set(totals.total),
    total_shipping_price_set: money.set(totals.shipping),
    total_tax: money.text(totals.tax),
    total_tax_set: money.set(totals.tax),
    total_tip_received: money.text(0),
    total_weight: totals.weight,
    updated_at: instant(order.updatedAt),
    user_id: null,
    billing_address: order.billingAddress === null ? null : addressBody(order.billingAddress),
    customer:
      order.customer === null
        ? null
        : customerBody(order.customer, order.currency.code, order.shippingAddress ?? order.billingAddress),
    discount_applications: discountApplications(order, money),
    fulfillments: order.fulfillments.map((fulfillment) => fulfillmentInOrder(order, fulfillment)),
    line_items: order.lines.map((line) => orderLineBody(order, line, money)),
    payment_terms: null,
    refunds: order.refunds.map((refund) => refundBody(order, refund)),
    shipping_address: order.shippingAddress === null ? null : addressBody(order.shippingAddress),
    shipping_lines: shippingLines(order, money),
    returns: [],
    line_item_groups: [],
  };
}

function taxLines(order: BookedOrder, money: MoneyWriter): object[] {
  const [first] = order.lines.flatMap(({ tax }) => tax ?? []);
  if (first === undefined || order.totals.tax === 0) return [];
  const { tax } = order.totals;
  return [
    {
      price: money.text(tax),
      rate: Number(first.rate),
      title: first.title,
      price_set: money.set(tax),
      channel_liable: false,
    },
  ];
}

function discountApplications(order: BookedOrder, money: MoneyWriter): object[] {
  return order.discountCodes.map(({ code, amount, type }) => ({
    target_type: type === "shipping" ? "shipping_line" : "line_item",
    type: "discount_code",
    value: type === "percentage" ? "10.0" : money.text(amount),
    value_type: type === "percentage" ? "percentage" : "fixed_amount",
    allocation_method: "across",
    target_selection: "all",
    code,
  }));
}

function shippingLines(order: BookedOrder, money: MoneyWriter): object[] {
  if (order.shipping === null) return [];
  const { id, title, code, price } = order.shipping;
  const off = order.discountCodes
    .filter(({ type }) => type === "shipping")
    .reduce((sum, { amount }) => sum + amount, 0);
  return [
    {
      id: Number(id),
      carrier_identifier: null,
      code,
      current_discounted_price_set: money.set(price - off),
      discounted_price: money.text(price - off),
      discounted_price_set: money.set(price - off),
      is_removed: false,
      phone: null,
      price: money.text(price),
      price_set: money.set(price),
      requested_fulfillment_service_id: null,
      source: "shopify",
      title,
      tax_lines: [],
      discount_allocations:
        off === 0 ? [] : [{ amount: money.text(off), discount_application_index: 0, amount_set: money.set(off) }],
    },
  ];
}
