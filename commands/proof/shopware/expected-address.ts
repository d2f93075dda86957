import type { BookedAddress } from "@karla/sandbox/booked-order";
import type { ExpectedAddress } from "../expected.ts";

const COUNTRIES = new Intl.DisplayNames(["de"], { type: "region" });

/** An address as the shop has it: countries by their German names, the shop's language; states with their country's code. */
export function expectedAddress(address: BookedAddress): ExpectedAddress {
  const { countryCode, provinceCode } = address;
  const [line1, line2] = [present(address.line1), present(address.line2)];
  const prefix = `${countryCode}-`;
  return {
    address_line_1: line1,
    address_line_2: line2,
    street: present([line1, line2].filter((line) => line !== null).join(", ")),
    city: present(address.city),
    country: COUNTRIES.of(countryCode) ?? address.country,
    country_code: countryCode,
    name: `${address.firstName} ${address.lastName}`,
    phone: present(address.phone),
    province: provinceCode === null ? null : present(address.province),
    province_code: provinceCode === null || provinceCode.startsWith(prefix) ? provinceCode : `${prefix}${provinceCode}`,
    zip_code: present(address.zip),
    company: present(address.company),
  };
}

function present(text: string | null): string | null {
  return text === null || text === "" ? null : text;
}
