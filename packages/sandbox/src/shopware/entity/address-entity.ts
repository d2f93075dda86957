import { isDeepStrictEqual } from "node:util";
import type { BookedAddress } from "../../shopify/booked-order.ts";
import type { ShopwareOrder } from "../books/shopware-order.ts";
import { hexId } from "../hex-id.ts";
import { type Entity, LIVE_VERSION } from "./entity.ts";
import type { ShopEntities } from "./shop-entities.ts";
import type { ViewOptions } from "./shop-facts.ts";

/** The addresses of an order: one where both are the same. */
export function addressEntities(
  order: ShopwareOrder,
  entities: ShopEntities,
  options: ViewOptions,
): { billing: Entity; shipping: Entity } {
  const { billingAddress, shippingAddress } = order.booked;
  if (billingAddress === null) throw new Error("an order without a billing address");
  const make = (id: string, address: BookedAddress, updatedAt: number | null): Entity =>
    addressEntity({ id, address, updatedAt, order, entities, options });
  const billing = make(billingId(order), billingAddress, null);
  if (shippingAddress === null || isOneAddress(order)) return { billing, shipping: billing };
  return { billing, shipping: make(shippingId(order), shippingAddress, order.addressWrittenAt) };
}

export function billingId({ booked }: ShopwareOrder): string {
  return hexId("order_address", `${booked.id}:billing`);
}

/** The id of the address goods go to. */
export function shippingId(order: ShopwareOrder): string {
  return isOneAddress(order) ? billingId(order) : hexId("order_address", `${order.booked.id}:shipping`);
}

function isOneAddress({ booked, addressWrittenAt }: ShopwareOrder): boolean {
  const { billingAddress, shippingAddress } = booked;
  if (shippingAddress === null) return true;
  return addressWrittenAt === null && isDeepStrictEqual(shippingAddress, billingAddress);
}

function addressEntity({
  id,
  address,
  updatedAt,
  order,
  entities,
  options,
}: {
  id: string;
  address: BookedAddress;
  updatedAt: number | null;
  order: ShopwareOrder;
  entities: ShopEntities;
  options: ViewOptions;
}): Entity {
  const country = entities.country(address.countryCode, countryName(address, options));
  const { provinceCode, province } = address;
  const state = provinceCode === null ? null : entities.countryState(address.countryCode, provinceCode, province ?? "");
  return {
    name: "order_address",
    id,
    versionId: LIVE_VERSION,
    createdAt: order.booked.createdAt,
    updatedAt,
    translated: null,
    fields: {
      countryId: country.id,
      countryStateId: state?.id ?? null,
      salutationId: entities.salutation().id,
      firstName: address.firstName,
      lastName: address.lastName,
      street: address.line1,
      zipcode: address.zip,
      city: address.city,
      company: address.company,
      department: null,
      title: null,
      vatId: null,
      phoneNumber: address.phone,
      additionalAddressLine1: address.line2,
      additionalAddressLine2: null,
      orderId: hexId("order", order.booked.id),
      orderVersionId: LIVE_VERSION,
      customFields: null,
    },
    links: { country: () => country, countryState: () => state, salutation: () => entities.salutation() },
  };
}

/** The books name countries in English. */
function countryName({ country, countryCode }: BookedAddress, { locale }: ViewOptions): string {
  return locale === "en-GB" ? country : (GERMAN_NAMES.of(countryCode) ?? country);
}

const GERMAN_NAMES = new Intl.DisplayNames(["de"], { type: "region" });
