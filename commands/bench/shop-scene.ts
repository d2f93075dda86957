import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import { listenOnLoopback, passOn } from "../core-proxy.ts";
import { createShopAtCore } from "../demo/create-shop-at-core.ts";
import { type ShopAdmins, startShopAdmins } from "../demo/shop-admins.ts";
import { newDataDir } from "../new-data-dir.ts";
import type { CoreAccess } from "../proof/read-core.ts";
import { type Stack, startStack } from "../stack.ts";
import { waitUntilSettled } from "../wait-until-settled.ts";

/** A shop without orders, the app installed in it, the real processes, and what is written to the core. */
export interface Scene {
  domain: string;
  secret: string;
  stack: Stack;
  admins: ShopAdmins;
  /** The shop at the core, for whoever reads it there. */
  core: CoreAccess;
  /** Requests that change something at the core. */
  changes(): number;
  /** Upserts that the core was given, those of bulk requests counted one by one. */
  upserts(): number;
  /** Order id -> when the core first said that it holds it, by `performance.now()`. */
  acceptedAt: ReadonlyMap<string, number>;
  /** Resolves when nothing is under way any more. */
  settle(): Promise<void>;
  logOf(name: "worker" | "receiver"): string;
}

/** Runs `work` in a scene of its own, and ends it whatever happens. */
export async function onScene<Result>(
  { plan, env = {}, ended }: { plan?: "standard" | "plus"; env?: Record<string, string>; ended: Promise<never> },
  work: (scene: Scene) => Promise<Result>,
): Promise<Result> {
  const slug = `bench-${randomBytes(4).toString("hex")}`;
  const domain = `${slug}.myshopify.com`;
  const dataDir = newDataDir("bench");
  const secret = randomBytes(24).toString("hex");
  const admins = await startShopAdmins({ domains: [domain], secret, ...(plan && { plan }) });
  const acceptedAt = new Map<string, number>();
  let changes = 0;
  let upserts = 0;
  const proxies: { close(): Promise<void> }[] = [];
  const stack = await startStack({
    dataDir,
    shopifySecret: secret,
    coreAdminKey: randomBytes(24).toString("hex"),
    env: { ...admins.env, ...env, DATABASE_URL: undefined },
    async coreUrlFor(coreUrl) {
      const proxy = await listenOnLoopback(async (incoming, answer) => {
        const body = await text(incoming);
        const ids = incoming.method === "PUT" ? ordersIn(body) : [];
        if (incoming.method !== "GET") changes += 1;
        upserts += ids.length;
        passOn({ incoming, answer, body, coreUrl }, (status) => {
          if (status >= 300) return;
          for (const id of ids) if (!acceptedAt.has(id)) acceptedAt.set(id, performance.now());
        });
      });
      proxies.push(proxy);
      return proxy.url;
    },
  });
  try {
    const { adminUser, adminKey, url } = stack.core;
    await createShopAtCore(stack.core, slug);
    await stack.connectShops([
      { platform: "shopify", domain, slug, coreUser: adminUser, coreKey: adminKey, settings: {} },
    ]);
    await admins.openApp(domain, stack.receiver.url);
    const settle = async () => {
      await waitUntilSettled({ status: stack.status, now: Date.now, sleep: (ms) => wait(ms), look() {} });
    };
    await settle();
    const scene: Scene = {
      domain,
      secret,
      stack,
      admins,
      core: { url, slug, user: adminUser, key: adminKey, fetch },
      changes: () => changes,
      upserts: () => upserts,
      acceptedAt,
      settle,
      logOf: (name) => join(dataDir, "logs", `${name}.log`),
    };
    return await Promise.race([work(scene), ended]);
  } finally {
    admins.close();
    await stack.stop();
    for (const proxy of proxies) await proxy.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** An upsert names its order first: `{"id":"1001","id_type":"external_id",…`. */
function ordersIn(body: string): string[] {
  return [...body.matchAll(/\{"id":"([^"]+)","id_type":"external_id"/g)].map(([, id]) => id ?? "");
}
