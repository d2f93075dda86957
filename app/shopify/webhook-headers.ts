/** The headers that are kept with an event. Both families of Shopify's headers are kept under these names. */
export const SHOP_DOMAIN = "x-shopify-shop-domain";
export const API_VERSION = "x-shopify-api-version";
export const TRIGGERED_AT = "x-shopify-triggered-at";
/** Shared by all deliveries of one merchant action. Not sent by every API version. */
export const EVENT_ID = "x-shopify-event-id";
