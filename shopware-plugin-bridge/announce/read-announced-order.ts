import { objectOf, textOf } from "@karla/sync/json-fields";
import type { JsonObject } from "@karla/sync/read-json";
import type { ShopClient } from "../admin/shop-client.ts";

const ID = /^[0-9a-f]{32}$/;

const CRITERIA = {
  "total-count-mode": 0,
  limit: 1,
  associations: { orderCustomer: { associations: { customer: {} } } },
  includes: {
    order: ["id", "languageId", "customFields", "orderCustomer"],
    order_customer: ["customerId", "customer"],
    customer: ["id", "guest"],
  },
} as const;

/** As much of an order as is needed to tell the shop of it. */
export interface AnnouncedOrder {
  /** As the shop has them now. */
  customFields: JsonObject;
  /** Of whoever has an account and was logged in. The shop makes a customer of each guest too, of whom a flow should not speak. */
  customerId: string | null;
  /** The language that it was bought in. */
  languageId: string | null;
}

/** Null where the shop does not have the order (any more): a search without a version looks at those that everybody sees. */
export async function readAnnouncedOrder(client: ShopClient, orderId: string): Promise<AnnouncedOrder | null> {
  // The shop refuses the whole search for what is no id.
  if (!ID.test(orderId)) return null;
  const { entities } = await client.search("order", { ...CRITERIA, ids: [orderId] });
  const order = entities.find(({ id }) => id === orderId);
  if (order === undefined) return null;
  const buyer = objectOf(order.orderCustomer);
  const registered = objectOf(buyer?.customer)?.guest === false;
  return {
    // PHP writes an empty map as a list.
    customFields: objectOf(order.customFields) ?? {},
    customerId: registered ? idOf(textOf(buyer?.customerId)) : null,
    languageId: idOf(textOf(order.languageId)),
  };
}

function idOf(text: string | null): string | null {
  return text !== null && ID.test(text) ? text : null;
}
