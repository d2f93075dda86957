/** Without it an app sees nothing of orders. */
export const ORDER_SCOPE = "read_orders";

/** The fields that take a scope, by the scope. Of an order's customer, products and variants only what orders do not say themselves. */
const SCOPED_FIELDS: Readonly<Record<string, readonly string[]>> = {
  [ORDER_SCOPE]: [
    "QueryRoot.order",
    "QueryRoot.orders",
    "QueryRoot.ordersCount",
    "Order.metafield",
    "Order.metafields",
  ],
  write_orders: ["Mutation.metafieldsSet"],
  write_fulfillments: ["Mutation.fulfillmentEventCreate"],
  read_customers: ["Customer.metafield", "Customer.metafields"],
  read_products: ["Product.metafield", "Product.metafields", "ProductVariant.metafield", "ProductVariant.metafields"],
};

/** The fields that an app with these scopes has no right to, each with the scope it would take. */
export function deniedFields(scopes: readonly string[]): Map<string, string> {
  return new Map(
    Object.entries(SCOPED_FIELDS).flatMap(([scope, fields]) =>
      scopes.includes(scope) ? [] : fields.map((field): [string, string] => [field, scope]),
    ),
  );
}
