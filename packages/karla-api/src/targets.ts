/** Where a field is known from. */
export type TargetSource = "docs" | "dart 2025-02" | "php plugin";

/**
 * `confirmed`: in the generated client and in the documentation or in what Karla's own plugin sends.
 * `single`: one of them only. `unverified`: its place or its unit is a guess.
 */
export type Confidence = "confirmed" | "single" | "unverified";

export type TargetType = "text" | "amount" | "integer" | "instant" | "object" | "list";

/** One field that the contract takes. What is not listed here is never sent. */
export interface Target {
  /** Wire path; `[]` stands for each item of a list. Products of parcels take what products of the order take. */
  path: string;
  type: TargetType;
  source: TargetSource;
  confidence: Confidence;
  /** Says which order, product or parcel it is: no mapping may write it. */
  protected: boolean;
  /** How a merchant's mapping may write it; null where it sends what the shop has, and nothing else. */
  mapping: TargetMapping | null;
}

/** `set`: one value. `append`: a text more in a list. `named`: a name and a value, one for each name. */
export type TargetMapping = "set" | "append" | "named";

/** Prices, products and the address stay what the shop says: they prove that the order in the core is the order in the shop. */
const MAPPED: Readonly<Record<string, TargetMapping>> = {
  "order.order_name": "set",
  "order.segments": "append",
  "order.weight": "set",
  "order.external_customer_id": "set",
  "order.expected_number_of_shipments": "set",
  "order.address.company": "set",
  "order.order_analytics.affiliate_code": "set",
  "order.order_analytics.campaign_code": "set",
  "order.order_analytics.landing_site": "set",
  "order.order_analytics.landing_site_ref": "set",
  "order.order_analytics.note_attributes": "named",
  "order.products[].size": "set",
  "order.products[].weight": "set",
  "order.products[].type": "set",
  "trackings[].carrier_reference": "set",
  "trackings[].tracking_url": "set",
};

type Row = readonly [
  name: string,
  type: TargetType,
  source: TargetSource,
  confidence: Confidence,
  protection?: "protected",
];

const ORDER: readonly Row[] = [
  ["order_number", "text", "dart 2025-02", "confirmed", "protected"],
  ["order_name", "text", "dart 2025-02", "confirmed"],
  ["order_placed_at", "instant", "dart 2025-02", "confirmed"],
  ["total_order_price", "amount", "dart 2025-02", "confirmed"],
  ["shipping_price", "amount", "dart 2025-02", "confirmed"],
  ["sub_total_price", "amount", "dart 2025-02", "confirmed"],
  ["discount_price", "amount", "dart 2025-02", "confirmed"],
  ["products", "list", "dart 2025-02", "confirmed"],
  ["discounts", "list", "dart 2025-02", "confirmed"],
  ["email_id", "text", "dart 2025-02", "confirmed"],
  ["address", "object", "dart 2025-02", "confirmed"],
  ["currency", "text", "dart 2025-02", "confirmed"],
  ["segments", "list", "dart 2025-02", "confirmed"],
  ["weight", "amount", "dart 2025-02", "unverified"],
  ["external_id", "text", "dart 2025-02", "confirmed", "protected"],
  ["external_customer_id", "text", "php plugin", "single"],
  ["user_agent", "text", "dart 2025-02", "single"],
  ["order_analytics", "object", "dart 2025-02", "unverified"],
  ["expected_number_of_shipments", "integer", "dart 2025-02", "confirmed"],
];

const ADDRESS: readonly Row[] = [
  ["address_line_1", "text", "dart 2025-02", "confirmed"],
  ["address_line_2", "text", "dart 2025-02", "confirmed"],
  ["city", "text", "dart 2025-02", "confirmed"],
  ["country", "text", "dart 2025-02", "confirmed"],
  ["country_code", "text", "dart 2025-02", "confirmed"],
  ["name", "text", "dart 2025-02", "confirmed"],
  ["phone", "text", "dart 2025-02", "confirmed"],
  ["province", "text", "dart 2025-02", "confirmed"],
  ["province_code", "text", "dart 2025-02", "confirmed"],
  ["street", "text", "dart 2025-02", "confirmed"],
  // Guests prove with it that the order is theirs.
  ["zip_code", "text", "dart 2025-02", "confirmed", "protected"],
  ["company", "text", "dart 2025-02", "single"],
];

const ANALYTICS: readonly Row[] = [
  ["affiliate_code", "text", "php plugin", "unverified"],
  ["campaign_code", "text", "php plugin", "unverified"],
  ["landing_site", "text", "docs", "unverified"],
  ["landing_site_ref", "text", "docs", "unverified"],
  ["note_attributes", "list", "docs", "unverified"],
];

const PRODUCT: readonly Row[] = [
  ["title", "text", "dart 2025-02", "confirmed"],
  ["quantity", "integer", "dart 2025-02", "confirmed"],
  ["price", "amount", "dart 2025-02", "confirmed"],
  ["size", "text", "dart 2025-02", "single"],
  ["images", "list", "dart 2025-02", "confirmed"],
  ["sku", "text", "dart 2025-02", "confirmed"],
  ["weight", "amount", "dart 2025-02", "unverified"],
  ["tax_lines", "list", "dart 2025-02", "single"],
  ["bundled_products", "list", "dart 2025-02", "single"],
  ["shipment_id", "text", "dart 2025-02", "single", "protected"],
  ["type", "text", "dart 2025-02", "single"],
  ["product_id", "text", "php plugin", "single", "protected"],
  ["variant_id", "text", "php plugin", "single", "protected"],
];

const TRACKING: readonly Row[] = [
  ["tracking_number", "text", "dart 2025-02", "confirmed", "protected"],
  ["tracking_url", "text", "dart 2025-02", "single"],
  ["tracking_placed_at", "instant", "dart 2025-02", "confirmed"],
  ["carrier_reference", "text", "dart 2025-02", "single"],
  ["external_shipment_id", "text", "dart 2025-02", "single", "protected"],
  ["products", "list", "dart 2025-02", "confirmed"],
];

/** Every field of an order, its address, attribution, products and parcels. */
export const TARGETS: readonly Target[] = [
  ...under("order.", ORDER),
  ...under("order.address.", ADDRESS),
  ...under("order.order_analytics.", ANALYTICS),
  ...under("order.products[].", PRODUCT),
  ...under("trackings[].", TRACKING),
];

function under(prefix: string, rows: readonly Row[]): Target[] {
  return rows.map(([name, type, source, confidence, protection]) => ({
    path: prefix + name,
    type,
    source,
    confidence,
    protected: protection !== undefined,
    mapping: MAPPED[prefix + name] ?? null,
  }));
}
