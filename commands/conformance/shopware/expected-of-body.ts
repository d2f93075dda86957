import { isAmount } from "../money-in-body.ts";
import { type Fields, fieldsOf, listOf, objectsIn, textOf } from "../read-body.ts";
import { addressOfDelivery, codesIn } from "./order-in-shop.ts";

/** What must become of a body, from the order that the shop has: written from the product's rules, sharing no code with the bridge. */
export type ExpectedOutcome =
  | { outcome: "no_order" }
  | { outcome: "quarantined" }
  | { outcome: "skipped"; reason: "nothing_to_ship" | "no_address" | "no_zip" }
  | { outcome: "delivered"; order: Fields };

/** `order`: null where the body is about no order that the shop finds. Every state is taken, and cancelled orders are. */
export function expectedOfBody(order: Fields | null): ExpectedOutcome {
  if (order === null) return { outcome: "no_order" };
  if (hasUnreadableMoney(order)) return { outcome: "quarantined" };
  const goods = objectsIn(order.lineItems).filter(({ type }) => type === "product");
  const ships = goods.some(({ states }) => !listOf(states).includes("is-download"));
  if (goods.length > 0 && !ships && codesIn(order).length === 0)
    return { outcome: "skipped", reason: "nothing_to_ship" };
  const address = addressOfDelivery(order, null);
  if (address === null) return { outcome: "skipped", reason: "no_address" };
  return textOf(address.zipcode) === null ? { outcome: "skipped", reason: "no_zip" } : { outcome: "delivered", order };
}

function hasUnreadableMoney(order: Fields): boolean {
  const lines = objectsIn(order.lineItems).filter(({ type }) => type === "product" || type === "promotion");
  const amounts = [
    order.amountTotal ?? fieldsOf(order.price)?.totalPrice,
    order.shippingTotal ?? "0",
    ...lines.flatMap(({ unitPrice, totalPrice }) => [unitPrice ?? "0", totalPrice]),
  ];
  const currency = textOf(fieldsOf(order.currency)?.isoCode) ?? "";
  return !amounts.every(isAmount) || !/^[A-Za-z]{3}$/.test(currency.trim());
}
