import { randomUUID } from "node:crypto";
import type { RequestListener } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { coreClientOf } from "@karla/runtime/core-client-of";
import { keptForOf } from "@karla/runtime/env";
import { importFirst } from "@karla/runtime/import-first";
import { onStop } from "@karla/runtime/on-stop";
import { openReceiver } from "@karla/runtime/open-receiver";
import { openReceiverRuntime } from "@karla/runtime/open-receiver-runtime";
import { derivedKeyring } from "@karla/store/derived-keyring";
import { clientSecretsOf } from "./client-secrets.ts";
import { readEnv } from "./env.ts";
import { EXTENSION_PATH } from "./extension/extension-listener.ts";
import { openExtension } from "./extension/open-extension.ts";
import { createLazyListener } from "./lazy-listener.ts";
import { openProxy } from "./proxy/open-proxy.ts";
import { PROXY_PATH } from "./proxy/proxy-listener.ts";
import { FLOW_TOPICS } from "./shopify/flow-calls/flow-call.ts";
import { flowRoutes } from "./shopify/flow-calls/flow-routes.ts";
import { SHOPIFY_TOPICS } from "./shopify/topics.ts";
import { createShopifyVerifier } from "./shopify/verify-webhook.ts";

/**
 * The receiver: takes webhooks, commits them, answers. Behind it, in the same process, the merchant's admin and what
 * storefronts show of an order. Everything else is the worker's.
 */
const env = readEnv();
const runtime = await openReceiverRuntime(env, "shopify");
const { master, clock, log } = runtime;
const { store, pool } = runtime.pages;
const secrets = clientSecretsOf(env);
/** A customer waits for these. */
const ORDER_WITHIN_MS = 2_000;
const CLAIM_WITHIN_MS = 4_000;

const coreOf = coreClientOf(env, clock, { timeoutMs: ORDER_WITHIN_MS });
const linkKeys = derivedKeyring(master, "track-link", "");

/** Libraries of the admin take a second to load; the first webhook shall not wait for them. */
async function loadAdmin() {
  const [
    { loadAdmin },
    { createMerchantServices },
    { normaliseShopify },
    { openSessionStorage },
    { createRefreshLease },
  ] = await Promise.all([
    import("./load-admin.ts"),
    import("@karla/runtime/merchant-services"),
    import("./shopify/normalise.ts"),
    import("@karla/store/session-store"),
    import("@karla/store/refresh-lease"),
  ]);
  return loadAdmin({
    env,
    secrets,
    appUrl: env.SHOPIFY_APP_URL ?? url,
    services: () =>
      createMerchantServices({
        platform: "shopify",
        store,
        coreOf: coreClientOf(env, clock),
        normalise: normaliseShopify,
        newId: randomUUID,
        clock,
        keptFor: keptForOf(env),
      }),
    sessionStorage: () => openSessionStorage({ pool, master }),
    names: store.names,
    makeKnown: async (domain) => {
      const shopId = await store.shops.makeKnown({ platform: "shopify", domain });
      await store.standing.begin(shopId);
      await importFirst(store, shopId, clock.now());
    },
    refreshLease: createRefreshLease({ pool, clock }),
    accessEndedAt: store.shops.accessEndedAt,
    clock,
    log,
  });
}

const admin = createLazyListener({
  load: loadAdmin,
  onError: (error) => log.error({ err: error }, "the admin could not be loaded"),
});
const proxy = openProxy({
  secrets,
  store,
  coreOf,
  claimCoreOf: coreClientOf(env, clock, { timeoutMs: CLAIM_WITHIN_MS }),
  linkKeys,
  formKeys: derivedKeyring(master, "claim-form", ""),
  sleep,
  newId: randomUUID,
  clock,
  log,
});
const extension =
  env.SHOPIFY_API_KEY === undefined
    ? null
    : openExtension({
        secrets,
        clientId: env.SHOPIFY_API_KEY,
        store,
        coreOf,
        linkKeys,
        newId: randomUUID,
        sleep,
        clock,
        log,
      });

/** Who serves what is no webhook. Without a client id nobody can say whether a token is for this app: the admin says that it is off. */
function listenerOf(path = ""): RequestListener {
  if (path.startsWith(PROXY_PATH)) return proxy;
  return extension !== null && path.startsWith(EXTENSION_PATH) ? extension : admin;
}

const receiver = openReceiver(runtime, {
  path: "/webhooks/shopify",
  verify: createShopifyVerifier({ secrets }),
  others: flowRoutes(secrets),
  topics: [...SHOPIFY_TOPICS.keys(), ...FLOW_TOPICS],
  fallback: (request, response) => listenerOf(request.url)(request, response),
});
const { url } = await receiver.listen(env.PORT, env.HOST);
log.info({ url, metricsUrl: runtime.metricsUrl }, "listening");

onStop(async () => {
  await receiver.stop();
  await runtime.close();
}, runtime.env.KARLA_GUARD_OFF);
