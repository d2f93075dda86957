import { type Field, objectOf, textOf } from "@karla/sync/json-fields";
import type { Address } from "@karla/sync/order";
import type { JsonObject } from "@karla/sync/read-json";
import { objectsOf, translatedOf } from "./json-fields.ts";

/** An `order_address`, null where there is nothing in it. */
export function addressOf(field: Field): Address | null {
  const object = objectOf(field);
  if (object === null) return null;
  const country = objectOf(object.country);
  const province = objectOf(object.countryState);
  const address: Address = {
    name: fullNameOf(object),
    company: textOf(object.company),
    line1: textOf(object.street),
    line2: textOf(object.additionalAddressLine1),
    zip: textOf(object.zipcode),
    city: textOf(object.city),
    province: translatedOf(province, "name"),
    provinceCode: textOf(province?.shortCode),
    country: translatedOf(country, "name"),
    countryCode: countryCodeOf(country?.iso),
    phone: textOf(object.phoneNumber),
  };
  return Object.values(address).every((part) => part === null) ? null : address;
}

/** The address that an association holds, else the one of the order's own list that the id beside it names. */
export function addressIn(holder: JsonObject | null, association: string, order: JsonObject): Address | null {
  const own = addressOf(holder?.[association]);
  if (own !== null) return own;
  const id = textOf(holder?.[`${association}Id`]);
  return id === null ? null : addressOf(objectsOf(order.addresses).find((address) => address.id === id));
}

function fullNameOf({ firstName, lastName }: JsonObject): string | null {
  return [textOf(firstName), textOf(lastName)].filter((part) => part !== null).join(" ") || null;
}

function countryCodeOf(field: Field): string | null {
  const code = textOf(field)?.trim() ?? "";
  return /^[A-Za-z]{2}$/.test(code) ? code.toUpperCase() : null;
}
