import { fieldsOf, listOf, readBody, textOf } from "./read-body.ts";

const PERSONAL: ReadonlySet<string> = new Set([
  "email",
  "contact_email",
  "customer_email",
  "phone",
  "first_name",
  "last_name",
  "address1",
  "address2",
  "phoneNumber",
  "firstName",
  "lastName",
  "street",
  "additionalAddressLine1",
]);
/** In these, `name` is a person's. */
const PEOPLE: ReadonlySet<string> = new Set([
  "customer",
  "shipping_address",
  "billing_address",
  "default_address",
  "destination",
]);
/** Shorter ones are found by chance. */
const SHORTEST = 4;

/** Everything in a body that tells who a customer is: e-mail addresses, names, phone numbers, streets. */
export function personalDataIn(bytes: Buffer): Set<string> {
  const found = new Set<string>();
  collect(readBody(bytes), "", found);
  return found;
}

function collect(value: unknown, place: string, found: Set<string>): void {
  for (const item of listOf(value)) collect(item, place, found);
  for (const [name, inner] of Object.entries(fieldsOf(value) ?? {})) {
    if (PERSONAL.has(name) || (name === "name" && PEOPLE.has(place))) {
      const text = textOf(inner)?.trim() ?? "";
      if (text.length >= SHORTEST) found.add(text);
    } else collect(inner, name, found);
  }
}
