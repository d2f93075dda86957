import { z } from "zod";
import { isJsonNumber, type JsonNumber } from "./json-number.ts";

/**
 * What we say to Karla's v1 API. Strict: a key that the contract lacks is an error here, before it is on the wire.
 * Nothing is nullable: what the shop does not have is left out.
 *
 * Sources, named per field where it matters: "dart 2025-02" is Karla's generated client, "docs" their documentation,
 * "php plugin" the Shopware plugin they ship. "unverified": told by one source only and not seen in use. Fields without
 * a source are in the generated client and in the docs. What Karla answers is in `answers.ts`.
 */

/** The carriers that `carrier_reference` takes (dart 2025-02). Any other value is answered with 422 `carrier_reference_invalid`. */
export const CARRIERS = [
  "amz",
  "brt",
  "depost",
  "dhl",
  "dhlexp",
  "dhl_old",
  "dhl2man",
  "dpd",
  "dpdn",
  "dpduk",
  "gls",
  "gls_es",
  "goexp",
  "hrs",
  "postat",
  "rhe",
  "royalmail",
  "swisspost",
  "ups",
  "bpost",
  "dao",
  "anpost",
  "bring",
  "posti",
  "postnl_inter",
  "usps",
  "fedex",
  "postnord",
  "parcelone",
  "dachser",
  "asendia_de",
] as const;
export type CarrierReference = (typeof CARRIERS)[number];

/** How `id` of an upsert is to be read (dart 2025-02). One per shop, never mixed: mixing may create an order twice. */
export const ORDER_REFERENCES = ["uuid", "external_id", "order_name", "order_number"] as const;

/** A JSON number. Money in major units of `currency`, made with `jsonNumber` so that no digit is lost. */
export const Amount = z.union([z.number(), z.custom<JsonNumber>(isJsonNumber, "not a JSON number")]);

/** RFC 3339 with seconds and an offset. */
const Instant = z.iso.datetime({ offset: true }).regex(/T\d\d:\d\d:\d\d/);

export const TaxLine = z.strictObject({
  title: z.string().optional(),
  /** Tax amount of the whole line. */
  price: Amount.optional(),
  /** Share of the net price: 0.19. Unit unverified. */
  rate: Amount.optional(),
  /** ISO 4217. */
  currency: z.string().optional(),
});

export const ProductImage = z.strictObject({ src: z.string(), alt: z.string().optional() });

const baseProduct = {
  title: z.string().optional(),
  quantity: z.int().optional(),
  /** Unit price, gross where the shop's prices are gross (php plugin). */
  price: Amount.optional(),
  size: z.string().optional(),
  images: z.array(ProductImage).optional(),
  sku: z.string().optional(),
  /** Unit unverified, so we do not send it. */
  weight: Amount.optional(),
  tax_lines: z.array(TaxLine).optional(),
};

/** A product inside a bundle: it has no ids of its own. */
export const BaseProduct = z.strictObject(baseProduct);

export const Product = z.strictObject({
  ...baseProduct,
  bundled_products: z.array(BaseProduct).optional(),
  /** Karla's own shipment id. */
  shipment_id: z.string().optional(),
  type: z.enum(["product", "bundle"]).optional(),
  /** The shop's id of the product (php plugin). */
  product_id: z.string().optional(),
  /** The shop's id of the variant (php plugin). */
  variant_id: z.string().optional(),
});

export const OrderDiscount = z.strictObject({
  code: z.string(),
  /** Positive decimal text, "10.0" (docs). The php plugin sends a negative number against its own spec. */
  amount: z
    .string()
    .regex(/^\d+(\.\d+)?$/)
    .optional(),
  /** "percentage", "fixed_amount", … free text. */
  type: z.string().optional(),
});

export const AddressWithZip = z.strictObject({
  address_line_1: z.string().optional(),
  address_line_2: z.string().optional(),
  city: z.string().optional(),
  /** Name of the country. */
  country: z.string().optional(),
  /** ISO 3166-1 alpha-2. */
  country_code: z.string().optional(),
  name: z.string().optional(),
  phone: z.string().optional(),
  province: z.string().optional(),
  province_code: z.string().optional(),
  /** Line 1 and line 2 in one: "line1, line2" (php plugin). */
  street: z.string().optional(),
  /** Missing: 422 `zip_code_invalid`. Guests find their order by it. */
  zip_code: z.string().min(1),
  company: z.string().optional(),
});

/**
 * Attribution. The generated client has it inside `order` as a free object; these five keys are the documented ones
 * (docs, php plugin), so no other is sent. Whether `landing_site` and `note_attributes` belong here: unverified.
 */
export const OrderAnalytics = z.strictObject({
  affiliate_code: z.string().optional(),
  campaign_code: z.string().optional(),
  /** URL of the first page of the visit, query included. */
  landing_site: z.string().optional(),
  /** Value of the `ref` parameter of that URL. */
  landing_site_ref: z.string().optional(),
  note_attributes: z.array(z.strictObject({ name: z.string(), value: z.string() })).optional(),
});

/** OrderPlacementDTO: the order without its parcels. */
export const OrderPlacement = z.strictObject({
  /** Customers type it on the tracking page. */
  order_number: z.string(),
  /** As printed: "#1001". */
  order_name: z.string().optional(),
  order_placed_at: Instant.optional(),
  total_order_price: Amount.optional(),
  shipping_price: Amount.optional(),
  sub_total_price: Amount.optional(),
  /** Positive. */
  discount_price: Amount.optional(),
  products: z.array(Product).optional(),
  discounts: z.array(OrderDiscount).optional(),
  /** An e-mail address, in spite of its name. */
  email_id: z.string().optional(),
  address: AddressWithZip,
  /** ISO 4217; Karla assumes EUR where it is missing. */
  currency: z.string().optional(),
  /** Labels such as "Shopify.tag.vip". Karla keeps the union over all upserts: none is ever removed (docs). */
  segments: z.array(z.string()).optional(),
  /** Unit unverified, so we do not send it. */
  weight: Amount.optional(),
  /** The shop's id of the order; webhooks bring it back as `context.order.external_id`. */
  external_id: z.string(),
  /** The shop's id of the customer; left out for guests (php plugin). */
  external_customer_id: z.string().optional(),
  user_agent: z.string().optional(),
  order_analytics: OrderAnalytics.optional(),
  /** More than 1 makes Karla wait for further parcels (docs); it assumes 1. */
  expected_number_of_shipments: z.int().optional(),
});

/** OrderTrackingDTO: one parcel. Send a number once: sending it again may notify the customer again (php plugin). */
export const OrderTracking = z.strictObject({
  tracking_number: z.string().min(1),
  tracking_url: z.string().optional(),
  /** Events older than a few hours are dropped as stale by the notification integrations. */
  tracking_placed_at: Instant.optional(),
  /** Left out for a carrier that is not listed: Karla then detects it from number and URL. */
  carrier_reference: z.enum(CARRIERS).optional(),
  /** The shop's id of the fulfillment. */
  external_shipment_id: z.string().optional(),
  products: z.array(Product).optional(),
});

/**
 * OrderFulfillmentDTO, the body of `PUT /orders` and each item of `PUT /orders/bulk`. Without `order` the order must
 * exist. The top-level `order_analytics` that the php plugin sends is left out on purpose: the generated client has it
 * inside `order`.
 */
export const OrderUpsert = z.strictObject({
  id: z.string().min(1),
  id_type: z.enum(ORDER_REFERENCES),
  order: OrderPlacement.optional(),
  trackings: z.array(OrderTracking),
});

/** Body of `POST /orders/trackpage-url` (php plugin, newer commits; in no documentation). */
export const TrackpageUrlRequest = z.strictObject({ id: z.string().min(1), id_type: z.enum(ORDER_REFERENCES) });

/** TriggerSettingsV2 (docs): what Karla writes where. `shopify`: fulfillment events to the order. */
export const TriggerSettings = z.strictObject({ klaviyo: z.boolean().optional(), shopify: z.boolean().optional() });
/** Body of `POST /shipments/{id}/events` (dart 2025-02). */
export const ShipmentAddEvent = z.strictObject({
  /** UPPER_SNAKE, e.g. "ORDER_CANCELLED". The catalogue of names is only partly known. */
  event_name: z.string().min(1),
  event_time: Instant,
  /** Meaning unverified; we send the shop's id of the order. */
  external_id: z.string().min(1),
});

/** Of a webhook: "*", a source, source/phase or a full ref (docs). Whether groups may be named is not documented. */
const EnabledEvents = z.array(z.string().min(1)).min(1);

/** WebhookCreationDTO (docs), the body of `POST /webhooks`. */
export const WebhookCreation = z.strictObject({
  url: z.url(),
  enabled_events: EnabledEvents,
  /** What the events are signed with, as its literal text. Karla makes one where there is none. */
  secret: z.string().min(16).max(64),
  description: z.string(),
});

/** WebhookUpdateDTO (dart 2025-02), the body of `PATCH /webhooks/{uuid}`. A secret cannot be changed. */
export const WebhookUpdate = z.strictObject({
  enabled_events: EnabledEvents.optional(),
  status: z.enum(["active", "inactive"]).optional(),
});

export type OrderUpsert = z.infer<typeof OrderUpsert>;
export type OrderPlacement = z.infer<typeof OrderPlacement>;
export type OrderTracking = z.infer<typeof OrderTracking>;
export type Product = z.infer<typeof Product>;
export type TaxLine = z.infer<typeof TaxLine>;
export type OrderDiscount = z.infer<typeof OrderDiscount>;
export type AddressWithZip = z.infer<typeof AddressWithZip>;
export type OrderAnalytics = z.infer<typeof OrderAnalytics>;
export type TrackpageUrlRequest = z.infer<typeof TrackpageUrlRequest>;
export type ShipmentAddEvent = z.infer<typeof ShipmentAddEvent>;
export type TriggerSettings = z.infer<typeof TriggerSettings>;
export type WebhookCreation = z.infer<typeof WebhookCreation>;
export type WebhookUpdate = z.infer<typeof WebhookUpdate>;
