import type { OrderPlacement, OrderTracking, Product } from "@karla/api/contract";
import type { Attribute } from "./order.ts";

/**
 * What a merchant's mapping adds to an order on its way to the core: made by `applyMapping`, put in its place by `toKarla`.
 * What is not here is sent as the shop has it.
 */
export interface MappedFields {
  order: Pick<OrderPlacement, "order_name" | "weight" | "external_customer_id" | "expected_number_of_shipments">;
  company: string | undefined;
  analytics: Pick<
    NonNullable<OrderPlacement["order_analytics"]>,
    "affiliate_code" | "campaign_code" | "landing_site" | "landing_site_ref"
  >;
  /** Custom properties. One of the same name that the shop has is replaced. */
  properties: Attribute[];
  segments: ReadonlySet<string>;
  /** By line id; for the products of the order and of its parcels. */
  products: ReadonlyMap<string, Pick<Product, "size" | "weight" | "type">>;
  /** By tracking number. */
  trackings: ReadonlyMap<string, Pick<OrderTracking, "carrier_reference" | "tracking_url">>;
}

export const NOTHING_MAPPED: MappedFields = {
  order: {},
  company: undefined,
  analytics: {},
  properties: [],
  segments: new Set(),
  products: new Map(),
  trackings: new Map(),
};
