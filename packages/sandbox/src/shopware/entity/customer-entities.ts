import type { ShopwareOrder } from "../books/shopware-order.ts";
import { hexId } from "../hex-id.ts";
import { billingId } from "./address-entity.ts";
import { type Entity, LIVE_VERSION } from "./entity.ts";
import { type ShopEntities, STOREFRONT } from "./shop-entities.ts";
import { writeInstant } from "./write-instant.ts";

/** The customer's record: one for each order where a guest bought. */
export function customerId({ booked }: ShopwareOrder): string {
  return hexId("customer", booked.customer?.id ?? `guest:${booked.id}`);
}

/** Nobody buys without an address for mail in Shopware. */
export function mailAddress({ booked }: ShopwareOrder): string {
  return booked.email ?? booked.customer?.email ?? `guest-${booked.number}@example.com`;
}

export function customerTags({ booked }: ShopwareOrder): string[] {
  return booked.customer !== null && Number(booked.customer.id) % 2 === 0 ? ["Stammkunde"] : [];
}

export function customerGroup({ booked }: ShopwareOrder): string {
  return booked.company === null ? "Standard-Kundengruppe" : "Händler";
}

/** Who bought, as it was written down with the order. */
export function orderCustomerEntity(order: ShopwareOrder, entities: ShopEntities): Entity {
  const { booked } = order;
  const { firstName, lastName, company, vatIds, customerNumber } = personOf(order);
  return {
    name: "order_customer",
    id: hexId("order_customer", booked.id),
    versionId: LIVE_VERSION,
    createdAt: booked.createdAt,
    updatedAt: null,
    translated: null,
    fields: {
      email: mailAddress(order),
      orderId: hexId("order", booked.id),
      orderVersionId: LIVE_VERSION,
      salutationId: entities.salutation().id,
      firstName,
      lastName,
      title: null,
      vatIds,
      company,
      customerNumber,
      customerId: customerId(order),
      remoteAddress: "127.0.0.0",
      customFields: null,
    },
    links: { salutation: () => entities.salutation(), customer: () => customerEntity(order, entities) },
  };
}

/** A customer: registered, or a guest. Both have a record; only `guest` tells them apart. */
function customerEntity(order: ShopwareOrder, entities: ShopEntities): Entity {
  const { booked } = order;
  const { firstName, lastName, company, vatIds, customerNumber } = personOf(order);
  const group = entities.group(customerGroup(order));
  const tags = customerTags(order).map((tag) => entities.tag(tag));
  return {
    name: "customer",
    id: customerId(order),
    versionId: null,
    createdAt: booked.createdAt,
    updatedAt: booked.createdAt,
    translated: null,
    fields: {
      groupId: group.id,
      defaultPaymentMethodId: entities.paymentMethod().id,
      lastPaymentMethodId: entities.paymentMethod().id,
      salesChannelId: entities.salesChannel(STOREFRONT).id,
      languageId: hexId("language", "de-DE"),
      defaultBillingAddressId: billingId(order),
      defaultShippingAddressId: billingId(order),
      customerNumber,
      salutationId: entities.salutation().id,
      firstName,
      lastName,
      company,
      email: mailAddress(order),
      title: null,
      vatIds,
      affiliateCode: null,
      campaignCode: null,
      active: true,
      guest: booked.customer === null,
      firstLogin: writeInstant(booked.createdAt),
      lastLogin: null,
      accountType: company === null ? "private" : "business",
      birthday: null,
      orderCount: 1,
      autoIncrement: booked.number,
      tagIds: tags.length === 0 ? null : tags.map(({ id }) => id),
      remoteAddress: "127.0.0.0",
      requestedGroupId: null,
      boundSalesChannelId: null,
      createdById: null,
      updatedById: null,
      customFields: null,
    },
    links: {
      group: () => group,
      salutation: () => entities.salutation(),
      defaultPaymentMethod: () => entities.paymentMethod(),
      lastPaymentMethod: () => entities.paymentMethod(),
      salesChannel: () => entities.salesChannel(STOREFRONT),
      language: () => entities.language("de-DE"),
      tags: () => tags,
    },
  };
}

function personOf({ booked }: ShopwareOrder) {
  const { customer, billingAddress, company } = booked;
  return {
    firstName: customer?.firstName ?? billingAddress?.firstName ?? "",
    lastName: customer?.lastName ?? billingAddress?.lastName ?? "",
    company: billingAddress?.company ?? null,
    vatIds: company === null ? null : ["DE123456789"],
    customerNumber: String(20_000 + booked.number),
  };
}
