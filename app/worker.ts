import { runWorker } from "@karla/runtime/run-worker";
import { derivedKeyring } from "@karla/store/derived-keyring";
import { createRefreshLease } from "@karla/store/refresh-lease";
import { openSessionStorage } from "@karla/store/session-store";
import { clientSecretsOf } from "./client-secrets.ts";
import { readEnv } from "./env.ts";
import { createTrackLinks } from "./proxy/create-track-link.ts";
import { accessCheckWithout } from "./shopify/admin/access-check-without.ts";
import { accessWithout } from "./shopify/admin/access-without.ts";
import { createAdminHttp } from "./shopify/admin/admin-http.ts";
import { createAccessCheck } from "./shopify/admin/create-access-check.ts";
import { createOrderReader, readAdminFailure } from "./shopify/admin/create-order-reader.ts";
import { createOrderWalk } from "./shopify/admin/create-order-walk.ts";
import { leaseWithout } from "./shopify/admin/lease-without.ts";
import { createOrderFiles } from "./shopify/admin/order-files/create-order-files.ts";
import { createShopAccess } from "./shopify/admin/shop-access.ts";
import { hearingWithout } from "./shopify/admin/walk-hearing-names.ts";
import { createFlowAnnouncer } from "./shopify/announce/create-flow-announcer.ts";
import { createFlowNotices } from "./shopify/announce/create-flow-notices.ts";
import { createParcelNotes } from "./shopify/announce/create-parcel-notes.ts";
import { createOwnTrackPages } from "./shopify/announce/own-track-pages.ts";
import { normaliseShopify } from "./shopify/normalise.ts";

/** How often a shop is compared with our books. */
const COMPARED_EVERY_MS = 15 * 60_000;

const env = readEnv();

/** The worker of Shopify's shops. */
await runWorker(env, "shopify", ({ clock, database, master, store, log }) => {
  const sandboxOrigin = env.SHOPIFY_SANDBOX_ORIGIN;
  const sessions = openSessionStorage({ pool: database.pool, master });
  const http = createAdminHttp({ sandboxOrigin, clock });
  const access = accessWithout(
    env.KARLA_GUARD_OFF,
    createShopAccess({
      ...http,
      sessions,
      lease: leaseWithout(env.KARLA_GUARD_OFF, createRefreshLease({ pool: database.pool, clock })),
      clientId: env.SHOPIFY_API_KEY ?? "",
      clientSecrets: clientSecretsOf(env),
    }),
  );
  const { problems } = store;
  const deps = { ...http, domainOf: store.shops.domainOf, access };
  const asking = { ...deps, sessions, problems };
  const ownTrackPageOf = createOwnTrackPages({
    ...deps,
    sessions,
    links: createTrackLinks({ keys: derivedKeyring(master, "track-link", ""), clock }),
    sandboxOrigin,
  });
  const allowLoopback = sandboxOrigin !== undefined;
  return {
    normalise: normaliseShopify,
    readFailure: readAdminFailure,
    reader: createOrderReader(deps),
    walk: hearingWithout(env.KARLA_GUARD_OFF, createOrderWalk(deps), { ...deps, names: store.names }),
    files: createOrderFiles(deps),
    checkAccess: accessCheckWithout(env.KARLA_GUARD_OFF, createAccessCheck(asking), asking),
    announcer: createFlowAnnouncer({ ...deps, ownTrackPageOf, problems, log, allowLoopback }),
    parcelNotes: createParcelNotes({ ...deps, problems, log }),
    publicUrl: env.SHOPIFY_APP_URL,
    products: null,
    tellMerchant: createFlowNotices({ ...deps, notices: store.notices, clock, log }),
    everyMs: COMPARED_EVERY_MS,
    announces: "changes",
  };
});
