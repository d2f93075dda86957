import type { OrderPlacement } from "@karla/api/contract";
import type { MappedFields } from "./mapped-fields.ts";
import type { Attribute, OrderSnapshot } from "./order.ts";
import { present } from "./present.ts";

/**
 * Where the customer came from, what the shop noted on the order, and the custom properties of the merchant's mapping. The attributes are always there: an empty list
 * says that they were taken away. Part of `order`: beside it, where the PHP plugin puts it, the core does not look.
 */
export function toAnalytics(
  { noteAttributes, attribution }: OrderSnapshot,
  { analytics, properties }: Pick<MappedFields, "analytics" | "properties">,
): OrderPlacement["order_analytics"] {
  return {
    note_attributes: withProperties(noteAttributes, properties),
    ...present("affiliate_code", analytics.affiliate_code ?? attribution.affiliateCode),
    ...present("campaign_code", analytics.campaign_code ?? attribution.campaignCode),
    ...present("landing_site", analytics.landing_site ?? attribution.landingSite),
    ...present("landing_site_ref", analytics.landing_site_ref ?? attribution.landingSiteRef),
  };
}

/** A property takes the place of what the shop notes under its name, and stands behind the others where it notes nothing. */
function withProperties(noted: readonly Attribute[], properties: readonly Attribute[]): Attribute[] {
  const names = new Set(properties.map(({ name }) => name));
  return [...noted.filter(({ name }) => !names.has(name)), ...properties].map(({ name, value }) => ({ name, value }));
}
