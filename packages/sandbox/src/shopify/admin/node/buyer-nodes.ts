import { customerLocale } from "../../body/customer-locale.ts";
import type { AdminNode } from "./admin-node.ts";
import { gid } from "./gid.ts";
import { metafieldFields } from "./metafield-fields.ts";
import type { OrderPage } from "./order-page.ts";

/** `Customer`, null for a guest. The books' customers carry no tags. */
export function customerNode({ order }: OrderPage): AdminNode | null {
  const { customer } = order;
  if (customer === null) return null;
  const { id, firstName, lastName, email, phone, metafields } = customer;
  return {
    __typename: "Customer",
    id: gid("Customer", id),
    legacyResourceId: id,
    firstName,
    lastName,
    displayName: `${firstName} ${lastName}`,
    email,
    phone,
    defaultEmailAddress: email === null ? null : { emailAddress: email },
    defaultPhoneNumber: phone === null ? null : { phoneNumber: phone },
    locale: customerLocale(order),
    tags: [],
    note: null,
    state: "DISABLED",
    verifiedEmail: true,
    taxExempt: false,
    taxExemptions: [],
    ...metafieldFields({ type: "CUSTOMER", id }, metafields),
  };
}

/** `PurchasingEntity`: the company in B2B, else the customer. Of a company the books know the ids alone. */
export function purchasingEntityNode(page: OrderPage): AdminNode | null {
  const { company } = page.order;
  if (company === null) return customerNode(page);
  return {
    __typename: "PurchasingCompany",
    company: { id: gid("Company", company.id) },
    location: { id: gid("CompanyLocation", company.locationId) },
    contact: null,
  };
}
