import { createHmac, randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { signSessionToken } from "@karla/sandbox/session-token";
import { signedHeaders } from "@karla/sandbox/sign";
import type { Webhook } from "@karla/sandbox/webhook";
import { unusedPort } from "../../commands/free-port.ts";
import { createProcessGroup } from "../../commands/process-group.ts";
import { credentialsFor, startCore } from "./running-core.ts";

const CLIENT_ID = "client-of-the-tests";
export const SHOP = "tea.myshopify.com";
const SLUG = "tea";
export const CREDENTIALS = credentialsFor(SLUG);

export interface RunningApp {
  /** The shop's admin with a page of the app in it. */
  adminUrl: string;
  /** Makes the core hold a Shopify subscription of its own. */
  createCoreWebhook(): Promise<void>;
  /** A key that is right, of another shop. */
  createForeignKey(key: string): Promise<void>;
  /** A key that is right, of this shop. */
  createKey(username: string, key: string): Promise<void>;
  /** A session token of the shop's admin that has run out an hour ago. */
  expiredToken(): string;
  /** How many orders the core holds of the shop. */
  ordersAtCore(): Promise<number>;
  /** The numbers of the orders that the core holds of the shop, in order. */
  numbersAtCore(): Promise<string[]>;
  /** What the core notes of an order under "note_attributes", by name; null where it holds no such order. */
  notedAtCore(orderNumber: string): Promise<Record<string, string> | null>;
  /** What `npm run karla` prints. */
  operate(...args: string[]): Promise<string>;
  /** The folder of what the processes log. */
  logs: string;
  /** Sends a message of the shop, signed. */
  tell(webhook: Webhook): Promise<void>;
  /** Calls the app as Shopify Flow does, signed, below `/webhooks/shopify/`; gives the status. */
  callFromFlow(path: string, call: object): Promise<number>;
  stop(): Promise<void>;
}

/** The real processes, with one sandbox shop that sells and is connected to nothing. Needs the build of the admin. */
export async function startApp(options: {
  databaseUrl: string;
  /** A folder of its own, removed at the end. */
  dataDir: string;
  /** False: the shop has no orders, and sells none. */
  sells: boolean;
  /** Of the ninety days before. */
  pastOrders: number;
  /** What the shop's webhooks are sent to, given the receiver's address. */
  webhooksTo?: (receiver: string) => string;
}): Promise<RunningApp> {
  const { dataDir } = options;
  const group = createProcessGroup({
    dataDir,
    env: { DATABASE_URL: options.databaseUrl, KARLA_DATA_DIR: dataDir },
  });
  const secret = randomBytes(16).toString("hex");
  const stop = async () => {
    await group.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    // The app and the sandbox must know of each other before they start.
    const sandboxPort = await unusedPort();
    const sandboxOrigin = `http://127.0.0.1:${sandboxPort}`;
    const core = await startCore(group, CREDENTIALS);
    const app = {
      SHOPIFY_API_KEY: CLIENT_ID,
      SHOPIFY_API_SECRET: secret,
      SHOPIFY_SANDBOX_ORIGIN: sandboxOrigin,
      APP_BRIDGE_URL: `${sandboxOrigin}/app-bridge.js`,
      KARLA_API_URL: core.url,
      PORT: "0",
    };
    const { held, post } = core;
    const [receiver] = await Promise.all([
      group.start("receiver", "app/main.ts", app),
      group.start("worker", "app/worker.ts", app),
      post("/v1/shops", { name: "Tea", organization: "tests", slug: SLUG, klaviyo_enabled: false }),
      post("/v1/shops", { name: "Other", organization: "tests", slug: "other", klaviyo_enabled: false }),
    ]);
    const webhooks = `${receiver.url}/webhooks/shopify`;
    const sandbox = await group.start("sandbox", "packages/sandbox/src/main.ts", {
      SANDBOX_PORT: String(sandboxPort),
      SANDBOX_SHOP_DOMAIN: SHOP,
      SANDBOX_SHOPIFY_SECRET: secret,
      SANDBOX_SHOPIFY_CLIENT_ID: CLIENT_ID,
      SANDBOX_APP_URL: receiver.url,
      SANDBOX_RECEIVER_URL: options.webhooksTo?.(webhooks) ?? webhooks,
      SANDBOX_SELLS: options.sells ? "1" : "0",
      SANDBOX_PAST_ORDERS: String(options.pastOrders),
      SANDBOX_CORE_URL: core.url,
      SANDBOX_CORE_SLUG: SLUG,
      SANDBOX_CORE_USER: CREDENTIALS.username,
      SANDBOX_CORE_KEY: CREDENTIALS.key,
      SANDBOX_SEED: "7",
    });
    // The first request loads the admin.
    await fetch(`${receiver.url}/auth/login`);
    const keyOf = (slug: string, username: string, key: string) =>
      post("/_sandbox/keys", { username, key, shops: [{ shop_slug: slug, role: "admin" }] });
    return {
      adminUrl: `${sandbox.url}/admin/${SHOP}`,
      createCoreWebhook: () => post(`/v1/shops/${SLUG}/shopify/webhooks`, { webhook_type: "order_creation" }),
      createForeignKey: (key) => keyOf("other", "foreign", key),
      createKey: (username, key) => keyOf(SLUG, username, key),
      expiredToken: () =>
        signSessionToken({
          shop: SHOP,
          clientId: CLIENT_ID,
          clientSecret: secret,
          now: Date.now() - 3_600_000,
          userId: "1",
        }),
      ordersAtCore: async () => (await held()).length,
      numbersAtCore: async () => (await held()).map(({ order_number }) => order_number ?? "").sort(),
      operate: (...args) => group.run("commands/karla.ts", { args, env: {} }),
      logs: group.logs,
      async notedAtCore(orderNumber) {
        const order = (await held()).find(({ order_number }) => order_number === orderNumber);
        const noted = order?.order_analytics?.note_attributes ?? [];
        return order === undefined ? null : Object.fromEntries(noted.map(({ name, value }) => [name, value]));
      },
      async tell(webhook) {
        const headers = signedHeaders(webhook, Buffer.from(webhook.body), SHOP, secret);
        const response = await fetch(webhooks, { method: "POST", headers, body: webhook.body });
        if (response.status !== 200) throw new Error(`The receiver answered ${response.status}.`);
      },
      async callFromFlow(path, call) {
        const body = JSON.stringify({ shopify_domain: SHOP, ...call });
        const signature = createHmac("sha256", secret).update(body).digest("base64");
        const headers = { "Content-Type": "application/json", "X-Shopify-Hmac-Sha256": signature };
        return (await fetch(`${webhooks}/${path}`, { method: "POST", headers, body })).status;
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
