import { AdminError } from "./shopify/admin/admin-error.ts";
import { ShopTimeZoneDocument } from "./shopify/admin/graphql.generated.ts";
import { type HurriedClientDeps, hurriedClient } from "./shopify/admin/hurried-client.ts";

const KEEP_MS = 60 * 60_000;

/** Null: the shop did not take our token, which is forgotten. Undefined: it could not be asked. */
export type TimeZone = string | null | undefined;

export interface TimeZonesDeps extends HurriedClientDeps {
  sessions: {
    findSessionsByShop(shop: string): Promise<{ id: string; accessToken?: string | undefined }[]>;
    deleteSession(id: string): Promise<unknown>;
  };
  onError: (error: unknown) => void;
}

/** A shop's time zone, asked of its admin once an hour at most; `fresh`: asked now, which shows whether the stored token is still good. */
export type TimeZoneOf = (shop: string, options?: { fresh: boolean }) => Promise<TimeZone>;

export function createTimeZones(deps: TimeZonesDeps): TimeZoneOf {
  const known = new Map<string, { until: number; zone: Promise<TimeZone> }>();
  return async (shop, { fresh } = { fresh: false }) => {
    const kept = known.get(shop);
    if (!fresh && kept && kept.until > deps.now()) return kept.zone;
    const zone = askOnce(deps, shop);
    known.set(shop, { until: deps.now() + KEEP_MS, zone });
    if (!(await zone)) known.delete(shop);
    return zone;
  };
}

async function askOnce(deps: TimeZonesDeps, shop: string): Promise<TimeZone> {
  const [session] = await deps.sessions.findSessionsByShop(shop);
  if (session?.accessToken === undefined) return null;
  try {
    return await readTimeZone(deps, shop, session.accessToken);
  } catch (error) {
    deps.onError(error);
    if (!(error instanceof AdminError && error.kind === "unauthorised")) return undefined;
    // Uninstalled and installed again, or revoked: nothing will ever take this token again. Unless another request has
    // put a new one in its place meanwhile.
    const [now] = await deps.sessions.findSessionsByShop(shop);
    if (now?.accessToken === session.accessToken) await deps.sessions.deleteSession(session.id);
    return null;
  }
}

async function readTimeZone(deps: TimeZonesDeps, shop: string, accessToken: string): Promise<string> {
  return (await hurriedClient(deps, shop, accessToken).request(ShopTimeZoneDocument, {})).shop.ianaTimezone;
}
