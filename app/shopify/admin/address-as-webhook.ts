import { objectOf } from "@karla/sync/json-fields";
import type { JsonObject, JsonValue } from "@karla/sync/read-json";

/** A `MailingAddress` as a webhook's address. */
export function addressAsWebhook(field: JsonValue | undefined): JsonObject | null {
  const address = objectOf(field);
  if (address === null) return null;
  return {
    name: address.name ?? null,
    first_name: address.firstName ?? null,
    last_name: address.lastName ?? null,
    company: address.company ?? null,
    address1: address.address1 ?? null,
    address2: address.address2 ?? null,
    zip: address.zip ?? null,
    city: address.city ?? null,
    province: address.province ?? null,
    province_code: address.provinceCode ?? null,
    country: address.country ?? null,
    country_code: address.countryCodeV2 ?? null,
    phone: address.phone ?? null,
  };
}
