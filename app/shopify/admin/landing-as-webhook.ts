import { objectOf } from "@karla/sync/json-fields";
import type { JsonObject, JsonValue } from "@karla/sync/read-json";

/**
 * Where the customer came from: the last visit, which Shopify names in place of the order's own `landingPageUrl`,
 * `referrerUrl` and `referralCode`. There the page is a whole URL, in a webhook what follows the shop's address; the part
 * that names the shop is cut off where it is the shop's `myshopify.com` address.
 */
export function landingAsWebhook(order: JsonObject, shopDomain: string): JsonObject {
  const visit = objectOf(objectOf(order.customerJourneySummary)?.lastVisit);
  return {
    landing_site: withoutShop(visit?.landingPage ?? null, shopDomain),
    landing_site_ref: visit?.referralCode ?? null,
    referring_site: visit?.referrerUrl ?? null,
  };
}

function withoutShop(page: JsonValue, shopDomain: string): JsonValue {
  if (typeof page !== "string") return null;
  const origin = `https://${shopDomain}`;
  if (!page.toLowerCase().startsWith(origin)) return page;
  const rest = page.slice(origin.length);
  return rest === "" || "/?#".includes(rest.charAt(0)) ? `${rest.startsWith("/") ? "" : "/"}${rest}` : page;
}
