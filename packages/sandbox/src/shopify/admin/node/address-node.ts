import type { BookedAddress } from "../../booked-order.ts";
import type { AdminNode } from "./admin-node.ts";
import { gid } from "./gid.ts";

/** `MailingAddress`. The books give an address no id of its own: it is that of what it belongs to. */
export function addressNode(address: BookedAddress, id: string): AdminNode {
  const name = `${address.firstName} ${address.lastName}`;
  return {
    __typename: "MailingAddress",
    id: `${gid("MailingAddress", id)}?model_name=Address`,
    firstName: address.firstName,
    lastName: address.lastName,
    name,
    company: address.company,
    address1: address.line1,
    address2: address.line2,
    zip: address.zip,
    city: address.city,
    province: address.province,
    provinceCode: address.provinceCode,
    country: address.country,
    countryCode: address.countryCode,
    countryCodeV2: address.countryCode,
    phone: address.phone,
    latitude: null,
    longitude: null,
  };
}
