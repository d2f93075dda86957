import type { BookedOrder, BookedRefund } from "../booked-order.ts";
import { instantText } from "./write-instant.ts";
import { movedLineBody } from "./write-line.ts";
import { type MoneyWriter, moneyWriter } from "./write-money.ts";

/** The body of `refunds/create`, and one of `refunds` inside an order. */
export function refundBody(order: BookedOrder, refund: BookedRefund): object {
  const money = moneyWriter(order);
  const at = instantText(refund.createdAt, order.utcOffsetMinutes);
  return {
    id: Number(refund.id),
    order_id: Number(order.id),
    created_at: at,
    note: refund.note,
    user_id: null,
    processed_at: at,
    duties: [],
    total_duties_set: money.set(0),
    return: null,
    refund_shipping_lines: [],
    restock: true,
    admin_graphql_api_id: `gid://shopify/Refund/${refund.id}`,
    order_adjustments: refund.shipping === 0 ? [] : [adjustment(order, refund, money)],
    refund_line_items: refund.lines.map((line) => refundedLine(order, line, money)),
    transactions: [transaction(order, refund, at, money)],
  };
}

function refundedLine(order: BookedOrder, refunded: BookedRefund["lines"][number], money: MoneyWriter): object {
  return {
    id: Number(refunded.id),
    quantity: refunded.quantity,
    line_item_id: Number(refunded.lineId),
    location_id: null,
    restock_type: "return",
    // The only money that Shopify writes as JSON numbers.
    subtotal: Number(money.text(refunded.amount)),
    total_tax: Number(money.text(refunded.tax)),
    subtotal_set: money.set(refunded.amount),
    total_tax_set: money.set(refunded.tax),
    line_item: order.lines
      .filter(({ id }) => id === refunded.lineId)
      .map((line) => movedLineBody(order, line, line.ordered, money))[0],
  };
}

function adjustment(order: BookedOrder, refund: BookedRefund, money: MoneyWriter): object {
  return {
    id: Number(refund.id) + 2,
    order_id: Number(order.id),
    refund_id: Number(refund.id),
    amount: money.text(-refund.shipping),
    tax_amount: money.text(0),
    kind: "shipping_refund",
    reason: "Shipping refund",
    amount_set: money.set(-refund.shipping),
    tax_amount_set: money.set(0),
  };
}

function transaction(order: BookedOrder, refund: BookedRefund, at: string, money: MoneyWriter): object {
  const id = Number(refund.id) + 1;
  return {
    id,
    order_id: Number(order.id),
    kind: "refund",
    gateway: "shopify_payments",
    status: "success",
    message: null,
    created_at: at,
    test: order.test,
    authorization: null,
    location_id: null,
    user_id: null,
    parent_id: null,
    processed_at: at,
    device_id: null,
    error_code: null,
    source_name: "web",
    receipt: {},
    amount: money.text(refund.amount),
    currency: order.currency.code,
    payment_id: `${order.name}.1`,
    total_unsettled_set: {
      presentment_money: { amount: "0.0", currency: order.presentment?.currency.code ?? order.currency.code },
      shop_money: { amount: "0.0", currency: order.currency.code },
    },
    manual_payment_gateway: false,
    amount_rounding: null,
    admin_graphql_api_id: `gid://shopify/OrderTransaction/${id}`,
  };
}
