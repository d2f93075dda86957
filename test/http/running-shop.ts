import { setImmediate as pause, setTimeout as wait } from "node:timers/promises";
import { serve } from "@hono/node-server";
import { createAdminApi, DEFAULT_SCOPES } from "@karla/sandbox/admin-api";
import { createAdminTokens } from "@karla/sandbox/admin-tokens";
import type { BookedOrder } from "@karla/sandbox/booked-order";
import { extensionFiles } from "@karla/sandbox/extension-files";
import type { AdminRequest, Misbehaviour } from "@karla/sandbox/misbehaviour";
import { readFlowTriggers } from "@karla/sandbox/read-flow-triggers";
import { createToldShops } from "@karla/sandbox/told-shops";
import type { Webhook } from "@karla/sandbox/webhook";
import { shopIdOf } from "@karla/sync/ids";
import { openBackfill } from "@karla/sync/open-backfill";
import { createReconciler } from "@karla/sync/reconciler";
import { Session } from "@shopify/shopify-api";
import { createTrackLinks, type TrackLinks } from "../../app/proxy/create-track-link.ts";
import { createAdminHttp } from "../../app/shopify/admin/admin-http.ts";
import { createAccessCheck } from "../../app/shopify/admin/create-access-check.ts";
import { createOrderReader, readAdminFailure } from "../../app/shopify/admin/create-order-reader.ts";
import { createOrderWalk } from "../../app/shopify/admin/create-order-walk.ts";
import { createOrderFiles } from "../../app/shopify/admin/order-files/create-order-files.ts";
import { createShopAccess } from "../../app/shopify/admin/shop-access.ts";
import { createFlowAnnouncer } from "../../app/shopify/announce/create-flow-announcer.ts";
import { createParcelNotes } from "../../app/shopify/announce/create-parcel-notes.ts";
import { createOwnTrackPages } from "../../app/shopify/announce/own-track-pages.ts";
import { derivedKeyring } from "../../packages/store/src/derived-keyring.ts";
import { createRefreshLease } from "../../packages/store/src/refresh-lease.ts";
import { openSessionStorage, type SealedSessionStorage } from "../../packages/store/src/session-store.ts";
import { quietLog } from "../setup/quiet-log.ts";
import { SHOP, startSpine } from "./running-spine.ts";

const CLIENT = { clientId: "client", clientSecret: "hush" };
const HOUR = 3_600_000;

/** The spine with the shop's admin behind it: orders can be read there, and access can end. */
export async function startShop(books: () => Iterable<BookedOrder> = () => [], { isTold = false } = {}) {
  let secrets = 0;
  const scopes = isTold ? DEFAULT_SCOPES : ["read_orders"];
  const told = createToldShops({ now: Date.now });
  const echoes: Webhook[] = [];
  const tokens = createAdminTokens({ now: Date.now, secret: () => `secret-${secrets++}`, scopes });
  const asked: AdminRequest[] = [];
  const plays: { next: Misbehaviour | null } = { next: null };
  const misbehave = (request: AdminRequest) => {
    asked.push(request);
    return plays.next;
  };
  const api = createAdminApi({
    shops: new Map([[SHOP, { books, send: (webhooks) => void echoes.push(...webhooks) }]]),
    ...CLIENT,
    now: Date.now,
    tokens,
    misbehave,
    told,
    flowTriggers: readFlowTriggers(extensionFiles("extensions")),
  });
  const admin = serve({ fetch: api.fetch, port: 0, hostname: "127.0.0.1" });
  await new Promise((resolve) => admin.once("listening", resolve));
  const address = admin.address();
  const origin = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;

  const unfinished: unknown[] = [];
  let storage: SealedSessionStorage | null = null;
  let trackLinks: TrackLinks | null = null;
  const spine = await startSpine(
    {},
    {
      platform({ pool, master, store, clock }) {
        const sessions = openSessionStorage({ pool, master });
        storage = sessions;
        const http = createAdminHttp({ sandboxOrigin: origin, clock });
        const access = createShopAccess({
          ...http,
          clientId: CLIENT.clientId,
          clientSecrets: [CLIENT.clientSecret],
          sessions,
          lease: createRefreshLease({ pool, clock }),
        });
        const { domainOf } = store.shops;
        const walk = createOrderWalk({ ...http, domainOf, access });
        const links = createTrackLinks({ keys: derivedKeyring(master, "track-link", ""), clock });
        trackLinks = links;
        const ownTrackPageOf = createOwnTrackPages({ domainOf, sessions, links, sandboxOrigin: undefined });
        const tells = { ...http, domainOf, access, problems: store.problems, log: quietLog, allowLoopback: true };
        return {
          ...(isTold
            ? { announcer: createFlowAnnouncer({ ...tells, ownTrackPageOf }), parcelNotes: createParcelNotes(tells) }
            : {}),
          reader: createOrderReader({ ...http, domainOf, access }),
          walk,
          reconcile: createReconciler({ ...store, walk, everyMs: 900_000, announces: "changes", clock }),
          backfill: (turns, client) =>
            openBackfill({
              turns,
              lanes: store.bulkLanes,
              files: createOrderFiles({ ...http, domainOf, access }),
              backfills: store.backfills,
              bulkFor: () => client,
              leaseMs: 30_000,
              isLive: () => false,
              sleep: async (ms) => void (await wait(ms)),
              pause,
              onUnfinished: (error) => void unfinished.push(error),
            }),
          checkAccess: createAccessCheck({ ...http, domainOf, access, sessions }),
          readFailure: readAdminFailure,
        };
      },
    },
  );
  const sessions = () => {
    if (storage === null) throw new Error("the spine asked for no platform");
    return storage;
  };
  return {
    ...spine,
    tokens,
    sessions,
    /** The order that a link to the shop's tracking page opens. */
    orderOfLink: (token: string) => trackLinks?.read(shopIdOf("shopify", SHOP), token) ?? null,
    /** What the app told the shop, and what the shop sent when it had been told something. */
    told,
    echoes,
    /** Errors of imported orders. */
    unfinished,
    /** What the shop's admin was asked, oldest first. */
    asked,
    /** How the shop's admin treats its next requests. */
    plays,
    /** What opening the app in the admin does. A token that has run out is refreshed when it is next used. */
    async install({ runOut = false } = {}) {
      tokens.install(SHOP);
      const given = tokens.exchange(SHOP, "expiring");
      if (given === null) throw new Error("the shop does not take the app");
      await sessions().storeSession(
        new Session({
          id: `offline_${SHOP}`,
          shop: SHOP,
          state: "",
          isOnline: false,
          accessToken: given.access_token,
          scope: given.scope,
          expires: new Date(Date.now() + (runOut ? -1_000 : HOUR)),
          ...(given.refresh_token === undefined ? {} : { refreshToken: given.refresh_token }),
        }),
      );
      await spine.store.shops.makeKnown({ platform: "shopify", domain: SHOP });
    },
    async stop() {
      await spine.stop();
      if ("closeAllConnections" in admin) admin.closeAllConnections();
      await new Promise((resolve) => admin.close(resolve));
    },
  };
}
