import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readOrBeginShop } from "@karla/sandbox/kept-shop";
import { unusedPort } from "../../commands/free-port.ts";
import { createProcessGroup } from "../../commands/process-group.ts";
import { fillApp } from "../../commands/shopware-package/fill-app.ts";
import { readAppSource } from "../../commands/shopware-package/read-app-source.ts";
import { writeApp } from "../../commands/shopware-package/write-app.ts";
import { credentialsFor, startCore } from "./running-core.ts";

const APP_NAME = "KarlaDelivery";
const SLUG = "kettle";
export const SHOPWARE_CREDENTIALS = credentialsFor(SLUG);

export interface RunningBridge {
  /** The shop's administration with the module in it. */
  adminUrl: string;
  /** How many orders the core holds of the shop. */
  ordersAtCore(): Promise<number>;
  stop(): Promise<void>;
}

/** The real processes with one Shopware shop that has installed the app, sells, and is connected to nothing. Needs the module's build. */
export async function startBridge(options: { databaseUrl: string; pastOrders: number }): Promise<RunningBridge> {
  const dataDir = mkdtempSync(join(tmpdir(), "karla-e2e-"));
  const group = createProcessGroup({ dataDir, env: { DATABASE_URL: options.databaseUrl, KARLA_DATA_DIR: dataDir } });
  const stop = async () => {
    await group.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const appSecret = randomBytes(32).toString("hex");
    const port = await unusedPort();
    const url = `http://127.0.0.1:${port}`;
    const core = await startCore(group, SHOPWARE_CREDENTIALS);
    const bridge = {
      SHOPWARE_APP_SECRETS: appSecret,
      SHOPWARE_BRIDGE_URL: url,
      KARLA_ALLOW_LOOPBACK_SHOPS: "1",
      KARLA_API_URL: core.url,
    };
    await Promise.all([
      group.start("bridge", "shopware-plugin-bridge/main.ts", { ...bridge, PORT: String(port) }),
      group.start("bridge-worker", "shopware-plugin-bridge/worker.ts", { ...bridge, PORT: "0" }),
      core.post("/v1/shops", { name: "Kettle", organization: "tests", slug: SLUG, klaviyo_enabled: false }),
    ]);
    const out = join(dataDir, "app");
    mkdirSync(out);
    const app = fillApp(readAppSource(), { url, secret: appSecret, name: APP_NAME, version: "1.0.0" });
    const file = join(dataDir, "shop.json");
    readOrBeginShop(file, () => ({ shopId: "kettle-shop", secrets: [], past: { seed: 7, startedAt: Date.now() } }));
    const shop = await group.start("shop", "packages/sandbox/src/shopware/main.ts", {
      SANDBOX_SHOPWARE_APP: writeApp(out, APP_NAME, app).folder,
      SANDBOX_SHOPWARE_FILE: file,
      SANDBOX_SHOPWARE_PAST_ORDERS: String(options.pastOrders),
      SANDBOX_CORE_URL: core.url,
      SANDBOX_CORE_SLUG: SLUG,
      SANDBOX_CORE_USER: SHOPWARE_CREDENTIALS.username,
      SANDBOX_CORE_KEY: SHOPWARE_CREDENTIALS.key,
      SANDBOX_SEED: "7",
    });
    return { adminUrl: `${shop.url}/admin`, ordersAtCore: async () => (await core.held()).length, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
