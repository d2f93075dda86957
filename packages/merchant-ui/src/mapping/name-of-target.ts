import type { Rule } from "@karla/sync/mapping";
import type { TFunction } from "i18next";
import { isolated } from "./isolated.ts";

/** Text keys by the path at Karla. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ["order.order_name", "order_name"],
  ["order.segments", "segments"],
  ["order.weight", "weight"],
  ["order.external_customer_id", "external_customer_id"],
  ["order.expected_number_of_shipments", "expected_number_of_shipments"],
  ["order.address.company", "company"],
  ["order.order_analytics.affiliate_code", "affiliate_code"],
  ["order.order_analytics.campaign_code", "campaign_code"],
  ["order.order_analytics.landing_site", "landing_site"],
  ["order.order_analytics.landing_site_ref", "landing_site_ref"],
  ["order.order_analytics.note_attributes", "property"],
  ["order.products[].size", "product_size"],
  ["order.products[].weight", "product_weight"],
  ["order.products[].type", "product_type"],
  ["trackings[].carrier_reference", "carrier"],
  ["trackings[].tracking_url", "tracking_url"],
]);

/** Where a rule puts its value, with the name that the merchant gave a custom property. */
export function nameOfTarget({ path, name }: Rule["target"], t: TFunction<"merchant">): string {
  return name === undefined
    ? nameOfTargetPath(path, t)
    : t("mapping_words.target.property_named", { name: isolated(name) });
}

/** A place at Karla. One that has no name here gets a general one: documents come from files, too. */
export function nameOfTargetPath(path: string, t: TFunction<"merchant">): string {
  return t(`mapping_words.target.${NAMES.get(path) ?? "other"}`);
}
