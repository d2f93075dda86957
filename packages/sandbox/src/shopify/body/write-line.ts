import type { BookedLine, BookedOrder } from "../booked-order.ts";
import type { MoneyWriter } from "./write-money.ts";

/** Pieces of a line that lie in a fulfillment that was not cancelled. */
export function shippedPieces(order: BookedOrder, lineId: string): number {
  return order.fulfillments
    .filter(({ status }) => status !== "cancelled")
    .flatMap(({ lines }) => lines)
    .filter((line) => line.lineId === lineId)
    .reduce((total, { quantity }) => total + quantity, 0);
}

/** One of `line_items` of an order. */
export function orderLineBody(order: BookedOrder, line: BookedLine, money: MoneyWriter): object {
  const current = line.ordered - line.removed - line.refunded;
  const shipped = shippedPieces(order, line.id);
  return {
    id: Number(line.id),
    admin_graphql_api_id: `gid://shopify/LineItem/${line.id}`,
    attributed_staffs: [],
    current_quantity: current,
    fulfillable_quantity: Math.max(0, current - shipped),
    fulfillment_service: line.giftCard ? "gift_card" : "manual",
    fulfillment_status: lineStatus(line, shipped),
    gift_card: line.giftCard,
    grams: line.grams,
    name: lineName(line),
    price: money.text(line.price),
    price_set: money.set(line.price),
    product_exists: line.productId !== null,
    product_id: idOrNull(line.productId),
    properties: line.properties,
    quantity: line.ordered,
    requires_shipping: line.requiresShipping,
    sales_line_item_group_id: null,
    sku: line.sku,
    taxable: line.tax !== null,
    title: line.title,
    total_discount: money.text(0),
    total_discount_set: money.set(0),
    variant_id: idOrNull(line.variantId),
    variant_inventory_management: line.variantId === null ? null : "shopify",
    variant_title: line.variantTitle,
    vendor: line.vendor,
    tax_lines: taxLines(line, money),
    duties: duties(line, money),
    discount_allocations: allocations(line, money),
  };
}

/** One of `line_items` of a fulfillment or a refund: fewer keys than an order's, the pieces are those of the parcel. */
export function movedLineBody(order: BookedOrder, line: BookedLine, quantity: number, money: MoneyWriter): object {
  const shipped = shippedPieces(order, line.id);
  return {
    id: Number(line.id),
    variant_id: idOrNull(line.variantId),
    title: line.title,
    quantity,
    sku: line.sku,
    variant_title: line.variantTitle,
    vendor: line.vendor,
    fulfillment_service: line.giftCard ? "gift_card" : "manual",
    product_id: idOrNull(line.productId),
    requires_shipping: line.requiresShipping,
    taxable: line.tax !== null,
    gift_card: line.giftCard,
    name: lineName(line),
    variant_inventory_management: line.variantId === null ? null : "shopify",
    properties: line.properties,
    product_exists: line.productId !== null,
    fulfillable_quantity: Math.max(0, line.ordered - line.removed - line.refunded - shipped),
    grams: line.grams,
    price: money.text(line.price),
    total_discount: money.text(0),
    fulfillment_status: lineStatus(line, shipped),
    price_set: money.set(line.price),
    total_discount_set: money.set(0),
    discount_allocations: allocations(line, money),
    duties: duties(line, money),
    admin_graphql_api_id: `gid://shopify/LineItem/${line.id}`,
    tax_lines: taxLines(line, money),
  };
}

function lineName(line: BookedLine): string {
  return line.variantTitle === null ? line.title : `${line.title} - ${line.variantTitle}`;
}

function idOrNull(id: string | null): number | null {
  return id === null ? null : Number(id);
}

function lineStatus(line: BookedLine, shipped: number): string | null {
  if (shipped === 0) return null;
  return shipped >= line.ordered - line.removed ? "fulfilled" : "partial";
}

function taxLines({ tax }: BookedLine, money: MoneyWriter): object[] {
  if (tax === null) return [];
  const { title, rate, amount } = tax;
  return [
    { channel_liable: false, price: money.text(amount), price_set: money.set(amount), rate: Number(rate), title },
  ];
}

function duties(line: BookedLine, money: MoneyWriter): object[] {
  if (line.duties === 0) return [];
  const set = money.set(line.duties);
  return [
    {
      id: `${line.id}1`,
      harmonized_system_code: "6109100010",
      country_code_of_origin: "PT",
      shop_money: set.shop_money,
      presentment_money: set.presentment_money,
      tax_lines: [],
      admin_graphql_api_id: `gid://shopify/Duty/${line.id}1`,
    },
  ];
}

/** An order discount is spread over the lines; `total_discount` of the line itself stays 0. */
function allocations(line: BookedLine, money: MoneyWriter): object[] {
  if (line.discount === 0) return [];
  return [{ amount: money.text(line.discount), discount_application_index: 0, amount_set: money.set(line.discount) }];
}
