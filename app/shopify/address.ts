import { objectOf, textOf } from "@karla/sync/json-fields";
import type { Address } from "@karla/sync/order";
import type { JsonValue } from "@karla/sync/read-json";

/** An address, null where there is nothing in it (a shop without access to customer data gets empty ones). */
export function addressOf(field: JsonValue | undefined): Address | null {
  const object = objectOf(field);
  if (object === null) return null;
  const address: Address = {
    name: textOf(object.name) ?? fullName(textOf(object.first_name), textOf(object.last_name)),
    company: textOf(object.company),
    line1: textOf(object.address1),
    line2: textOf(object.address2),
    zip: textOf(object.zip),
    city: textOf(object.city),
    province: textOf(object.province),
    provinceCode: textOf(object.province_code),
    country: textOf(object.country) ?? textOf(object.country_name),
    countryCode: countryCodeOf(object.country_code),
    phone: textOf(object.phone),
  };
  return Object.values(address).every((part) => part === null) ? null : address;
}

function fullName(first: string | null, last: string | null): string | null {
  return [first, last].filter((part) => part !== null).join(" ") || null;
}

function countryCodeOf(field: JsonValue | undefined): string | null {
  const code = textOf(field)?.trim() ?? "";
  return /^[A-Za-z]{2}$/.test(code) ? code.toUpperCase() : null;
}
