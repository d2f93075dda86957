import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { createShopAtCore } from "../../demo/create-shop-at-core.ts";
import { type Stack, startStack } from "../../stack.ts";
import { type BenchDatabase, openBenchDatabase } from "../bench-database.ts";

export interface LatencyStack {
  stack: Stack;
  database: BenchDatabase;
  /** The app's secret, with which webhooks are signed. */
  secret: string;
  target: { port: number; path: string };
  receiverLog: string;
}

/** Runs `work` on the real processes, with these shops connected, and ends them whatever happens. */
export async function onLatencyStack<T>(
  setup: {
    shops: readonly string[];
    coreUrlFor?: (coreUrl: string) => Promise<string>;
    ended: Promise<never>;
  },
  work: (scene: LatencyStack) => Promise<T>,
): Promise<T> {
  const database = await openBenchDatabase();
  let stack: Stack | undefined;
  try {
    const secret = randomBytes(24).toString("hex");
    stack = await startStack({
      dataDir: database.dataDir,
      shopifySecret: secret,
      coreAdminKey: randomBytes(24).toString("hex"),
      env: { DATABASE_URL: undefined },
      ...(setup.coreUrlFor && { coreUrlFor: setup.coreUrlFor }),
    });
    await connect(stack, setup.shops);
    const target = { port: Number(new URL(stack.receiver.url).port), path: "/webhooks/shopify" };
    const receiverLog = join(database.dataDir, "logs", "receiver.log");
    const died = stack.failed.then(({ name, logFile }) => {
      throw new Error(`${name} ended unexpectedly. Its log: ${logFile}`);
    });
    return await Promise.race([work({ stack, database, secret, target, receiverLog }), died, setup.ended]);
  } finally {
    await database.disconnect();
    await stack?.stop();
    await database.remove();
  }
}

async function connect(stack: Stack, shops: readonly string[]): Promise<void> {
  const { core } = stack;
  const registrations = shops.map((domain) => ({ domain, slug: domain.replace(".myshopify.com", "") }));
  for (const { slug } of registrations) await createShopAtCore(core, slug);
  await stack.connectShops(
    registrations.map(({ domain, slug }) => ({
      platform: "shopify" as const,
      domain,
      slug,
      coreUser: core.adminUser,
      coreKey: core.adminKey,
      settings: {},
    })),
  );
}
