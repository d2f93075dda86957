/**
 * What an order looks like inside of an event: the core leaves out what a storefront may not see. Per alias, what is missing
 * there (seen in what a shop of 6.6.7.1 sent, against what its Admin API says of the same order).
 */
const HIDDEN: Readonly<Record<string, readonly string[]>> = {
  order: [
    "autoIncrement",
    "createdBy",
    "itemRounding",
    "ruleIds",
    "salesChannel",
    "stateId",
    "totalRounding",
    "updatedBy",
  ],
  customer: [
    "autoIncrement",
    "boundSalesChannel",
    "boundSalesChannelId",
    "orderCustomers",
    "promotions",
    "remoteAddress",
  ],
  locale: ["languages", "translations"],
  salutation: ["translations"],
  order_customer: ["customer", "customerId", "order", "orderId", "orderVersionId", "remoteAddress"],
  order_address: ["order", "orderDeliveries", "orderId", "orderVersionId", "salutationId"],
  order_delivery: ["order"],
  order_line_item: ["order", "orderTransactionCaptureRefundPositions", "price", "product", "promotion"],
  order_transaction: ["order"],
  state_machine_state: ["id", "stateMachine", "stateMachineId", "translations"],
  shipping_method: ["availabilityRuleId", "taxId"],
  payment_method: ["availabilityRuleId", "formattedHandlerIdentifier", "handlerIdentifier", "plugin", "pluginId"],
  currency: ["salesChannels", "translations"],
  media: ["mediaFolder", "mediaFolderId", "mediaType", "tags", "user", "userId"],
};

export function storeApiView(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(storeApiView);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  const alias = entries.find(([key]) => key === "apiAlias")?.[1];
  const hidden = typeof alias === "string" ? (HIDDEN[alias] ?? []) : [];
  return Object.fromEntries(
    entries.filter(([key]) => !hidden.includes(key)).map(([key, inner]) => [key, storeApiView(inner)]),
  );
}
