import { type AdminClient, createAdminClient } from "./admin-client.ts";
import { adminOrigin } from "./admin-origin.ts";

/** A page waits for it; it can do without. */
const TIMEOUT_MS = 2_000;

export interface HurriedClientDeps {
  sandboxOrigin: string | null;
  fetch: typeof fetch;
  now: () => number;
}

/** Asks a shop's admin something small that somebody waits for. */
export function hurriedClient(deps: HurriedClientDeps, shop: string, accessToken: string): AdminClient {
  return createAdminClient({
    shop,
    accessToken,
    origin: adminOrigin(shop, deps.sandboxOrigin),
    fetch: deps.fetch,
    // It does not wait its turn.
    sleep: async () => undefined,
    throttleBudgetMs: 0,
    timeoutMs: TIMEOUT_MS,
    now: deps.now,
  });
}
