import type { AddressWithZip } from "@karla/api/contract";
import type { OrderSnapshot } from "./order.ts";
import { present } from "./present.ts";
import type { OrderSettings } from "./settings.ts";

export type ProjectedAddress =
  | { outcome: "address"; address: AddressWithZip }
  | { outcome: "skip"; reason: "no_address" | "no_zip" };

/**
 * Where the parcel goes: the shipping address, never silently the billing one (the PHP plugin sends whichever address
 * comes first). The core refuses an address without a zip code.
 */
export function toAddress(snapshot: OrderSnapshot, settings: OrderSettings): ProjectedAddress {
  const address = snapshot.shippingAddress ?? (settings.fallBackToBillingAddress ? snapshot.billingAddress : null);
  if (address === null) return { outcome: "skip", reason: "no_address" };
  const zip = blank(address.zip) ? settings.zipCodeWhereMissing : address.zip;
  if (zip === null || blank(zip)) return { outcome: "skip", reason: "no_zip" };
  const street = [address.line1, address.line2].filter((line) => !blank(line)).join(", ");
  return {
    outcome: "address",
    address: {
      ...present("address_line_1", address.line1),
      ...present("address_line_2", address.line2),
      ...present("street", street),
      ...present("city", address.city),
      ...present("country", address.country),
      ...present("country_code", address.countryCode),
      ...present("name", address.name),
      ...present("phone", address.phone),
      ...present("province", address.province),
      ...present("province_code", address.provinceCode),
      zip_code: zip,
      ...present("company", address.company),
    },
  };
}

function blank(text: string | null): boolean {
  return text === null || text.trim() === "";
}
