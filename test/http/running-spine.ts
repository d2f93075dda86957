import { createHmac, randomBytes, randomUUID } from "node:crypto";
import { setImmediate as pause, setTimeout as wait } from "node:timers/promises";
import { serve } from "@hono/node-server";
import { createKarlaClient, type KarlaClient } from "@karla/api/client";
import { createReceiver } from "@karla/receiver/receiver";
import { createCertifier } from "@karla/sync/certifier";
import { createDriftCheck } from "@karla/sync/check-drift";
import type { Clock } from "@karla/sync/clock";
import { readCoreSync } from "@karla/sync/connect-shop";
import { coreOrders } from "@karla/sync/core-orders";
import { createWorker } from "@karla/sync/create-worker";
import { createEraser } from "@karla/sync/eraser";
import type { CallFailure } from "@karla/sync/judge-failure";
import { karlaPort, readKarlaFailure } from "@karla/sync/karla-port";
import { normaliseKarla } from "@karla/sync/normalise-karla";
import type { OrderWalk } from "@karla/sync/order-walk";
import type { ParcelNotes } from "@karla/sync/parcel-notes";
import { runTurn } from "@karla/sync/run-turn";
import { OrderSettings } from "@karla/sync/settings";
import type { ShopAnnouncer } from "@karla/sync/shop-announcer";
import type { TurnDeps } from "@karla/sync/turn-deps";
import type { Pool } from "pg";
import { flowRoutes } from "../../app/shopify/flow-calls/flow-routes.ts";
import { normaliseShopify } from "../../app/shopify/normalise.ts";
import { createShopifyVerifier } from "../../app/shopify/verify-webhook.ts";
import { systemEntropy } from "../../packages/karla-core/src/entropy.ts";
import { ensureBootstrapKey } from "../../packages/karla-core/src/keys/create-api-key.ts";
import type { Misbehave } from "../../packages/karla-core/src/sandbox/misbehave.ts";
import { createCore } from "../../packages/karla-core/src/server.ts";
import { createKeyring, type Keyring, sealKeyOf } from "../../packages/store/src/keyring.ts";
import { migrate } from "../../packages/store/src/migrate.ts";
import { openStore } from "../../packages/store/src/open-store.ts";
import { NO_READER } from "../fakes/no-reader.ts";
import { migratedDatabase } from "../setup/migrated-database.ts";
import { quietLog } from "../setup/quiet-log.ts";

export const SHOP = "spine.myshopify.com";
/** A machine may have much else to do. */
const SETTLED_WITHIN_MS = 60_000;
const SECRET = "hush";
const ADMIN = { username: "admin", key: "admin-key-0123456789" };

export interface Spine {
  /** The receiver's origin. */
  url: string;
  /** Sends a signed webhook as Shopify does; gives the status. */
  send(
    topic: string,
    body: string | Buffer,
    overrides?: { webhookId?: string; shop?: string; hmac?: string },
  ): Promise<number>;
  /** Calls us as Shopify Flow does, below `/webhooks/shopify/`; gives the status. */
  callFromFlow(path: string, body: object | string, hmac?: string): Promise<number>;
  /** The core's client, with the shop's credentials or others. */
  client(credentials?: { slug?: string; username?: string; key?: string }): KarlaClient;
  /** How the core is read from outside. */
  core: { url: string; slug: string; user: string; key: string };
  /** Makes the core hold a Shopify subscription of its own. */
  createCoreWebhook(): Promise<void>;
  /** What the core holds of the shop's orders. */
  orders(): Promise<Record<string, unknown>[]>;
  /** Has the core post the events that it owes to its webhooks. */
  tellByCore(): Promise<void>;
  /** Resolves when nothing is pending any more. */
  settled(): Promise<void>;
  store: ReturnType<typeof openStore>;
  pool: Pool;
  /** How the core treats its next requests. */
  misbehave: { next: Misbehave | null };
  advance(ms: number): void;
  stop(): Promise<void>;
}

export interface SpineOptions {
  /** The shop's admin, as the worker asks it; without it nothing can be asked. */
  platform?: (parts: { pool: Pool; master: Keyring; store: ReturnType<typeof openStore>; clock: Clock }) => Pick<
    TurnDeps,
    "reader" | "checkAccess" | "reconcile"
  > & {
    /** Without it no day is counted. */
    walk?: OrderWalk;
    /** Without it no order is imported. `turns`: what the worker's turns run on. */
    backfill?: (turns: () => TurnDeps, client: KarlaClient) => TurnDeps["backfill"];
    readFailure: (error: unknown) => CallFailure | null;
    /** Without these the shop is told nothing. */
    announcer?: ShopAnnouncer;
    parcelNotes?: ParcelNotes;
  };
}

/** Receiver, worker and core in this process, on a database of their own, over real HTTP. */
export async function startSpine(settings: Partial<OrderSettings> = {}, options: SpineOptions = {}): Promise<Spine> {
  const database = await migratedDatabase();
  const { pool } = database;
  await migrate({ pool, dir: new URL("../../packages/karla-core/migrations/", import.meta.url), schema: "karla_core" });
  let offset = 0;
  const clock = { now: () => Date.now() + offset };

  const misbehave: Spine["misbehave"] = { next: null };
  const config = { publicUrl: () => "http://127.0.0.1", sandbox: true, secret: randomBytes(32) };
  const core = createCore({
    pool,
    clock,
    log: quietLog,
    config,
    misbehave: (request) => misbehave.next?.(request) ?? null,
  });
  await ensureBootstrapKey({ pool, clock, entropy: systemEntropy() }, ADMIN);
  const coreServer = serve({ fetch: core.fetch, port: 0, hostname: "127.0.0.1" });
  await new Promise((resolve) => coreServer.once("listening", resolve));
  const address = coreServer.address();
  const coreUrl = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  const admin = { Authorization: `Basic ${Buffer.from(`${ADMIN.username}:${ADMIN.key}`).toString("base64")}` };
  const shop = { name: "Spine", organization: "test", slug: "spine", klaviyo_enabled: false };
  const created = await fetch(`${coreUrl}/v1/shops`, {
    method: "POST",
    headers: { ...admin, "Content-Type": "application/json" },
    body: JSON.stringify(shop),
  });
  if (!created.ok) throw new Error(`the core refused the shop: ${created.status}`);

  const master = createKeyring({ current: sealKeyOf(randomBytes(32)) });
  const store = openStore({ platform: "shopify", pool, clock, log: quietLog, master });
  const connection = { slug: "spine", ...ADMIN };
  await store.shops.connect({ platform: "shopify", domain: SHOP, connection, settings: OrderSettings.parse(settings) });
  const clientFor: Spine["client"] = ({ slug = "spine", username = ADMIN.username, key = ADMIN.key } = {}) =>
    createKarlaClient({ baseUrl: coreUrl, slug, credentials: { username, key }, timeoutMs: 2_000, clock });
  const client = clientFor();
  const platform = options.platform?.({ pool, master, store, clock });
  const normalise = { shopify: normaliseShopify, karla: normaliseKarla };
  const checkAccess = platform?.checkAccess ?? (async () => {});
  const readFailure = (error: unknown) => platform?.readFailure(error) ?? readKarlaFailure(error);
  const deps: TurnDeps = {
    ...store,
    clock,
    random: () => 0.5,
    normalise,
    onError: (error: unknown) => {
      throw error;
    },
    callTimeoutMs: 2_000,
    karlaFor: () => karlaPort(client),
    coreSyncs: async () => (await readCoreSync(client)) !== null,
    checkDrift: createDriftCheck({ ...store, pause }),
    reconcile: platform?.reconcile ?? (async () => Number.MAX_SAFE_INTEGER),
    certify:
      platform?.walk === undefined
        ? async () => null
        : createCertifier({
            ...store,
            walk: platform.walk,
            coreOf: () => coreOrders(client),
            readFailure: readKarlaFailure,
            clock,
          }),
    backfill: platform?.backfill?.(() => deps, client) ?? (async () => null),
    subscribe: async () => ({ again: null, asked: false }),
    catalogue: null,
    syncProducts: () => Promise.reject(new Error("this shop brings no products")),
    announcer: platform?.announcer ?? null,
    parcels: platform?.parcelNotes === undefined ? null : { ...platform.parcelNotes, owe: store.oweParcels },
    reader: platform?.reader ?? NO_READER,
    checkAccess,
    readFailure,
    erase: createEraser({ ...store, normalise, checkAccess, readFailure, clock }),
    observe: () => {},
    failpoint: () => {},
  };
  const worker = createWorker(
    {
      lanes: store.lanes,
      clock,
      log: quietLog,
      runTurn: (turn) => runTurn(turn, deps),
      sleep: (ms, signal) => wait(ms, undefined, { signal }).catch(() => undefined),
    },
    { concurrency: 4, leaseMs: 30_000, maxEvents: 10, pollMs: 10 },
  );
  const receiver = createReceiver({
    routes: new Map([["/webhooks/shopify", createShopifyVerifier({ secrets: [SECRET] })], ...flowRoutes([SECRET])]),
    inbox: store.inbox,
    clock,
    log: { debug() {}, info() {}, warn() {} },
    ready: async () => true,
  });
  const { url } = await receiver.listen(0, "127.0.0.1");
  worker.start();

  return {
    url,
    pool,
    store,
    misbehave,
    client: clientFor,
    core: { url: coreUrl, slug: "spine", user: ADMIN.username, key: ADMIN.key },
    async createCoreWebhook() {
      await fetch(`${coreUrl}/v1/shops/spine/shopify/webhooks`, {
        method: "POST",
        headers: { ...admin, "Content-Type": "application/json" },
        body: JSON.stringify({ webhook_type: "order_creation" }),
      });
    },
    async send(topic, body, { webhookId = randomUUID(), shop: domain = SHOP, hmac } = {}) {
      const bytes = Buffer.from(body);
      const response = await fetch(`${url}/webhooks/shopify`, {
        method: "POST",
        body: new Uint8Array(bytes),
        headers: {
          "Content-Type": "application/json",
          "X-Shopify-Topic": topic,
          "X-Shopify-Shop-Domain": domain,
          "X-Shopify-API-Version": "2026-07",
          "X-Shopify-Webhook-Id": webhookId,
          "X-Shopify-Hmac-Sha256": hmac ?? createHmac("sha256", SECRET).update(bytes).digest("base64"),
        },
      });
      return response.status;
    },
    async callFromFlow(path, body, hmac) {
      const bytes = Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
      const response = await fetch(`${url}/webhooks/shopify/${path}`, {
        method: "POST",
        body: new Uint8Array(bytes),
        headers: {
          "Content-Type": "application/json",
          "X-Shopify-Hmac-Sha256": hmac ?? createHmac("sha256", SECRET).update(bytes).digest("base64"),
        },
      });
      return response.status;
    },
    async orders() {
      const response = await fetch(`${coreUrl}/v1/shops/spine/orders?per_page=100`, { headers: admin });
      return (await response.json()) as Record<string, unknown>[];
    },
    async tellByCore() {
      await core.deliverDue();
    },
    async settled() {
      for (const until = Date.now() + SETTLED_WITHIN_MS; Date.now() < until; ) {
        if ((await store.status.read()).settled) return;
        await wait(10);
      }
      throw new Error("the spine does not come to rest");
    },
    advance: (ms) => {
      offset += ms;
    },
    async stop() {
      await receiver.stop();
      await worker.stop();
      await core.stop();
      await new Promise((resolve) => coreServer.close(resolve));
      await database.drop();
    },
  };
}
