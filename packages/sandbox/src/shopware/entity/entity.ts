/** The id of what is not a draft, in every shop. */
export const LIVE_VERSION = "0fa91ce3e96a4bc2be4bd9ce752c3425";

/** Something in the shop's database, before anybody asked for parts of it. Its associations are made when they are read. */
export interface Entity {
  name: EntityName;
  id: string;
  /** Null for what has no versions. */
  versionId: string | null;
  /** Milliseconds since the epoch. */
  createdAt: number;
  updatedAt: number | null;
  /** Null: nothing of it is translated. */
  translated: Record<string, unknown> | null;
  fields: Record<string, unknown>;
  links: Record<string, () => Entity | readonly Entity[] | null>;
}

/** Where an association leads. "many": a list. "loaded": it comes without being asked for. */
export interface Association {
  to: string;
  many?: true;
  loaded?: true;
}

const one = (to: string): Association => ({ to });
const many = (to: string): Association => ({ to, many: true });
const loaded = (to: string): Association => ({ to, loaded: true });

/**
 * The associations of the entities around orders, as Shopware 6.6.7.1 names them in its own schema (`_info/entity-schema`);
 * of what is far from orders, those that somebody may ask for.
 */
export const ASSOCIATIONS = {
  order: {
    stateMachineState: one("state_machine_state"),
    orderCustomer: one("order_customer"),
    currency: one("currency"),
    language: one("language"),
    salesChannel: one("sales_channel"),
    addresses: many("order_address"),
    billingAddress: one("order_address"),
    deliveries: many("order_delivery"),
    lineItems: many("order_line_item"),
    transactions: many("order_transaction"),
    documents: many("document"),
    tags: many("tag"),
    createdBy: one("user"),
    updatedBy: one("user"),
  },
  order_delivery: {
    stateMachineState: one("state_machine_state"),
    order: one("order"),
    shippingOrderAddress: one("order_address"),
    shippingMethod: one("shipping_method"),
    positions: many("order_delivery_position"),
  },
  order_delivery_position: { orderLineItem: one("order_line_item"), orderDelivery: one("order_delivery") },
  order_line_item: {
    cover: one("media"),
    order: one("order"),
    product: one("product"),
    promotion: one("promotion"),
    orderDeliveryPositions: many("order_delivery_position"),
    orderTransactionCaptureRefundPositions: many("order_transaction_capture_refund_position"),
    downloads: many("order_line_item_download"),
    parent: one("order_line_item"),
    children: many("order_line_item"),
  },
  order_customer: { order: one("order"), customer: one("customer"), salutation: one("salutation") },
  order_address: {
    country: one("country"),
    countryState: one("country_state"),
    order: one("order"),
    orderDeliveries: many("order_delivery"),
    salutation: one("salutation"),
  },
  order_transaction: {
    stateMachineState: one("state_machine_state"),
    order: one("order"),
    paymentMethod: one("payment_method"),
    captures: many("order_transaction_capture"),
  },
  customer: {
    group: one("customer_group"),
    salesChannel: one("sales_channel"),
    language: one("language"),
    defaultPaymentMethod: one("payment_method"),
    lastPaymentMethod: one("payment_method"),
    defaultBillingAddress: one("customer_address"),
    defaultShippingAddress: one("customer_address"),
    salutation: one("salutation"),
    addresses: many("customer_address"),
    orderCustomers: many("order_customer"),
    tags: many("tag"),
    promotions: many("promotion"),
    requestedGroup: one("customer_group"),
    boundSalesChannel: one("sales_channel"),
  },
  product: {
    parent: one("product"),
    children: many("product"),
    deliveryTime: one("delivery_time"),
    tax: loaded("tax"),
    manufacturer: one("product_manufacturer"),
    unit: one("unit"),
    cover: one("product_media"),
    media: many("product_media"),
    options: many("property_group_option"),
    properties: many("property_group_option"),
    categories: many("category"),
    tags: many("tag"),
    translations: many("product_translation"),
    visibilities: many("product_visibility"),
    seoUrls: many("seo_url"),
  },
  product_media: { product: one("product"), media: one("media"), coverProducts: many("product") },
  product_translation: { product: one("product"), language: one("language") },
  product_visibility: { product: one("product"), salesChannel: one("sales_channel") },
  property_group: { options: many("property_group_option"), translations: many("property_group_translation") },
  property_group_option: { group: one("property_group"), media: one("media") },
  media: {
    thumbnails: { to: "media_thumbnail", many: true, loaded: true },
    mediaFolder: one("media_folder"),
    user: one("user"),
    tags: many("tag"),
  },
  country: { states: many("country_state"), translations: many("country_translation") },
  country_state: { country: one("country"), translations: many("country_state_translation") },
  currency: { translations: many("currency_translation"), salesChannels: many("sales_channel") },
  language: { locale: one("locale"), parent: one("language"), translationCode: one("locale") },
  locale: { languages: many("language"), translations: many("locale_translation") },
  sales_channel: {
    type: one("sales_channel_type"),
    currency: one("currency"),
    language: one("language"),
    paymentMethod: one("payment_method"),
    shippingMethod: one("shipping_method"),
    country: one("country"),
    customerGroup: one("customer_group"),
    domains: many("sales_channel_domain"),
    languages: many("language"),
    currencies: many("currency"),
  },
  sales_channel_domain: { language: one("language"), currency: one("currency"), salesChannel: one("sales_channel") },
  shipping_method: { deliveryTime: loaded("delivery_time"), media: one("media"), tags: many("tag"), tax: one("tax") },
  payment_method: { media: one("media"), plugin: one("plugin") },
  state_machine_state: { stateMachine: one("state_machine"), translations: many("state_machine_state_translation") },
  state_machine: { states: many("state_machine_state"), translations: many("state_machine_translation") },
  customer_group: { customers: many("customer"), translations: many("customer_group_translation") },
  salutation: { translations: many("salutation_translation") },
  tag: { orders: many("order"), customers: many("customer"), products: many("product") },
  delivery_time: {},
  tax: {},
  webhook: { app: one("app") },
  app: { webhooks: many("webhook") },
} as const satisfies Record<string, Record<string, Association>>;

export type EntityName = keyof typeof ASSOCIATIONS;

export function isEntityName(name: string): name is EntityName {
  return Object.hasOwn(ASSOCIATIONS, name);
}

/** The association of an entity under a name; null: it has none. */
export function associationOf(entity: string, name: string): Association | null {
  if (!isEntityName(entity)) return null;
  const associations: Record<string, Association> = ASSOCIATIONS[entity];
  return Object.hasOwn(associations, name) ? (associations[name] ?? null) : null;
}

export function associationsOf(entity: EntityName): [string, Association][] {
  return Object.entries<Association>(ASSOCIATIONS[entity]);
}
