import "@shopify/ui-extensions";

// What Shopify gives an extension at this place, in each file that uses it: the types of other places have another `shopify`.
type Api = import("@shopify/ui-extensions/admin.order-details.block.render").Api;

declare module "./order-way-block.tsx" {
  const shopify: Api;
}

declare module "./order-way-view.tsx" {
  const shopify: Api;
}
