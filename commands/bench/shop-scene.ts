import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { createShopAtCore } from "../demo/create-shop-at-core.ts";
import { type ShopAdmins, startShopAdmins } from "../demo/shop-admins.ts";
import { newDataDir } from "../new-data-dir.ts";
import type { CoreAccess } from "../proof/read-core.ts";
import { type Stack, startStack } from "../stack.ts";
import { waitUntilSettled } from "../wait-until-settled.ts";
import { type StampingProxy, startStampingProxy } from "./stamping-proxy.ts";

/** A shop without orders, the app installed in it, the real processes, and what is written to the core. */
export interface Scene extends Omit<StampingProxy, "url" | "close"> {
  domain: string;
  secret: string;
  stack: Stack;
  admins: ShopAdmins;
  /** The shop at the core, for whoever reads it there. */
  core: CoreAccess;
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
  const between = Promise.withResolvers<StampingProxy>();
  const stack = await startStack({
    dataDir,
    shopifySecret: secret,
    coreAdminKey: randomBytes(24).toString("hex"),
    env: { ...admins.env, ...env, DATABASE_URL: undefined },
    async coreUrlFor(coreUrl) {
      between.resolve(startStampingProxy(coreUrl));
      return (await between.promise).url;
    },
  });
  const { close, ...proxy } = await between.promise;
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
      ...proxy,
      settle,
      logOf: (name) => join(dataDir, "logs", `${name}.log`),
    };
    return await Promise.race([work(scene), ended]);
  } finally {
    admins.close();
    await stack.stop();
    await close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
