/** The headers that are kept with an event, under names of our own: nothing that comes in by HTTP can set them. */
export const SHOP_ID = "shopware-shop-id";
export const EVENT_ID = "shopware-event-id";
/** When an order was read from the Admin API. ISO 8601. Only events that we made ourselves have it. */
export const READ_AT = "karla-read-at";
export const DEPOSIT_LINE_TYPE = "karla-deposit-line-type";
