import { z } from "zod";

/**
 * What Karla answers, read tolerantly: unknown keys and unknown enum values pass, only what we rely on is required.
 * The client hands numbers over as their source digits (see `read-answer.ts`), so amounts and ids are text here.
 */

/** A number as text, digits as they came. */
const Digits = z.union([z.string().regex(/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/), z.number()]).transform(String);
const Integer = z.union([z.string().regex(/^-?\d+$/), z.int()]).transform(Number);
/** Free-form in the generated client: text or integer. */
const Id = z.union([z.string(), z.int()]).transform(String);
const text = z.string().nullish();

/** A list that may be missing or null; read as empty. */
function listOf<T extends z.ZodType>(item: T) {
  return z
    .array(item)
    .nullish()
    .transform((list) => list ?? []);
}

const ProductDetail = z.looseObject({
  title: text,
  quantity: Integer.nullish(),
  price: Digits.nullish(),
  sku: text,
  product_id: text,
  variant_id: text,
});

const AddressDetail = z.looseObject({
  address_line_1: text,
  address_line_2: text,
  city: text,
  country: text,
  country_code: text,
  name: text,
  phone: text,
  province: text,
  province_code: text,
  street: text,
  zip_code: text,
  company: text,
});

/** TrackingDTO (dart 2025-02): a parcel as Karla sees it. */
export const Tracking = z.looseObject({
  /** Karla's shipment id, the `{shipment_id}` of the paths. */
  id: Id,
  order_id: Id.nullish(),
  order_number: text,
  /** Older name of `shop_slug`; either may come. */
  merchant_slug: text,
  shop_slug: text,
  /** Number and URL of the parcel are in here. `carrier_reference` is missing where Karla does not know the carrier. */
  carrier: z.looseObject({ tracking_number: z.string(), carrier_reference: text, tracking_url: text }).nullish(),
  events: listOf(z.looseObject({ event_key: text, time: text, phase: text })),
  /** `pending`, `transit`, `collect`, `delivered`, `archived`, `returned` or one we do not know yet. */
  state: text,
  /** `normal`, `delay`, `error` or one we do not know yet. */
  flag: text,
  updated_at: text,
  products: listOf(ProductDetail),
});

/** OrderDetailDTO (docs, dart 2025-02), the items of `GET /orders`. */
export const OrderDetail = z.looseObject({
  order_number: z.string(),
  external_id: z.string(),
  uuid: text,
  order_name: text,
  order_placed_at: text,
  total_order_price: Digits.nullish(),
  shipping_price: Digits.nullish(),
  sub_total_price: Digits.nullish(),
  discount_price: Digits.nullish(),
  products: listOf(ProductDetail),
  /** `amount` is text or number (docs, php plugin); free text by the contract. */
  discounts: listOf(
    z.looseObject({ code: text, amount: z.union([z.string(), z.number()]).transform(String).nullish(), type: text }),
  ),
  email_id: text,
  address: AddressDetail.nullish(),
  currency: text,
  segments: listOf(z.string()),
  external_customer_id: text,
  /** Older name of `shop_slug`; either may come. */
  merchant_slug: text,
  shop_slug: text,
  trackings: listOf(Tracking),
  /** Not in Karla's contract: the self-hosted core answers it as an extension. */
  order_analytics: z
    .looseObject({
      landing_site: text,
      landing_site_ref: text,
      note_attributes: listOf(z.looseObject({ name: z.string(), value: z.string() })),
    })
    .nullish(),
});

/** ClaimResponseDTO (dart 2025-02), as far as a customer is shown it. */
export const Claim = z.looseObject({
  uuid: z.string(),
  created_at: text,
  shipment_id: text,
  /** A reason of the contract's, or one we do not know yet. */
  reason: z.string(),
  resolution_preference: text,
  /** `pending`, `accepted`, `rejected`, `closed` or one we do not know yet. */
  status: text,
  description: text,
  selected_items: listOf(z.looseObject({ sku: text, title: text, quantity: Integer })),
});

/** ImageResponseDTO (dart 2025-02): where a picture is, for whoever has the address. */
export const UploadedImage = z.looseObject({ url: z.string() });

/** One entry of a validation failure; `loc` is the path of the field, ["body", "order", "address", "zip_code"]. */
const ErrorEntry = z.looseObject({
  loc: z.union([z.array(z.union([z.string(), z.number()])), z.string()]).nullish(),
  field: text,
  msg: text,
  type: text,
});

/**
 * The body of a refusal, both shapes read into one: FastAPI's own `{detail}` (dart 2025-02) and Karla's ErrorDTO
 * `{errors, key, message, type}` (docs). Either comes with 422.
 */
export const ErrorBody = z.union([
  z
    .looseObject({ detail: z.union([z.array(ErrorEntry), z.string()]) })
    .transform(({ detail }) => ({ key: null, entries: typeof detail === "string" ? [] : detail })),
  z
    .looseObject({
      /** "order_not_found", "zip_code_invalid", … */
      key: text,
      errors: listOf(ErrorEntry),
    })
    .transform(({ key, errors }) => ({ key: key ?? null, entries: errors })),
]);

/** ShopifyWebhookDTO (dart 2025-02): a Shopify subscription that Karla itself holds. With one, orders arrive twice. */
export const ShopifyWebhook = z.looseObject({
  uuid: z.string(),
  webhook_type: text,
  topic: text,
  hook_url: text,
  merchant_slug: text,
  shop_slug: text,
});

/**
 * WebhookDTO (docs, dart 2025-02): where Karla sends its events. `secret`: the docs show it in every answer, the generated client
 * says that only the creation's has it.
 */
export const Webhook = z.object({
  uuid: z.string(),
  url: z.string(),
  secret: text,
  /** `active`, `inactive` or one we do not know yet. */
  status: text,
  enabled_events: listOf(z.string()),
});

/** `GET /settings` in its newer, flat shape (docs). The older one (dart 2025-02) reads as "not known" throughout. */
export const ShopSettingsV2 = z.looseObject({
  carriers: z.looseObject({ shipment_updates: z.boolean().optional() }).optional(),
  /** `shopify`: Karla writes its fulfillment events to Shopify. */
  triggers: z.looseObject({ klaviyo: z.boolean().optional(), shopify: z.boolean().optional() }).optional(),
  segments: z.looseObject({ klaviyo: z.boolean().optional(), shopify: z.boolean().optional() }).optional(),
});

/** MerchantDetailDTO (docs, dart 2025-02): `GET /shops/{slug}`. */
export const MerchantDetail = z.looseObject({
  uuid: text,
  slug: z.string(),
  name: text,
  /** `shopify`, `shopware` or one we do not know yet. */
  shop_provider: text,
  shop_url: text,
  language: text,
  go_live_at: text,
});

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

function isTrackpageUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return url.protocol === "https:" || (url.protocol === "http:" && LOOPBACK.has(url.hostname));
}

/** Answer of `POST /orders/trackpage-url` (php plugin). The URL is a customer's credential: never in a log. */
export const TrackpageUrlResponse = z.looseObject({
  /** https only, as the php plugin demands; http from a core on this machine. */
  url: z.string().refine(isTrackpageUrl, "not an https URL"),
  token: text,
});

export type OrderDetail = z.infer<typeof OrderDetail>;
export type Tracking = z.infer<typeof Tracking>;
export type Claim = z.infer<typeof Claim>;
export type ErrorEntry = z.infer<typeof ErrorEntry>;
export type ShopifyWebhook = z.infer<typeof ShopifyWebhook>;
export type Webhook = z.infer<typeof Webhook>;
export type ShopSettingsV2 = z.infer<typeof ShopSettingsV2>;
export type MerchantDetail = z.infer<typeof MerchantDetail>;
export type TrackpageUrlResponse = z.infer<typeof TrackpageUrlResponse>;
