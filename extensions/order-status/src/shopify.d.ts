import "@shopify/ui-extensions";

// What Shopify gives an extension at this place, in each file that uses it: the types of other places have another `shopify`.
type Api = import("@shopify/ui-extensions/customer-account.order-status.block.render").Api;

declare module "./order-status-block.tsx" {
  const shopify: Api;
}
