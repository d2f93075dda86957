import { emailOf, objectOf, textOf } from "@karla/sync/json-fields";
import type { Customer } from "@karla/sync/order";
import type { JsonValue } from "@karla/sync/read-json";
import { idOf } from "./ids-in-body.ts";
import { tagsOf } from "./json-fields.ts";

/** The customer's account. Null for a guest, and where there is nothing in it. `tags` left the webhooks in 2025-01. */
export function customerOf(field: JsonValue | undefined): Customer | null {
  const object = objectOf(field);
  if (object === null) return null;
  const customer: Customer = {
    id: idOf(object, "Customer"),
    email: emailOf(object.email),
    firstName: textOf(object.first_name),
    lastName: textOf(object.last_name),
    phone: textOf(object.phone),
    tags: tagsOf(object.tags),
  };
  const { tags, ...rest } = customer;
  return tags.length === 0 && Object.values(rest).every((part) => part === null) ? null : customer;
}
