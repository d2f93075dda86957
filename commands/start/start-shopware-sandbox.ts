import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { readOrBeginShop } from "@karla/sandbox/kept-shop";
import { childEnv } from "../env.ts";
import { fillApp } from "../shopware-package/fill-app.ts";
import { readAppSource } from "../shopware-package/read-app-source.ts";
import { writeApp } from "../shopware-package/write-app.ts";
import type { Stack } from "../stack.ts";
import { type StartedProcess, startProcess } from "../start-process.ts";
import { createShopAtCore } from "./create-shop-at-core.ts";

const SLUG = "sandbox-shopware";
const APP_NAME = "KarlaDelivery";

export interface ShopwareSandboxOptions {
  stack: Stack;
  /** Keeps the shop's id and secret, and the app that it installs. */
  dataDir: string;
  /** What the app registers shops with. */
  appSecret: string;
  port: number;
}

/**
 * A Shopware shop that installs the packaged app and keeps selling. It is connected first: what it sold before is imported
 * when the app is installed. After a restart it is the same shop, and registers again with the secret it has.
 */
export async function startShopwareSandbox(options: ShopwareSandboxOptions): Promise<StartedProcess> {
  const { stack, dataDir, appSecret, port } = options;
  const { core, bridge } = stack;
  if (bridge === null) throw new Error("the bridge does not run");
  await createShopAtCore(core, { slug: SLUG, name: "Sandbox shop on Shopware", provider: "shopware" });
  const file = join(dataDir, "sandbox-shopware-shop.json");
  const { shopId } = readOrBeginShop(file, () => ({
    shopId: randomBytes(8).toString("hex"),
    secrets: [],
    past: { seed: Date.now() % 1_000_000, startedAt: Date.now() },
  }));
  const { adminUser, adminKey } = core;
  // Whatever state an order is in.
  const settings = { orderStates: null, deliveryStates: null };
  await stack.connectShops([
    { platform: "shopware", domain: shopId, slug: SLUG, coreUser: adminUser, coreKey: adminKey, settings },
  ]);
  const app = { url: bridge.url, secret: appSecret, name: APP_NAME, version: "1.0.0" };
  // The app has the secret in it.
  const out = join(dataDir, "sandbox-shopware-app");
  mkdirSync(out, { recursive: true, mode: 0o700 });
  const { folder } = writeApp(out, APP_NAME, fillApp(readAppSource(), app));
  return startProcess({
    name: "sandbox-shopware",
    script: "packages/sandbox/src/shopware/main.ts",
    logFile: join(dataDir, "logs", "sandbox-shopware.log"),
    env: childEnv({
      SANDBOX_SHOPWARE_PORT: String(port),
      SANDBOX_SHOPWARE_APP: folder,
      SANDBOX_SHOPWARE_FILE: file,
      SANDBOX_CORE_URL: core.url,
      SANDBOX_CORE_SLUG: SLUG,
      SANDBOX_CORE_USER: adminUser,
      SANDBOX_CORE_KEY: adminKey,
    }),
  });
}
