import type { Verifier } from "./verifier.ts";

/** What is configured under a path. */
export interface Route {
  /** As configured, for metrics and log lines: the last part of a path beneath "/webhooks/karla/*" is anybody's text. */
  name: string;
  verify: Verifier;
}

/** Finds the route of a path: of exactly this one, else of any in the same place (configured with "/*" at its end). */
export function createRouteOf(routes: ReadonlyMap<string, Verifier>): (path: string) => Route | null {
  const exact = new Map<string, Route>();
  const places = new Map<string, Route>();
  for (const [name, verify] of routes) {
    if (name.endsWith("/*")) places.set(name.slice(0, -1), { name, verify });
    else exact.set(name, { name, verify });
  }
  return (path) => exact.get(path) ?? places.get(path.slice(0, path.lastIndexOf("/") + 1)) ?? null;
}
