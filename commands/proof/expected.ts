/**
 * What the core must hold of one order, worked out from the shop's own books. `null` stands for "must not be there".
 * Amounts are decimal text.
 */
export interface ExpectedOrder {
  external_id: string;
  order_number: string;
  order_name: string;
  /** ISO 8601. */
  order_placed_at: string;
  total_order_price: string;
  sub_total_price: string;
  shipping_price: string;
  discount_price: string;
  currency: string;
  email_id: string | null;
  external_customer_id: string | null;
  address: ExpectedAddress;
  products: readonly ExpectedProduct[];
  /** `told`: each line has its picture. `perhaps`: where the shop could not be asked, or not yet, a line may have none. */
  pictures: "told" | "perhaps";
  discounts: readonly { code: string; amount: string; type: string }[];
  segments: readonly string[];
  /** Of tags the order no longer has: the core never takes a segment away, so these may be there. */
  formerSegments: readonly string[];
  order_analytics: {
    note_attributes: readonly { name: string; value: string }[];
    landing_site: string | null;
    landing_site_ref: string | null;
    affiliate_code: string | null;
    campaign_code: string | null;
  };
  trackings: readonly ExpectedTracking[];
  /** Numbers the core may still hold: withdrawn in the shop after they were announced. */
  withdrawnNumbers: readonly string[];
}

export interface ExpectedAddress {
  address_line_1: string | null;
  address_line_2: string | null;
  street: string | null;
  city: string | null;
  country: string | null;
  country_code: string | null;
  name: string | null;
  phone: string | null;
  province: string | null;
  province_code: string | null;
  zip_code: string | null;
  company: string | null;
}

export interface ExpectedProduct {
  title: string;
  quantity: number;
  price: string;
  sku: string | null;
  product_id: string | null;
  variant_id: string | null;
  /** What the article looks like; only of the order's own lines. */
  picture: { src: string; alt: string | null } | null;
  tax_lines: readonly { title: string | null; price: string; rate: string; currency: string }[];
}

export interface ExpectedTracking {
  tracking_number: string;
  tracking_url: string | null;
  carrier_reference: string | null;
  /** Of each fulfillment that has the number; usually one. */
  external_shipment_ids: readonly string[];
  placed_at: readonly string[];
  products: readonly ExpectedProduct[];
}

/**
 * Why an order is not in the core, as the books see it. `redacted` and `awaiting_order` do not happen in the books. `deleted`
 * is Shopware's: what is gone from the shop cannot be read, and the core keeps what it was told.
 */
export type BookedSkip =
  | "test_order"
  | "cancelled_before_shipping"
  | "nothing_to_ship"
  | "no_address"
  | "no_zip"
  | "deleted";

export type Expectation =
  | { outcome: "held"; order: ExpectedOrder }
  /** `mayHold`: what the core may hold all the same, because it was told before the reason arose. */
  | { outcome: "skipped"; reason: BookedSkip; mayHold: readonly ExpectedOrder[] };
