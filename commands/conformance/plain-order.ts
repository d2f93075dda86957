import { isAmount } from "./money-in-body.ts";
import { type Fields, objectsIn, piecesOf, referenceOf, textOf } from "./read-body.ts";
import { replaceMembers } from "./scan-members.ts";

/** Before any fulfillment anyone feeds. */
const PLACED_AT = "2001-01-01T00:00:00Z";
const ARTICLE = { id: 1, title: "An article", quantity: 1, price: "10.00", requires_shipping: true };

/** A plain order to which a lone fulfillment belongs: its id and its lines. Null where the body names no order. */
export function plainOrder(fulfillment: Fields): Buffer | null {
  const id = referenceOf(fulfillment.order_id, "Order");
  if (id === null) return null;
  const order = {
    id,
    name: "#1001",
    order_number: 1001,
    created_at: PLACED_AT,
    processed_at: PLACED_AT,
    updated_at: PLACED_AT,
    currency: "EUR",
    total_price: "10.00",
    subtotal_price: "10.00",
    total_discounts: "0.00",
    email: "paired@example.com",
    test: false,
    line_items: [ARTICLE],
    shipping_lines: [],
    fulfillments: [],
    shipping_address: {
      name: "Paula Paired",
      address1: "Pairing Road 1",
      zip: "10115",
      city: "Berlin",
      country: "Germany",
      country_code: "DE",
    },
  };
  const lines = objectsIn(fulfillment.line_items).map(lineText);
  const values = new Map([["id", idText(id)]]);
  if (lines.length > 0) values.set("line_items", `[${lines.join()}]`);
  return Buffer.from(replaceMembers(JSON.stringify(order), values));
}

function lineText(line: Fields): string {
  const article = {
    ...ARTICLE,
    title: textOf(line.title) ?? ARTICLE.title,
    quantity: piecesOf(line.quantity) ?? ARTICLE.quantity,
    price: isAmount(line.price) ? line.price : ARTICLE.price,
  };
  return replaceMembers(JSON.stringify(article), new Map([["id", idText(textOf(line.id) ?? "1")]]));
}

/** A number to its last digit, which no float of 18 digits would be. What is no number stays a text. */
function idText(id: string): string {
  return /^(0|[1-9]\d*)$/.test(id) ? id : JSON.stringify(id);
}
