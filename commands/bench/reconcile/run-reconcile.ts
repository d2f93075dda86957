import { setTimeout as wait } from "node:timers/promises";
import { createJournal } from "@karla/sandbox/journal";
import { GOOD_DAY } from "@karla/sandbox/plan-deliveries";
import { seededRandom } from "@karla/sandbox/random";
import { createSender } from "@karla/sandbox/sender";
import { z } from "zod";
import { buildApp } from "../../build-app.ts";
import { compareOrder } from "../../proof/compare-order.ts";
import { expectedOrder } from "../../proof/expected-order.ts";
import { readCore } from "../../proof/read-core.ts";
import type { ReconcileFigures } from "../figures.ts";
import { onScene } from "../shop-scene.ts";
import { lossyShop } from "./lossy-shop.ts";

const ORDERS = 10_000;
const LOST = 0.3;

const Cycle = z.object({ missing: z.number(), stale: z.number(), found: z.array(z.object({ outcome: z.string() })) });

/**
 * A shop of 10,000 orders loses three of ten of its messages. What is missing at the core is told from the shop's own books and
 * the core's API, before anything is compared, and after; then it is compared once more, which must write nothing. The real
 * processes, the real command, and the Admin API with Shopify's prices and the bucket of Shopify Plus.
 */
export async function runReconcile({
  say,
  ended,
}: {
  say: (line: string) => void;
  /** Rejects when the run is to end before its time. */
  ended: Promise<never>;
}): Promise<ReconcileFigures> {
  await buildApp(say);
  return onScene({ plan: "plus", ended }, async ({ domain, secret, stack, admins, core, settle, changes }) => {
    const shop = lossyShop({ orders: ORDERS, lost: LOST, seed: 1, shopDomain: domain });
    admins.book(domain, shop.orders);
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
      const held = await readCore(core);
      return shop.orders.filter((order) => {
        const expected = expectedOrder(order, [order], { pictures: "told" });
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
    const before = changes();
    await stack.reconcile(domain);
    await settle();
    return {
      orders: shop.orders.length,
      dropped: shop.dropped.size,
      recovered,
      gap: left,
      gap_without: gapWithout,
      second_run_writes: changes() - before,
      seconds,
    };
  });
}
