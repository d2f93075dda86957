import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { text } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import { createJournal } from "@karla/sandbox/journal";
import { GOOD_DAY } from "@karla/sandbox/plan-deliveries";
import { seededRandom } from "@karla/sandbox/random";
import { createSender } from "@karla/sandbox/sender";
import { z } from "zod";
import { buildApp } from "../../build-app.ts";
import { listenOnLoopback, passOn } from "../../core-proxy.ts";
import { createShopAtCore } from "../../demo/create-shop-at-core.ts";
import { startShopAdmin } from "../../demo/shop-admin.ts";
import { newDataDir } from "../../new-data-dir.ts";
import { compareOrder } from "../../proof/compare-order.ts";
import { expectedOrder } from "../../proof/expected-order.ts";
import { readCore } from "../../proof/read-core.ts";
import { startStack } from "../../stack.ts";
import { waitUntilSettled } from "../../wait-until-settled.ts";
import type { ReconcileFigures } from "../figures.ts";
import { lossyShop } from "./lossy-shop.ts";

const ORDERS = 10_000;
const LOST = 0.3;

const Cycle = z.object({ missing: z.number(), stale: z.number(), found: z.array(z.object({ outcome: z.string() })) });

/**
 * A shop of 10,000 orders loses three of ten of its messages. What is missing at the core is told from the shop's own books and
 * the core's API, before anything is compared, and after; then it is compared once more, which must write nothing. The real
 * processes, the real command, and the Admin API with Shopify's prices and the bucket of Shopify Plus.
 */
export async function runReconcile({ say }: { say: (line: string) => void }): Promise<ReconcileFigures> {
  const name = `bench-${randomBytes(4).toString("hex")}`;
  const domain = `${name}.myshopify.com`;
  const dataDir = newDataDir("reconcile");
  const secret = randomBytes(24).toString("hex");
  await buildApp(say);
  const admin = await startShopAdmin({ domain, secret, plan: "plus" });
  let writes = 0;
  const proxies: { close(): Promise<void> }[] = [];
  const stack = await startStack({
    dataDir,
    shopifySecret: secret,
    coreAdminKey: randomBytes(24).toString("hex"),
    env: admin.env,
    async coreUrlFor(coreUrl) {
      const proxy = await listenOnLoopback(async (incoming, answer) => {
        if (incoming.method !== "GET") writes += 1;
        passOn({ incoming, answer, body: await text(incoming), coreUrl }, () => undefined);
      });
      proxies.push(proxy);
      return proxy.url;
    },
  });
  try {
    const { adminUser, adminKey, url } = stack.core;
    await createShopAtCore(stack.core, name);
    const connection = { slug: name, coreUser: adminUser, coreKey: adminKey, settings: {} };
    await stack.connectShops([{ platform: "shopify", domain, ...connection }]);
    await admin.openApp(stack.receiver.url);
    const settle = () => waitUntilSettled({ status: stack.status, now: Date.now, sleep: (ms) => wait(ms), look() {} });
    await settle();

    const shop = lossyShop({ orders: ORDERS, lost: LOST, seed: 1, shopDomain: domain });
    admin.book(shop.orders);
    const sender = createSender({
      url: `${stack.receiver.url}/webhooks/shopify`,
      shopDomain: domain,
      secret,
      plays: GOOD_DAY,
      random: seededRandom(1),
      journal: createJournal(),
      fetch,
      now: Date.now,
      sleep: (ms) => wait(ms),
      retriesMs: [1_000, 1_000, 1_000],
    });
    say(`reconcile: ${shop.orders.length} orders, ${shop.dropped.size} messages are lost; sending the others`);
    await sender.send(shop.sent);
    await settle();

    const gap = async (): Promise<number> => {
      const held = await readCore({ url, slug: name, user: adminUser, key: adminKey, fetch });
      return shop.orders.filter((order) => {
        const expected = expectedOrder(order, [order]);
        if (expected.outcome !== "held") return false;
        const inCore = held.get(order.id);
        return inCore === undefined || compareOrder(expected.order, inCore).length > 0;
      }).length;
    };
    const gapWithout = await gap();
    say(`reconcile: ${gapWithout} orders are missing at the core`);

    const began = Date.now();
    const cycle = Cycle.parse(await stack.reconcile(domain, shop.begins));
    await settle();
    const seconds = Math.round((Date.now() - began) / 100) / 10;
    const left = await gap();
    // Each of them by name, however many there are.
    const recovered = cycle.found.filter(({ outcome }) => outcome === "repaired").length;
    say(`reconcile: ${recovered} of ${cycle.missing + cycle.stale} were read in ${seconds} s; ${left} are missing`);
    const before = writes;
    await stack.reconcile(domain);
    await settle();
    return {
      orders: shop.orders.length,
      dropped: shop.dropped.size,
      recovered,
      gap: left,
      gap_without: gapWithout,
      second_run_writes: writes - before,
      seconds,
    };
  } finally {
    admin.close();
    await stack.stop();
    for (const proxy of proxies) await proxy.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
