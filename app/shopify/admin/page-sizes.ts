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

/** Lines whose pictures are asked for in one request: most orders have fewer. */
export const PICTURES_OF_LINES = 20;

/** How many orders are read in one request, and how much of each: most orders are whole with it. */
export const FIRST_OF_MANY = { orders: 5, lines: 5, shippingLines: 1, discounts: 3 };

/** What is asked for of many orders after that: their fulfillments and refunds, most of them short, come together. */
export const REST_OF_MANY: PageSizes = { ...PAGE_SIZES, lines: 38, parts: 15, partLines: 20 };
