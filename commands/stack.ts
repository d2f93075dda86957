import { join } from "node:path";
import { childEnv } from "./env.ts";
import { createProcessGroup } from "./process-group.ts";
import { runOnce, type StartedProcess } from "./start-process.ts";

export interface StackOptions {
  /** Holds the database, keys and logs of all processes. */
  dataDir: string;
  /** Secrets of this stack: the sandbox signs with the first, the core is administered with the second. */
  shopifySecret: string;
  coreAdminKey: string;
  ports?: { core: number; receiver: number };
  /** Starts the Shopware bridge and its worker as well. Shops register with this secret, and may be on this machine. */
  bridge?: { appSecret: string; port?: number };
  /** Starts a carrier whose parcels live `haste` times as fast as real ones, and has the core ask it about parcels. */
  carrier?: CarrierWish;
  /** Further variables for the app (receiver and admin), the bridge and the workers. */
  env?: Record<string, string | undefined>;
  /** A core that stands in another place, e.g. behind a recording proxy: given the core's URL, gives the URL to use. */
  coreUrlFor?: (coreUrl: string) => Promise<string>;
}

export interface CarrierWish {
  /** What the core asks it with. */
  key: string;
  haste: number;
  /** By how much shorter the core's pauses between two questions are; default: as `haste`. */
  pace?: number;
  /** Days since its shipping after which a parcel is asked about no more; default: 60, at that pace. */
  watchDays?: number;
  port?: number;
  seed?: number;
  /** It answers badly now and then, and some scans come late: so many of its bad moments happen, from 0 to 1, which is the default. */
  badDays?: number;
}

export interface ShopToConnect {
  platform: "shopify" | "shopware";
  /** Of Shopware the shop id. */
  domain: string;
  slug: string;
  coreUser: string;
  coreKey: string;
  settings: Record<string, unknown>;
}

export interface StackStatus {
  events: { total: number; pending: number; done: number; quarantined: number };
  /** Events by what they are about. */
  topics: Record<string, number>;
  outbox: { pending: number; delivered: number; dead: number };
  orders: {
    shopId: string;
    domain: string | null;
    orderId: string;
    status: string;
    reason: string | null;
    delivered: boolean;
  }[];
  quarantined: {
    shopId: string;
    domain: string | null;
    laneKey: string;
    topic: string;
    reason: string | null;
    detail: string | null;
  }[];
  settled: boolean;
}

export interface Stack {
  core: { url: string; adminUser: string; adminKey: string };
  receiver: { url: string };
  /** Null where it was not asked for. */
  bridge: { url: string } | null;
  /** Null where it was not asked for. `journal` is the file with every scan that it has shown: see `readCarrierJournal`. */
  carrier: { url: string; journal: string } | null;
  /** Makes the shops known to the product, as the operator would. Their slugs must exist at the core. */
  connectShops(shops: readonly ShopToConnect[]): Promise<void>;
  /** Of one shop, where one is named. */
  status(shop?: Pick<ShopToConnect, "platform" | "domain">): Promise<StackStatus>;
  /** Publishes a shop's mapping; fails where it is refused. */
  publishMapping(domain: string, document: unknown, platform?: ShopToConnect["platform"]): Promise<void>;
  /** Has a shop (of Shopify where nothing else is said) compared with our books now, from a date on if one is given, and gives what was found. */
  reconcile(domain: string, since?: string, platform?: ShopToConnect["platform"]): Promise<unknown>;
  /** Has all orders of a shop imported that the app is given, and gives what came of it. */
  backfill(domain: string, platform?: ShopToConnect["platform"]): Promise<unknown>;
  /** SIGKILL to the worker, and another one in its place. */
  killWorker(): Promise<void>;
  /** Resolves with the first process that ended without being asked to. */
  failed: Promise<StartedProcess>;
  /** Ends all processes, and the embedded database. */
  stop(): Promise<void>;
}

/** Starts the real processes: core, receiver, worker, on the embedded database unless `DATABASE_URL` is set. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { dataDir } = options;
  const common = { KARLA_DATA_DIR: dataDir };
  const group = createProcessGroup({ dataDir, env: common });
  let stopping: Promise<void> | null = null;
  async function cli(args: string[], input?: string): Promise<string> {
    // The operator's commands start the database where it does not run: none may come after its end.
    if (stopping !== null) throw new Error("The stack is being stopped.");
    const env = options.env ?? {};
    return group.run("commands/karla.ts", { args, env, ...(input === undefined ? {} : { input }) });
  }
  async function end(): Promise<void> {
    await group.stop().catch(() => undefined);
    await runOnce({ script: "commands/karla.ts", args: ["stop-database"], env: childEnv(common) });
  }
  async function startBridge(wish: { appSecret: string; port?: number }, coreUrl: string): Promise<{ url: string }> {
    const env = {
      ...(wish.port === undefined ? {} : { SHOPWARE_BRIDGE_URL: `http://127.0.0.1:${wish.port}` }),
      ...options.env,
      SHOPWARE_APP_SECRETS: wish.appSecret,
      KARLA_ALLOW_LOOPBACK_SHOPS: "1",
      KARLA_API_URL: coreUrl,
    };
    const port = String(wish.port ?? 0);
    const [bridge] = await Promise.all([
      group.start("bridge", "shopware-plugin-bridge/main.ts", { ...env, PORT: port }),
      group.start("bridge-worker", "shopware-plugin-bridge/worker.ts", env),
    ]);
    return { url: bridge.url };
  }
  async function startCarrier(wish: CarrierWish): Promise<{ url: string; journal: string }> {
    const journal = join(dataDir, "carrier-journal.jsonl");
    const { url } = await group.start("carrier", "packages/sandbox/src/carrier/main.ts", {
      SANDBOX_CARRIER_PORT: String(wish.port ?? 0),
      SANDBOX_CARRIER_KEY: wish.key,
      SANDBOX_CARRIER_JOURNAL: journal,
      SANDBOX_CARRIER_HASTE: String(wish.haste),
      SANDBOX_CARRIER_BAD_DAYS: String(wish.badDays ?? 1),
      ...(wish.seed === undefined ? {} : { SANDBOX_SEED: String(wish.seed) }),
    });
    return { url, journal };
  }
  const stop = () => {
    stopping ??= end();
    return stopping;
  };

  try {
    const carrier = options.carrier === undefined ? null : await startCarrier(options.carrier);
    const core = await group.start("core", "packages/karla-core/src/main.ts", {
      KARLA_CORE_PORT: String(options.ports?.core ?? 0),
      KARLA_CORE_ADMIN_USER: "admin",
      KARLA_CORE_ADMIN_KEY: options.coreAdminKey,
      KARLA_CORE_SANDBOX: "1",
      // Parcels of a sandbox are no real carrier's: without a carrier of ours nobody is asked.
      KARLA_CORE_DHL_KEY: options.carrier?.key,
      KARLA_CORE_DHL_URL: carrier?.url,
      KARLA_CORE_DHL_CARRIERS: carrier === null ? undefined : "*",
      ...paceOf(options.carrier),
    });
    const coreUrl = options.coreUrlFor ? await options.coreUrlFor(core.url) : core.url;
    const { ports } = options;
    const app = {
      // Where it is known from the start the core is given it, and tells the app what it knows.
      ...(ports === undefined ? {} : { SHOPIFY_APP_URL: `http://127.0.0.1:${ports.receiver}` }),
      ...options.env,
      SHOPIFY_API_SECRET: options.shopifySecret,
      KARLA_API_URL: coreUrl,
    };
    const startWorker = () => group.start("worker", "app/worker.ts", app);
    const [receiver, firstWorker] = await Promise.all([
      group.start("receiver", "app/main.ts", { ...app, PORT: String(ports?.receiver ?? 0) }),
      startWorker(),
    ]);
    let worker = firstWorker;
    const bridge = options.bridge === undefined ? null : await startBridge(options.bridge, coreUrl);
    return {
      core: { url: core.url, adminUser: "admin", adminKey: options.coreAdminKey },
      receiver: { url: receiver.url },
      bridge,
      carrier,
      async connectShops(shops) {
        const list = shops.map(({ coreUser, coreKey, ...shop }) => ({ ...shop, username: coreUser, key: coreKey }));
        await cli(["connect", "--file", "-"], JSON.stringify(list));
      },
      async publishMapping(domain, document, platform = "shopify") {
        const args = ["mapping", "import", "--publish", "--platform", platform, "--shop", domain, "--file", "-"];
        await cli(args, JSON.stringify(document));
      },
      async reconcile(domain, since, platform = "shopify") {
        const from = since === undefined ? [] : ["--since", since];
        return JSON.parse(await cli(["reconcile", "--platform", platform, "--shop", domain, "--json", ...from]));
      },
      async backfill(domain, platform = "shopify") {
        return JSON.parse(await cli(["backfill", "--platform", platform, "--shop", domain, "--json"]));
      },
      async status(shop) {
        const of = shop === undefined ? [] : ["--platform", shop.platform, "--shop", shop.domain];
        return JSON.parse(await cli(["status", "--json", ...of])) as StackStatus;
      },
      async killWorker() {
        await worker.kill();
        worker = await startWorker();
      },
      failed: group.failed(),
      stop,
    };
  } catch (error) {
    await stop().catch(() => undefined);
    throw error;
  }
}

function paceOf(carrier: CarrierWish | undefined): Record<string, string> {
  if (carrier === undefined) return {};
  const { haste, pace = haste, watchDays } = carrier;
  return {
    KARLA_CORE_CARRIER_HASTE: String(pace),
    ...(watchDays === undefined ? {} : { KARLA_CORE_CARRIER_WATCH_DAYS: String(watchDays) }),
  };
}
