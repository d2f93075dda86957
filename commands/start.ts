import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { buildApp } from "./build-app.ts";
import { childEnv, readCommandEnv } from "./env.ts";
import { freePort } from "./free-port.ts";
import { readOrCreateSecret } from "./read-or-create-secret.ts";
import { startStack } from "./stack.ts";
import { createShopAtCore } from "./start/create-shop-at-core.ts";
import { startShopwareSandbox } from "./start/start-shopware-sandbox.ts";
import { type StartedProcess, startProcess } from "./start-process.ts";
import { whenOrphaned } from "./when-orphaned.ts";

/** `npm start`: database, core, app and bridge with their workers, and a sandbox shop of each platform that keeps selling. */
const SHOP = { domain: "sandbox-shop.myshopify.com", slug: "sandbox-shop" };
/** The app's name at the sandbox; no secret. */
const CLIENT_ID = "sandbox-client-id";
/** A parcel's two days take some three minutes. */
const CARRIER_HASTE = 1200;

const env = readCommandEnv();
const dataDir = resolve(env.KARLA_DATA_DIR);
mkdirSync(dataDir, { recursive: true, mode: 0o711 });
const shopifySecret = readOrCreateSecret(join(dataDir, "sandbox-shopify-secret"));
const appSecret = readOrCreateSecret(join(dataDir, "sandbox-shopware-app-secret"));
const coreAdminKey = readOrCreateSecret(join(dataDir, "core-admin-key"));
const carrierKey = readOrCreateSecret(join(dataDir, "sandbox-carrier-key"));

await buildApp(console.log);
console.log("Starting the database, the core, the app, the bridge and their workers …");
const core = await freePort(env.KARLA_CORE_PORT);
const receiver = await freePort(env.PORT, [core]);
const bridge = await freePort(env.BRIDGE_PORT, [core, receiver]);
const sandboxPort = await freePort(env.SANDBOX_PORT, [core, receiver, bridge]);
const shopwarePort = await freePort(env.SANDBOX_SHOPWARE_PORT, [core, receiver, bridge, sandboxPort]);
const carrierPort = await freePort(env.SANDBOX_CARRIER_PORT, [core, receiver, bridge, sandboxPort, shopwarePort]);
const sandboxOrigin = `http://127.0.0.1:${sandboxPort}`;
const stack = await startStack({
  dataDir,
  shopifySecret,
  coreAdminKey,
  ports: { core, receiver },
  bridge: { appSecret, port: bridge },
  carrier: { key: carrierKey, haste: CARRIER_HASTE, port: carrierPort },
  env: {
    SHOPIFY_API_KEY: CLIENT_ID,
    SHOPIFY_SANDBOX_ORIGIN: sandboxOrigin,
    APP_BRIDGE_URL: `${sandboxOrigin}/app-bridge.js`,
  },
});
const sandboxes: StartedProcess[] = [];
try {
  await createShopAtCore(stack.core, { slug: SHOP.slug, name: "Sandbox shop", provider: "shopify" });
  const { adminUser, adminKey } = stack.core;
  await stack.connectShops([{ platform: "shopify", ...SHOP, coreUser: adminUser, coreKey: adminKey, settings: {} }]);
  const sandbox = await startProcess({
    name: "sandbox",
    script: "packages/sandbox/src/main.ts",
    logFile: join(dataDir, "logs", "sandbox.log"),
    env: childEnv({
      SANDBOX_PORT: String(sandboxPort),
      SANDBOX_SHOP_DOMAIN: SHOP.domain,
      SANDBOX_SHOPIFY_SECRET: shopifySecret,
      SANDBOX_SHOPIFY_CLIENT_ID: CLIENT_ID,
      SANDBOX_APP_URL: stack.receiver.url,
      SANDBOX_APP_EXTENSIONS: "extensions",
      SANDBOX_RECEIVER_URL: `${stack.receiver.url}/webhooks/shopify`,
      SANDBOX_CORE_URL: stack.core.url,
      SANDBOX_CORE_SLUG: SHOP.slug,
      SANDBOX_CORE_USER: adminUser,
      SANDBOX_CORE_KEY: adminKey,
    }),
  });
  sandboxes.push(sandbox);
  const shopware = await startShopwareSandbox({ stack, dataDir, appSecret, port: shopwarePort });
  sandboxes.push(shopware);
  // The first request loads the admin: not the merchant's.
  await fetch(`${stack.receiver.url}/auth/login`);
  console.log(`
  Shopify admin  ${sandbox.url}/admin/${SHOP.domain}   the app inside it, as the merchant sees it
  Storefront     ${sandbox.url}/pages/track   where its customers look for their orders
  Sandbox shop   ${sandbox.url}   sells, and shows its orders beside what the core holds
  Shopware admin ${shopware.url}/admin   the module inside it, as the merchant sees it
  Shopware shop  ${shopware.url}   does the same with the app installed
  Karla core     ${stack.core.url}   the orders that arrived
  Carrier        ${stack.carrier?.url}   moves the parcels: the core asks it, a parcel's life takes minutes
  Receiver       ${stack.receiver.url}   takes the webhooks (${stack.receiver.url}/readyz)
  Bridge         ${stack.bridge?.url}   takes those of Shopware, and registers shops
  Logs           ${join(dataDir, "logs")}

  npm run karla -- status   says what is under way. Ctrl-C stops everything.
`);
  let stopping = false;
  const stop = async (code: number) => {
    if (stopping) return;
    stopping = true;
    console.log("Stopping …");
    await stopAll();
    process.exit(code);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void stop(0));
  whenOrphaned(() => void stop(0));
  const failed = await Promise.race([stack.failed, ...sandboxes.map(({ failed }) => failed)]);
  console.error(`${failed.name} ended unexpectedly. Its log: ${failed.logFile}`);
  await stop(1);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await stopAll();
  process.exit(1);
}

async function stopAll(): Promise<void> {
  await Promise.all(sandboxes.map((sandbox) => sandbox.stop()));
  await stack.stop();
}
