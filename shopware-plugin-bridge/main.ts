import { randomBytes } from "node:crypto";
import type { RequestListener } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { importFirst } from "@karla/runtime/import-first";
import { onStop } from "@karla/runtime/on-stop";
import { openReceiver } from "@karla/runtime/open-receiver";
import { openRuntime } from "@karla/runtime/open-runtime";
import { shopIdOf } from "@karla/sync/ids";
import { Hono } from "hono";
import { createActionRoutes } from "./actions/action-routes.ts";
import { readEnv } from "./env.ts";
import { createReactivation } from "./registration/create-reactivation.ts";
import { createShopSecret } from "./registration/create-shop-secret.ts";
import { createInstallations, rememberInstallations } from "./registration/kept-installations.ts";
import { createRegistrationRoutes } from "./registration/registration-routes.ts";
import { shopRulesOf } from "./shop-rules.ts";
import { SHOPWARE_EVENTS } from "./webhooks/events.ts";
import { createShopwareVerifier } from "./webhooks/verify-webhook.ts";

/**
 * The bridge: takes Shopware's webhooks, commits them, answers; registers shops; and notes what a flow or the administration
 * asks for. Everything else is its worker's.
 */
const env = readEnv();
const runtime = await openRuntime(env, { name: "receiver", platform: "shopware", poolSize: env.DATABASE_POOL });
const { store, clock, log } = runtime;
const rules = shopRulesOf(env);
const installations = createInstallations(store.access);
const reactivate = createReactivation({ installations, clock, log });

/** Until the pages are there, which have to know where the bridge listens. */
let pages: RequestListener = (_request, response) => void response.writeHead(503, { "retry-after": "1" }).end();
const receiver = openReceiver(runtime, {
  path: "/webhooks/shopware",
  verify: createShopwareVerifier({
    findInstallation: rememberInstallations(installations, clock),
    reactivate,
    rules,
    clock,
  }),
  topics: SHOPWARE_EVENTS.keys(),
  fallback: (request, response) => pages(request, response),
});
const { url } = await receiver.listen(env.PORT, env.HOST);

const registration = createRegistrationRoutes({
  installations,
  appName: env.SHOPWARE_APP_NAME,
  appSecrets: env.SHOPWARE_APP_SECRETS.map((secret, index) => ({ id: String(index + 1), secret })),
  publicUrl: env.SHOPWARE_BRIDGE_URL ?? url,
  rules,
  clock,
  newSecret: createShopSecret(randomBytes),
  log,
  addressOf: (_headers, connection) => connection ?? "",
  async onInstalled({ shopId }) {
    await store.shops.makeKnown({ platform: "shopware", domain: shopId });
    const id = shopIdOf("shopware", shopId);
    await store.standing.begin(id);
    await importFirst(store, id, clock.now());
  },
  // Its credentials are gone, so nothing is read any more and what stands for the shop ends by itself. Its data stays for now.
  onDeleted: async () => {},
});
const actions = createActionRoutes({ installations, reactivate, inbox: store.inbox, rules, clock, log });
pages = getRequestListener(new Hono().route("/", registration).route("/", actions).fetch);
log.info({ url, metricsUrl: runtime.metricsUrl }, "listening");

onStop(async () => {
  await receiver.stop();
  await runtime.close();
});
