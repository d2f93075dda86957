const ADDRESS = { associations: { country: {}, countryState: {} } };

/**
 * What is read with an order. Each needs the app's permission to read that entity, and an association that the shop's version
 * does not know is refused: `primaryOrderDelivery` (6.7) is therefore known by its id alone, which comes by itself.
 */
export const ORDER_ASSOCIATIONS = {
  stateMachineState: {},
  currency: {},
  language: { associations: { locale: {} } },
  salesChannel: {},
  tags: {},
  billingAddress: ADDRESS,
  addresses: ADDRESS,
  orderCustomer: { associations: { customer: { associations: { group: {}, tags: {} } } } },
  transactions: { sort: [{ field: "createdAt" }], associations: { stateMachineState: {} } },
  lineItems: {
    sort: [{ field: "position" }],
    associations: { cover: {}, product: { associations: { cover: { associations: { media: {} } } } } },
  },
  deliveries: {
    sort: [{ field: "createdAt" }],
    associations: { stateMachineState: {}, shippingMethod: {}, shippingOrderAddress: ADDRESS, positions: {} },
  },
} as const;

const DATES = ["id", "createdAt", "updatedAt"] as const;

/** Of each entity and struct, by its alias, what `normaliseOrder` reads: everything else (passwords, addresses of networks) stays in the shop. */
const INCLUDES = {
  order: [
    ...DATES,
    "versionId",
    "orderNumber",
    "autoIncrement",
    "orderDateTime",
    "amountTotal",
    "price",
    "taxStatus",
    "shippingTotal",
    "shippingCosts",
    "itemRounding",
    "totalRounding",
    "affiliateCode",
    "campaignCode",
    "customerComment",
    "customFields",
    "salesChannelId",
    "billingAddressId",
    "primaryOrderDeliveryId",
    ...Object.keys(ORDER_ASSOCIATIONS),
  ],
  state_machine_state: ["technicalName"],
  currency: ["isoCode", "itemRounding", "totalRounding"],
  language: ["locale"],
  locale: ["code"],
  sales_channel: ["id", "name", "translated"],
  tag: ["id", "name"],
  order_address: [
    ...DATES,
    "firstName",
    "lastName",
    "company",
    "street",
    "additionalAddressLine1",
    "zipcode",
    "city",
    "phoneNumber",
    "country",
    "countryState",
  ],
  country: ["name", "iso", "translated"],
  country_state: ["name", "shortCode", "translated"],
  order_customer: [...DATES, "email", "firstName", "lastName", "customerId", "customer", "customFields"],
  customer: ["id", "guest", "group", "tags", "customFields"],
  customer_group: ["id", "name", "translated"],
  order_transaction: [...DATES, "amount", "stateMachineState"],
  order_line_item: [
    ...DATES,
    "type",
    "label",
    "quantity",
    "unitPrice",
    "totalPrice",
    "price",
    "payload",
    "states",
    "position",
    "parentId",
    "productId",
    "referencedId",
    "cover",
    "product",
    "customFields",
  ],
  product: ["id", "parentId", "weight", "cover", "customFields", "translated"],
  product_media: ["id", "media"],
  media: ["id", "url", "alt", "translated"],
  order_delivery: [
    ...DATES,
    "trackingCodes",
    "shippingCosts",
    "shippingOrderAddressId",
    "shippingOrderAddress",
    "shippingMethod",
    "stateMachineState",
    "positions",
  ],
  shipping_method: ["id", "name", "technicalName", "trackingUrl", "translated"],
  order_delivery_position: [...DATES, "orderLineItemId", "quantity"],
} as const;

/** The search of `POST /api/search/order` by which an order is read whole; the caller adds `ids`, or a filter and a limit. */
export const ORDER_CRITERIA = {
  "total-count-mode": 0,
  associations: ORDER_ASSOCIATIONS,
  includes: INCLUDES,
} as const;
