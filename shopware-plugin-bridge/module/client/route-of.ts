import type { PageName } from "./page-data.ts";

/** What stands behind the `#` of the module's address. */
export interface Route {
  /** Null: there is no such page. */
  page: PageName | null;
  /** Of the certificate: the day that is opened, e.g. "2026-11-29". */
  day: string | null;
  /** The order that is opened, by its id in the shop. */
  order: string | null;
}

/** As they stand in the navigation. */
export const PAGES = [
  "home",
  "certificate",
  "import",
  "mapping",
  "filters",
  "channels",
  "personal-data",
  "connection",
  "problems",
] as const satisfies readonly PageName[];

const DAY = /^\d{4}-\d\d-\d\d$/;
const ORDER = /^[0-9a-f]{32}$/;

const NOWHERE: Route = { page: null, day: null, order: null };

/** Reads "#/certificate?day=2026-11-29". Nothing at all is the home page. */
export function routeOf(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#?\/?/, "").split("?");
  const asked = new URLSearchParams(query);
  const order = asked.get("id");
  // Nothing leads there without an order.
  if (path === "order") return { ...NOWHERE, ...(order !== null && ORDER.test(order) ? { page: "order", order } : {}) };
  const page = path === "" ? "home" : (PAGES.find((name) => name === path) ?? null);
  const day = asked.get("day");
  return { ...NOWHERE, page, day: page === "certificate" && day !== null && DAY.test(day) ? day : null };
}

export function hrefOf(page: PageName, day?: string): string {
  return `#/${page === "home" ? "" : page}${day === undefined ? "" : `?day=${day}`}`;
}

/** Where one order is looked at. */
export function hrefOfOrder(id: string): string {
  return `#/order?id=${encodeURIComponent(id)}`;
}
