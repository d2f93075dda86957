import { runWorker } from "@karla/runtime/run-worker";
import type { ShopId } from "@karla/sync/ids";
import { createOrderFiles } from "./admin/create-order-files.ts";
import { createOrderReader, readShopFailure } from "./admin/create-order-reader.ts";
import { createOrderWalk } from "./admin/create-order-walk.ts";
import { createProductReader } from "./admin/create-product-reader.ts";
import { createShopCalls } from "./admin/create-shop-calls.ts";
import { createWebhookRepair } from "./admin/create-webhook-repair.ts";
import { createAnnouncer } from "./announce/create-announcer.ts";
import { createMerchantNotices } from "./announce/create-merchant-notices.ts";
import { readEnv } from "./env.ts";
import { createInstallations } from "./registration/kept-installations.ts";
import { shopRulesOf } from "./shop-rules.ts";
import { normaliseShopware } from "./webhooks/normalise.ts";

/** Numbers that an ERP writes come by no message: they are found when the shop is compared with our books. */
const COMPARED_EVERY_MS = 5 * 60_000;

const env = readEnv();

/** The worker of Shopware's shops. */
await runWorker(env, "shopware", ({ clock, store, log }) => {
  const rules = shopRulesOf(env);
  const installations = createInstallations(store.access);
  const { domainOf } = store.shops;
  const deps = {
    ...createShopCalls({ rules, timeoutMs: env.WORKER_CALL_TIMEOUT_MS, installations, domainOf, clock }),
    clock,
    depositLineTypeOf: async (shopId: ShopId) => (await store.shops.view(shopId, "shopware")).settings.depositLineType,
  };
  const { SHOPWARE_BRIDGE_URL: bridgeUrl } = env;
  const { problems } = store;
  return {
    normalise: normaliseShopware,
    readFailure: readShopFailure,
    reader: createOrderReader(deps),
    walk: createOrderWalk(deps),
    files: createOrderFiles(deps),
    products: createProductReader(deps),
    // Nothing that a shop sends makes us ask: what ends the access are its signed lifecycle messages.
    checkAccess: async () => {},
    everyMs: COMPARED_EVERY_MS,
    announces: "new_orders",
    parcelNotes: null,
    announcer: createAnnouncer({ ...deps, rules, problems, log }),
    publicUrl: bridgeUrl,
    tellMerchant: createMerchantNotices({ ...deps, notices: store.notices, log }),
    ...(bridgeUrl === undefined ? {} : { restoreMessages: createWebhookRepair({ ...deps, bridgeUrl, problems, log }) }),
  };
});
