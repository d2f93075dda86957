import { textOf } from "@karla/sync/json-fields";
import type { Attribution } from "@karla/sync/order";
import type { JsonObject } from "@karla/sync/read-json";

const UTM = /^utm_[a-z0-9_]{1,40}$/;
const MAX_UTM = 20;

/**
 * Where the customer came from. `landing_site` is a path with a query ("/?ref=summer"), in some bodies a whole URL; it is
 * kept as text and never followed. Shopify leaves `landing_site_ref` null, so it is taken from the `ref` in the query.
 */
export function attributionOf(order: JsonObject): Attribution {
  const landingSite = textOf(order.landing_site);
  const query = queryOf(landingSite ?? "");
  return {
    landingSite,
    landingSiteRef: textOf(order.landing_site_ref) ?? textOf(query.get("ref") ?? undefined),
    referringSite: textOf(order.referring_site),
    utm: utmOf(query),
    affiliateCode: null,
    campaignCode: null,
  };
}

/** Cut out by hand: `new URL` refuses much of what stands in the field. A broken percent-encoding stays as it is. */
function queryOf(site: string): URLSearchParams {
  const beforeFragment = site.split("#", 1)[0] ?? "";
  const mark = beforeFragment.indexOf("?");
  return new URLSearchParams(mark < 0 ? "" : beforeFragment.slice(mark + 1));
}

/** The first of each name. */
function utmOf(query: URLSearchParams): Record<string, string> {
  const utm: Record<string, string> = {};
  for (const [key, value] of query) {
    const name = key.toLowerCase();
    const text = textOf(value);
    if (text === null || !UTM.test(name) || Object.hasOwn(utm, name)) continue;
    if (Object.keys(utm).length === MAX_UTM) break;
    utm[name] = text;
  }
  return utm;
}
