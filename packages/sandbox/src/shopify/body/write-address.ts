import type { BookedAddress, BookedCustomer } from "../booked-order.ts";

/** `shipping_address`, `billing_address` and a fulfillment's `destination`. */
export function addressBody(address: BookedAddress): object {
  return {
    first_name: address.firstName,
    address1: address.line1,
    phone: address.phone,
    city: address.city,
    zip: address.zip,
    province: address.province,
    country: address.country,
    last_name: address.lastName,
    address2: address.line2,
    company: address.company,
    latitude: null,
    longitude: null,
    name: `${address.firstName} ${address.lastName}`,
    country_code: address.countryCode,
    province_code: address.provinceCode,
  };
}

/** `customer`. Since API version 2025-01 without tags and consents. */
export function customerBody(customer: BookedCustomer, currency: string, address: BookedAddress | null): object {
  const id = Number(customer.id);
  return {
    id,
    created_at: null,
    updated_at: null,
    first_name: customer.firstName,
    last_name: customer.lastName,
    state: "disabled",
    note: null,
    verified_email: true,
    multipass_identifier: null,
    tax_exempt: false,
    email: customer.email,
    phone: customer.phone,
    currency,
    tax_exemptions: [],
    admin_graphql_api_id: `gid://shopify/Customer/${customer.id}`,
    ...(address === null ? {} : { default_address: defaultAddress(customer, address) }),
  };
}

function defaultAddress(customer: BookedCustomer, address: BookedAddress): object {
  return {
    id: Number(customer.id) + 1,
    customer_id: Number(customer.id),
    first_name: address.firstName,
    last_name: address.lastName,
    company: address.company,
    address1: address.line1,
    address2: address.line2,
    city: address.city,
    province: address.province,
    country: address.country,
    zip: address.zip,
    phone: address.phone,
    name: `${address.firstName} ${address.lastName}`,
    province_code: address.provinceCode,
    country_code: address.countryCode,
    country_name: address.country,
    default: true,
  };
}
