import "@shopify/ui-extensions";

// What Shopify gives an extension at this place, in each file that uses it: the types of other places have another `shopify`.
type Api = import("@shopify/ui-extensions/admin.order-details.action.render").Api;

declare module "./resync-action.tsx" {
  const shopify: Api;
}
