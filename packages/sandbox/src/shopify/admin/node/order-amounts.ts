import type { AdminNode } from "./admin-node.ts";
import type { OrderPage } from "./order-page.ts";

/** The sums of an `Order`, and what they are counted in. The same figures as in the webhook of this moment. */
export function orderAmounts({ order, money: { bag, bagOrNull } }: OrderPage): AdminNode {
  const { totals, paid } = order;
  const refundedShipping = order.refunds.reduce((sum, { shipping }) => sum + shipping, 0);
  const received = paid ? totals.total : 0;
  return {
    currencyCode: order.currency.code,
    presentmentCurrencyCode: order.presentment?.currency.code ?? order.currency.code,
    taxesIncluded: order.taxesIncluded,
    taxExempt: false,
    dutiesIncluded: false,
    estimatedTaxes: false,
    fullyPaid: paid,
    unpaid: !paid,
    totalPriceSet: bag(totals.total),
    currentTotalPriceSet: bag(totals.total - totals.refunded),
    subtotalPriceSet: bag(totals.subtotal),
    currentSubtotalPriceSet: bag(Math.max(0, totals.subtotal - totals.refunded + refundedShipping)),
    totalShippingPriceSet: bag(totals.shipping),
    currentShippingPriceSet: bag(totals.shipping),
    totalDiscountsSet: bag(totals.discount),
    currentTotalDiscountsSet: bag(totals.discount),
    totalTaxSet: bag(totals.tax),
    currentTotalTaxSet: bag(totals.tax),
    originalTotalDutiesSet: bagOrNull(totals.duties),
    currentTotalDutiesSet: bagOrNull(totals.duties),
    originalTotalAdditionalFeesSet: null,
    currentTotalAdditionalFeesSet: null,
    additionalFees: [],
    totalRefundedSet: bag(totals.refunded),
    totalRefundedShippingSet: bag(refundedShipping),
    totalReceivedSet: bag(received),
    netPaymentSet: bag(received - totals.refunded),
    totalOutstandingSet: bag(totals.total - received),
    totalTipReceivedSet: bag(0),
    totalWeight: String(totals.weight),
    currentTotalWeight: String(totals.weight),
  };
}
