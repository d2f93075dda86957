import type { OrderPlacement } from "@karla/api/contract";
import type { OrderSnapshot } from "./order.ts";
import { present } from "./present.ts";

/**
 * Where the customer came from, and what the shop noted on the order. The attributes are always there: an empty list
 * says that they were taken away. Part of `order`: beside it, where the PHP plugin puts it, the core does not look.
 */
export function toAnalytics({ noteAttributes, attribution }: OrderSnapshot): OrderPlacement["order_analytics"] {
  return {
    note_attributes: noteAttributes.map(({ name, value }) => ({ name, value })),
    ...present("landing_site", attribution.landingSite),
    ...present("landing_site_ref", attribution.landingSiteRef),
  };
}
