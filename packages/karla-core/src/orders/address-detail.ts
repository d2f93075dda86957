import type { Address } from "../wire/address.ts";

/** `AddressDTO` with every field, as FastAPI prints it. */
export function addressDetail(address: Address) {
  return {
    address_line_1: address.address_line_1 ?? null,
    address_line_2: address.address_line_2 ?? null,
    city: address.city ?? null,
    country: address.country ?? null,
    country_code: address.country_code ?? null,
    name: address.name ?? null,
    phone: address.phone ?? null,
    province: address.province ?? null,
    province_code: address.province_code ?? null,
    street: address.street ?? null,
    zip_code: address.zip_code ?? null,
    company: address.company ?? null,
  };
}
