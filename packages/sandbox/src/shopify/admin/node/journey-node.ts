import type { BookedOrder } from "../../booked-order.ts";
import type { AdminNode } from "./admin-node.ts";
import type { OrderPage } from "./order-page.ts";

/**
 * `CustomerJourneySummary`. The books know one visit, the one that ended in the order. The schema's `URL` has scheme and
 * host, where the webhook of the same order has what follows the shop's address.
 */
export function journeyNode({ order, shopDomain }: OrderPage): AdminNode {
  const visit = visitNode(order, shopDomain);
  return { ready: true, firstVisit: visit, lastVisit: visit };
}

function visitNode(order: BookedOrder, shopDomain: string): AdminNode | null {
  const { landingSite, referringSite } = order;
  if (landingSite === null && referringSite === null) return null;
  const query = queryOf(landingSite ?? "");
  return {
    __typename: "CustomerVisit",
    landingPage: landingPageOf(order, shopDomain),
    referrerUrl: referringSite,
    referralCode: referralCodeOf(order),
    utmParameters: utmNode(query),
  };
}

/** The whole address of the page the customer came to. */
export function landingPageOf({ landingSite }: BookedOrder, shopDomain: string): string | null {
  return landingSite?.startsWith("/") ? `https://${shopDomain}${landingSite}` : landingSite;
}

/** Shopify takes it from `ref`, `source` or `r` of the landing page. */
export function referralCodeOf({ landingSite, landingSiteRef }: BookedOrder): string | null {
  if (landingSiteRef !== null) return landingSiteRef;
  const query = queryOf(landingSite ?? "");
  return query.get("ref") || query.get("source") || query.get("r") || null;
}

function utmNode(query: URLSearchParams): AdminNode | null {
  const values = ["campaign", "content", "medium", "source", "term"].map((name) => [name, query.get(`utm_${name}`)]);
  return values.every(([, value]) => value === null) ? null : Object.fromEntries(values);
}

function queryOf(landingSite: string): URLSearchParams {
  const [, query = ""] = /\?([^#]*)/.exec(landingSite) ?? [];
  return new URLSearchParams(query);
}
