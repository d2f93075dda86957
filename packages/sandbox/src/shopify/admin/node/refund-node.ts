import type { BookedRefund } from "../../booked-order.ts";
import type { AdminNode } from "./admin-node.ts";
import { listConnection } from "./connection.ts";
import { gid } from "./gid.ts";
import { utcText } from "./instant.ts";
import { lineNode } from "./line-node.ts";
import type { OrderPage } from "./order-page.ts";
import { shippingNodes } from "./shipping-node.ts";

/** `Refund`. */
export function refundNode(
  refund: BookedRefund,
  page: OrderPage,
  orderNode: (page: OrderPage) => AdminNode,
): AdminNode {
  const at = utcText(refund.createdAt);
  return {
    __typename: "Refund",
    id: gid("Refund", refund.id),
    legacyResourceId: refund.id,
    createdAt: at,
    updatedAt: at,
    processedAt: at,
    note: refund.note,
    return: null,
    duties: [],
    order: () => orderNode(page),
    totalRefundedSet: page.money.bag(refund.amount),
    refundLineItems: listConnection(refund.lines, (line) => refundLineNode(line, page)),
    refundShippingLines: listConnection(refundedShipping(refund, page), (node) => node),
    orderAdjustments: listConnection<AdminNode>([], (node) => node),
    transactions: listConnection([refund], () => transactionNode(refund, at, page)),
  };
}

function refundLineNode(refunded: BookedRefund["lines"][number], page: OrderPage): AdminNode {
  const line = page.order.lines.find(({ id }) => id === refunded.lineId);
  return {
    id: gid("RefundLineItem", refunded.id),
    quantity: refunded.quantity,
    restockType: "RETURN",
    restocked: true,
    location: null,
    subtotalSet: page.money.bag(refunded.amount),
    totalTaxSet: page.money.bag(refunded.tax),
    ...(line === undefined ? {} : { lineItem: () => lineNode(line, page), priceSet: page.money.bag(line.price) }),
  };
}

function refundedShipping(refund: BookedRefund, page: OrderPage): AdminNode[] {
  if (refund.shipping === 0) return [];
  const amounts = { subtotalAmountSet: page.money.bag(refund.shipping), taxAmountSet: page.money.bag(0) };
  return shippingNodes(page).map((shippingLine) => ({
    id: gid("RefundShippingLine", `${refund.id}1`),
    shippingLine,
    ...amounts,
  }));
}

/** How the money went back. The webhook of the same refund gives the same id. */
function transactionNode(refund: BookedRefund, at: string, { money, order }: OrderPage): AdminNode {
  return {
    __typename: "OrderTransaction",
    id: gid("OrderTransaction", String(BigInt(refund.id) + 1n)),
    kind: "REFUND",
    status: "SUCCESS",
    gateway: "shopify_payments",
    createdAt: at,
    processedAt: at,
    test: order.test,
    manualPaymentGateway: false,
    amountSet: money.bag(refund.amount),
  };
}
