/** How much of an order is asked for at a time. */
export interface PageSizes {
  lines: number;
  shippingLines: number;
  discounts: number;
  /** Fulfillments, or refunds, in one request. */
  parts: number;
  /** Lines of one fulfillment or refund. */
  partLines: number;
  transactions: number;
}

/** Chosen so that no request can cost the 1,000 points that are the most one may cost. */
export const PAGE_SIZES: PageSizes = {
  lines: 20,
  shippingLines: 3,
  discounts: 10,
  parts: 8,
  partLines: 30,
  transactions: 5,
};
