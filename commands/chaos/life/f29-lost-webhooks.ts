import { lossyShop } from "../../bench/reconcile/lossy-shop.ts";
import { checkRun, differencesIn, waitForRest } from "../check-run.ts";
import type { Fault } from "../fault.ts";
import type { Lab } from "../lab.ts";
import { observation } from "../lane/observation.ts";
import { UNHURRIED } from "../with-lab.ts";
import { observeWithShops } from "./observe-with-shops.ts";

const ORDERS = 1_000;
const LOST = 0.05;
/** A tenth of what Shopify gives a shop of the smallest plan from one comparison to the next: 100 points a second, 15 minutes. */
const MOST_POINTS = 9_000;

export const F29: Fault = {
  id: "F29",
  suite: "life",
  title: "one of twenty webhooks is lost: one comparison brings every order, the next one writes nothing",
  guard: "compare",
  run: (context) =>
    observeWithShops(
      context,
      { slugs: ["f29"], plan: "plus", receivers: 1, workers: 1, env: UNHURRIED },
      async ({ lab, admins, senders: [sender] }) => {
        if (sender === undefined) throw new Error("a shop is needed");
        const { domain } = sender.shop;
        const orders = context.without === null ? ORDERS : ORDERS / 5;
        const sold = lossyShop({ orders, lost: LOST, seed: context.seed, shopDomain: domain });
        admins.book(domain, sold.orders);
        sender.entries.push(...sold.orders.map((order) => ({ order, history: [order] })));
        await sender.postAll(sold.sent);
        await waitForRest(lab);
        const compare = async () => {
          const [points, writes] = [admins.pointsOf(domain), lab.proxy.writes.length];
          await lab.karla(["reconcile", "--shop", domain, "--since", sold.begins, "--json"]);
          await waitForRest(lab);
          return { points: admins.pointsOf(domain) - points, writes: lab.proxy.writes.length - writes };
        };
        const gapBefore = (await differencesIn(lab, sender)).length;
        const first = await compare();
        const gap = (await differencesIn(lab, sender)).length;
        const erased = await eraseOne(lab);
        const second = await compare();
        return observation({
          context,
          symptoms: ["differences"],
          injected: { orders, webhooks_lost: sold.dropped.size, missing_before: gapBefore },
          check: await checkRun(lab, [sender]),
          observed: {
            missing: gap,
            points: first.points,
            points_second_time: second.points,
            writes: first.writes,
            writes_second_time: second.writes,
          },
          broken: gap > 0 ? [`${gap} orders are missing after the comparison`] : [],
          unmet: [
            ...(first.points > MOST_POINTS ? [`the comparison cost ${first.points} points`] : []),
            ...(second.writes > 0 ? [`${second.writes} writes the second time`] : []),
            ...((await isErased(lab, erased)) ? [] : ["what was erased on request is back"]),
          ],
        });
      },
    ),
};

/** Takes away all that is known of one order, as a redaction does. Gives its id. */
async function eraseOne({ database }: Lab): Promise<string> {
  const { rows } = await database.pool.query<{ order_id: string }>(
    `UPDATE shop_order SET state = NULL, name = NULL
     WHERE order_id = (SELECT order_id FROM shop_order WHERE status = 'delivered' ORDER BY order_id LIMIT 1)
     RETURNING order_id`,
  );
  return rows[0]?.order_id ?? "";
}

async function isErased({ database }: Lab, orderId: string): Promise<boolean> {
  const { rows } = await database.pool.query<{ erased: boolean }>(
    "SELECT state IS NULL AS erased FROM shop_order WHERE order_id = $1",
    [orderId],
  );
  return rows[0]?.erased === true;
}
