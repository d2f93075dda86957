import { jsonNumber } from "@karla/api/json-number";
import type { MappedFields } from "../order/mapped-fields.ts";
import type { Attribute } from "../order/order.ts";
import { acceptCarrier, acceptCount, acceptProductType, acceptText, acceptUrl, acceptWeight } from "./accept-value.ts";
import type { Target } from "./document.ts";
import { type Scalar, textOf, type Value } from "./value.ts";

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };
type Product = MappedFields["products"] extends ReadonlyMap<string, infer P> ? P : never;
type Tracking = MappedFields["trackings"] extends ReadonlyMap<string, infer T> ? T : never;

export interface CollectedFields {
  /** False when the field does not take the value: nothing was kept of it. `of` is the line id or the tracking number. */
  take(target: Target, of: string | null, value: Value): boolean;
  fields: MappedFields;
}

/** Gathers what the rules of a mapping came to, in the form in which the core takes it. */
export function collectFields(): CollectedFields {
  const products = new Map<string, Product>();
  const trackings = new Map<string, Tracking>();
  const properties: Attribute[] = [];
  const segments = new Set<string>();
  const fields: Writable<MappedFields> = {
    order: {},
    company: undefined,
    analytics: {},
    properties,
    segments,
    products,
    trackings,
  };

  function put<V>(accepted: V | null, keep: (value: V) => void): boolean {
    if (accepted !== null) keep(accepted);
    return accepted !== null;
  }
  const putProduct = (of: string | null, part: Product) => {
    products.set(of ?? "", { ...products.get(of ?? ""), ...part });
  };
  const putTracking = (of: string | null, part: Tracking) => {
    trackings.set(of ?? "", { ...trackings.get(of ?? ""), ...part });
  };

  function takeOne({ path, name = "" }: Target, of: string | null, value: Scalar): boolean {
    switch (path) {
      case "order.order_analytics.note_attributes":
        return put(textOf(value), (said) => properties.push({ name, value: said }));
      case "order.order_name":
        return put(acceptText(value), (order_name) => Object.assign(fields.order, { order_name }));
      case "order.external_customer_id":
        return put(acceptText(value), (external_customer_id) => Object.assign(fields.order, { external_customer_id }));
      case "order.weight":
        return put(acceptWeight(value), (weight) => Object.assign(fields.order, { weight: jsonNumber(weight) }));
      case "order.expected_number_of_shipments":
        return put(acceptCount(value), (count) => Object.assign(fields.order, { expected_number_of_shipments: count }));
      case "order.address.company":
        return put(acceptText(value), (company) => {
          fields.company = company;
        });
      case "order.order_analytics.affiliate_code":
        return put(acceptText(value), (affiliate_code) => Object.assign(fields.analytics, { affiliate_code }));
      case "order.order_analytics.campaign_code":
        return put(acceptText(value), (campaign_code) => Object.assign(fields.analytics, { campaign_code }));
      case "order.order_analytics.landing_site":
        return put(acceptText(value), (landing_site) => Object.assign(fields.analytics, { landing_site }));
      case "order.order_analytics.landing_site_ref":
        return put(acceptText(value), (landing_site_ref) => Object.assign(fields.analytics, { landing_site_ref }));
      case "order.products[].size":
        return put(acceptText(value), (size) => putProduct(of, { size }));
      case "order.products[].weight":
        return put(acceptWeight(value), (weight) => putProduct(of, { weight: jsonNumber(weight) }));
      case "order.products[].type":
        return put(acceptProductType(value), (type) => putProduct(of, { type }));
      case "trackings[].carrier_reference":
        return put(acceptCarrier(value), (carrier_reference) => putTracking(of, { carrier_reference }));
      case "trackings[].tracking_url":
        return put(acceptUrl(value), (tracking_url) => putTracking(of, { tracking_url }));
      default:
        return false;
    }
  }

  return {
    fields,
    take(target, of, value) {
      if (target.path !== "order.segments") return value.type !== "list" && takeOne(target, of, value);
      const items = value.type === "list" ? value.items : [value];
      const said = items.map(textOf).filter((segment) => segment.trim() !== "");
      for (const segment of said) segments.add(segment);
      return said.length > 0;
    },
  };
}
