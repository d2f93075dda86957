import { randomBytes, randomUUID } from "node:crypto";
import type { RequestListener } from "node:http";
import { fileURLToPath } from "node:url";
import { getRequestListener } from "@hono/node-server";
import { coreClientOf } from "@karla/runtime/core-client-of";
import { keptForOf } from "@karla/runtime/env";
import { importFirst } from "@karla/runtime/import-first";
import { createMerchantServices } from "@karla/runtime/merchant-services";
import { onStop } from "@karla/runtime/on-stop";
import { openReceiver } from "@karla/runtime/open-receiver";
import { openReceiverRuntime } from "@karla/runtime/open-receiver-runtime";
import { rememberFound } from "@karla/runtime/remember-found";
import { shopIdOf } from "@karla/sync/ids";
import { Hono } from "hono";
import { createActionRoutes } from "./actions/action-routes.ts";
import { createShopCalls } from "./admin/create-shop-calls.ts";
import { createShopChoices } from "./admin/create-shop-choices.ts";
import { readEnv } from "./env.ts";
import { readModuleBuild } from "./module/module-build.ts";
import { createModuleRoutes } from "./module/module-routes.ts";
import { createReactivation } from "./registration/create-reactivation.ts";
import { createShopSecret } from "./registration/create-shop-secret.ts";
import { deletionEvent } from "./registration/deletion-event.ts";
import { foundWithout, installationsWithout } from "./registration/installations-without.ts";
import { createInstallations } from "./registration/kept-installations.ts";
import { createRegistrationRoutes } from "./registration/registration-routes.ts";
import { shopRulesOf } from "./shop-rules.ts";
import { SHOPWARE_EVENTS } from "./webhooks/events.ts";
import { normaliseShopware } from "./webhooks/normalise.ts";
import { createShopwareVerifier } from "./webhooks/verify-webhook.ts";

/** A page waits for the shop's answer; it can do without. */
const SHOWN_WITHIN_MS = 5_000;
const MODULE_BUILD = fileURLToPath(new URL("../build/shopware-module", import.meta.url));

/**
 * The bridge: takes Shopware's webhooks, commits them, answers; registers shops; shows the module in their administration; and
 * notes what a flow or the administration asks for. Everything else is its worker's.
 */
const env = readEnv();
const runtime = await openReceiverRuntime(env, "shopware");
const { store, clock, log } = runtime;
const rules = shopRulesOf(env);
const installations = createInstallations(store.access);
const reactivate = createReactivation({ installations, clock, log });

/** Until the pages are there, which have to know where the bridge listens. */
let pages: RequestListener = (_request, response) => void response.writeHead(503, { "retry-after": "1" }).end();
const receiver = openReceiver(runtime, {
  path: "/webhooks/shopware",
  verify: createShopwareVerifier({
    findInstallation: rememberFound(foundWithout(env.KARLA_GUARD_OFF, installations.find), clock),
    reactivate,
    rules,
    clock,
  }),
  topics: SHOPWARE_EVENTS.keys(),
  fallback: (request, response) => pages(request, response),
});
const { url } = await receiver.listen(env.PORT, env.HOST);

const registration = createRegistrationRoutes({
  installations: installationsWithout(env.KARLA_GUARD_OFF, installations),
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
    if ((await store.shops.settingsOf(id)).settings.syncProducts) await store.products.ask(id);
    await importFirst(store, id, clock.now());
  },
  // Its credentials are gone, so nothing is read any more and what stands for the shop ends by itself, as do the events that
  // Karla sends.
  async onDeleted(installation, purge) {
    await store.standing.subscribe(shopIdOf("shopware", installation.shopId));
    await store.inbox.accept([deletionEvent(installation, purge)]);
  },
});
const { store: pageStore } = runtime.pages;
const shown = createInstallations(pageStore.access);
const { domainOf } = pageStore.shops;
const calls = createShopCalls({ rules, timeoutMs: SHOWN_WITHIN_MS, installations: shown, domainOf, clock });
const choices = createShopChoices(calls);
const coreOf = coreClientOf(env, clock);
const services = createMerchantServices({
  platform: "shopware",
  store: pageStore,
  coreOf,
  choices,
  normalise: normaliseShopware,
  newId: randomUUID,
  clock,
  keptFor: keptForOf(env),
});
const build = await readModuleBuild(MODULE_BUILD);
const module = createModuleRoutes({ services, installations: shown, reactivate, build, rules, clock, log });
const actions = createActionRoutes({ installations, reactivate, inbox: store.inbox, rules, clock, log });
pages = getRequestListener(new Hono().route("/", registration).route("/", actions).route("/", module).fetch);
log.info({ url, metricsUrl: runtime.metricsUrl }, "listening");

onStop(async () => {
  await receiver.stop();
  await runtime.close();
}, runtime.env.KARLA_GUARD_OFF);
