import { emailOf, type Field, objectOf, textOf } from "@karla/sync/json-fields";
import type { Customer, OrderSnapshot } from "@karla/sync/order";
import type { JsonObject } from "@karla/sync/read-json";
import { objectsOf, translatedOf } from "./json-fields.ts";

/**
 * Who bought. Guests have an account of their own in Shopware, which `guest` alone tells from a customer's; where it cannot be
 * read, nobody is called a customer. An order keeps name and e-mail as they were when it was placed.
 */
export function customerOf(order: JsonObject, phone: string | null): Customer | null {
  const buyer = objectOf(order.orderCustomer);
  if (buyer === null) return null;
  const account = objectOf(buyer.customer);
  return {
    id: account?.guest === false ? (textOf(account.id) ?? textOf(buyer.customerId)) : null,
    email: emailOf(buyer.email),
    firstName: textOf(buyer.firstName),
    lastName: textOf(buyer.lastName),
    phone,
    tags: tagsOf(account?.tags),
  };
}

/** The names of tags, each once. */
export function tagsOf(field: Field): string[] {
  return [...new Set(objectsOf(field).flatMap((tag) => translatedOf(tag, "name")?.trim() ?? []))];
}

/** Karla's own plugin makes segments of these names, in this order. */
export function segmentsOf(order: JsonObject): OrderSnapshot["segments"] {
  const group = objectOf(objectOf(objectOf(order.orderCustomer)?.customer)?.group);
  return [
    { kind: "customer_group", value: translatedOf(group, "name") },
    { kind: "sales_channel", value: translatedOf(objectOf(order.salesChannel), "name") },
  ].flatMap(({ kind, value }) => (value === null ? [] : [{ kind, value }]));
}
