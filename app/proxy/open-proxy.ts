import type { KarlaClient } from "@karla/api/client";
import type { Clock } from "@karla/sync/clock";
import { shopIdOf } from "@karla/sync/ids";
import type { Ledger } from "@karla/sync/ledger";
import type { Connection, Shops } from "@karla/sync/shops";
import type { Logger } from "pino";
import { createTrackAnswers } from "./answer-track.ts";
import { createTrackLinks, type LinkKeys } from "./create-track-link.ts";
import { createHoldBack } from "./hold-back.ts";
import { openOrderFinder } from "./open-order-finder.ts";
import { createProxyListener } from "./proxy-listener.ts";
import { createTrackLimit } from "./track-limit.ts";

export interface OpenProxyDeps {
  /** The app's client secret; while it is rotated, the former ones too. */
  secrets: readonly string[];
  store: {
    shops: Pick<Shops, "view"> & { domainOf(shopId: ReturnType<typeof shopIdOf>): Promise<string | null> };
    ledger: Pick<Ledger, "booked" | "zone">;
  };
  coreOf: (connection: Connection) => Pick<KarlaClient, "findFewOrders">;
  linkKeys: LinkKeys;
  limit?: ReturnType<typeof createTrackLimit>;
  sleep: (ms: number) => Promise<void>;
  clock: Clock;
  log: Pick<Logger, "info" | "debug" | "warn" | "error">;
}

/** The storefront's side of the app, on the store and the core. */
export function openProxy(deps: OpenProxyDeps) {
  const { store, clock, log } = deps;
  const answerTrack = createTrackAnswers({
    findOrder: openOrderFinder({ ...deps, links: createTrackLinks({ keys: deps.linkKeys, clock }) }),
    // Known since the first day was counted.
    timeZoneOf: async (shop) => (await store.ledger.zone(shopIdOf("shopify", shop))) ?? "UTC",
    limit: deps.limit ?? createTrackLimit(),
    holdBack: createHoldBack({ clock, sleep: deps.sleep }),
  });
  return createProxyListener({ secrets: deps.secrets, answerTrack, clock, log });
}
