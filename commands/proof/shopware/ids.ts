import type { BookedLine, BookedOrder } from "@karla/sandbox/booked-order";
import { hexId } from "@karla/sandbox/hex-id";
import type { ShopwareDelivery } from "@karla/sandbox/shopware-order";

/** The ids that things of the books go by in the shop. */
export function idOfOrder({ id }: Pick<BookedOrder, "id">): string {
  return hexId("order", id);
}

export function idOfDelivery({ key }: Pick<ShopwareDelivery, "key">): string {
  return hexId("order_delivery", key);
}

export function idOfCustomer({ id }: NonNullable<BookedOrder["customer"]>): string {
  return hexId("customer", id);
}

/** What was sold, a variant where the product has several, and the product that it is one of. Null for a line without product. */
export function idsOfArticle({ productId, variantId, variantTitle }: BookedLine): {
  product: string;
  variant: string;
} | null {
  if (variantId === null) return null;
  const variant = hexId("product", `variant:${variantId}`);
  return { variant, product: productId === null || variantTitle === null ? variant : hexId("product", productId) };
}
