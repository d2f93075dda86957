import type { PageName } from "./page-data.ts";

/** What stands behind the `#` of the module's address. */
export interface Route {
  /** Null: there is no such page. */
  page: PageName | null;
  /** Of the certificate: the day that is opened, e.g. "2026-11-29". */
  day: string | null;
}

/** As they stand in the navigation. */
export const PAGES = [
  "home",
  "certificate",
  "import",
  "mapping",
  "filters",
  "channels",
  "connection",
  "problems",
] as const satisfies readonly PageName[];

const DAY = /^\d{4}-\d\d-\d\d$/;

/** Reads "#/certificate?day=2026-11-29". Nothing at all is the home page. */
export function routeOf(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#?\/?/, "").split("?");
  const page = path === "" ? "home" : (PAGES.find((name) => name === path) ?? null);
  const day = new URLSearchParams(query).get("day");
  return { page, day: page === "certificate" && day !== null && DAY.test(day) ? day : null };
}

export function hrefOf(page: PageName, day?: string): string {
  return `#/${page === "home" ? "" : page}${day === undefined ? "" : `?day=${day}`}`;
}
