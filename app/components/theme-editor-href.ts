/** `extensions/tracking-page/blocks/tracking.liquid` */
export const THEME_BLOCK = "tracking";

/**
 * Opens the theme editor on the template of pages and adds our block there in a section of its own; nothing is saved by that. The
 * form is Shopify's documentation's for theme app extensions, and was not tried in a real shop.
 */
export function themeEditorHref({ shop, apiKey }: { shop: string; apiKey: string }): string {
  const block = `${encodeURIComponent(apiKey)}/${THEME_BLOCK}`;
  return `https://${shop}/admin/themes/current/editor?template=page&addAppBlockId=${block}&target=newAppsSection`;
}
