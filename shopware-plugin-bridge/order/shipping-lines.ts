import { objectOf, textOf } from "@karla/sync/json-fields";
import type { ShippingLine } from "@karla/sync/order";
import type { JsonObject } from "@karla/sync/read-json";
import type { Amounts } from "./amounts-of.ts";
import { deliveriesOf } from "./deliveries.ts";
import { translatedOf } from "./json-fields.ts";

/** How the goods are sent, and for how much: one line of each delivery. A delivery without costs says nothing and is left out. */
export function shippingLinesOf(order: JsonObject, amounts: Amounts): ShippingLine[] {
  return deliveriesOf(order).flatMap((delivery) => {
    const method = objectOf(delivery.shippingMethod);
    const price = amounts(objectOf(delivery.shippingCosts)?.totalPrice, "deliveries.shippingCosts");
    if (price === null) return [];
    return [
      {
        title: translatedOf(method, "name"),
        code: textOf(method?.technicalName),
        price: { shop: price, presentment: null },
      },
    ];
  });
}
