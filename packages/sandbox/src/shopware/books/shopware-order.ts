import type { BookedOrder } from "../../shopify/booked-order.ts";

/**
 * An order of the books as a Shopware shop knows it. This is the one place that says what becomes of what Shopware does
 * not know, or knows in another way:
 *
 * - Sold at a till (`channel` "pos"): not in this shop, as Shopware asks for a billing address. See `playsInShopware`.
 * - Without a shipping address: the delivery goes to the billing address.
 * - Without a customer: a guest. A guest, too, has a customer record and an address for mail.
 * - A second currency, duties, and whether the order is a test: left out; the total is without duties.
 * - A line without product: a line item of type "custom". A variant has a product as its parent; any other line is a product
 *   without parent. A product always has a number: its SKU, and where it has none `SW` with the digits of its id. Gift cards
 *   and what needs no shipping are downloads, and in no delivery.
 * - Discount codes: line items of type "promotion". One on shipping is a promotion of amount 0, and a second delivery with
 *   negative costs that has the same positions and no codes.
 * - Pieces an edit took away are gone, and a line without pieces too. Refunds change the state of the payment only.
 * - Attributes: custom fields; `landing_site`: affiliate code (`ref`) and campaign code (`utm_campaign`).
 * - Tags: tags of the order. Customers with an even id carry the tag "Stammkunde", those of a company are in the group
 *   "Händler".
 * - Carriers and links to parcels: left out. A delivery has nothing but codes, as the seller typed them.
 * - Parcels: `shipsApart` says whether each fulfillment has a delivery of its own.
 * - A deleted order is gone.
 */
export interface ShopwareOrder {
  booked: BookedOrder;
  state: OrderState;
  /** When the order itself was last written, milliseconds since the epoch. Null: never since it was placed. */
  writtenAt: number | null;
  addressWrittenAt: number | null;
  payment: { state: PaymentState; writtenAt: number | null };
  deliveries: readonly ShopwareDelivery[];
}

export type OrderState = "open" | "in_progress" | "completed" | "cancelled";
export type DeliveryState = "open" | "shipped" | "shipped_partially" | "cancelled";
export type PaymentState = "open" | "paid" | "refunded_partially" | "refunded" | "cancelled";

export interface ShopwareDelivery {
  /** Names it for good. */
  key: string;
  state: DeliveryState;
  /** As typed: spaces, empty ones and repeats included. */
  trackingCodes: readonly string[];
  createdAt: number;
  /** Null: never written since it was made. */
  updatedAt: number | null;
  /** In the currency's smallest unit; negative for a discount on shipping. */
  costs: number;
  positions: readonly { lineId: string; quantity: number }[];
}

/** Whether a shop on Shopware can have sold this. */
export function playsInShopware(order: BookedOrder): boolean {
  return order.billingAddress !== null;
}

/**
 * Orders with an odd number: each fulfillment has a delivery of its own, with its pieces. The others: one delivery, with the
 * codes of all fulfillments, and nobody knows which code has which pieces.
 */
export function shipsApart({ number }: BookedOrder): boolean {
  return number % 2 === 1;
}

/**
 * Every fifth order is shipped by a program that writes code and state into the delivery past the state machine, and does
 * not complete the order: nothing is sent about it, so only who asks finds out.
 */
export function shipsSilently({ number }: BookedOrder): boolean {
  return number % 5 === 0;
}
