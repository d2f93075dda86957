import { playsInShopware } from "@karla/sandbox/shopware-order";
import { manyOrders } from "../../bench/backfill/many-orders.ts";
import { checkRun, differencesIn, waitForRest } from "../check-run.ts";
import type { Fault } from "../fault.ts";
import { observation } from "../lane/observation.ts";
import { UNHURRIED } from "../with-lab.ts";
import { halfAnswers } from "./half-answers.ts";
import { observeWithShop } from "./observe-with-shops.ts";

const ORDERS = 500;
const SMALL_ORDERS = 300;
const HOUR_MS = 3_600_000;

export const F34: Fault = {
  id: "F34",
  suite: "life",
  title: "the core takes a part of a batch: only what it did not confirm is sent again, and every order arrives",
  guard: "core_answer",
  run: (context) =>
    observeWithShop(
      context,
      { slug: "f34", plan: "plus", receivers: 1, workers: 1, env: UNHURRIED },
      async (lab, shop) => {
        const { domain } = shop.shop;
        const endsAt = Math.floor((Date.now() - HOUR_MS) / 1_000) * 1_000;
        const wanted = context.small ? SMALL_ORDERS : ORDERS;
        const made = manyOrders({ orders: wanted, filed: "whole", shopDomain: domain, endsAt, firstNumber: 1_001 });
        const orders = shop.platform === "shopify" ? made : made.filter(playsInShopware);
        shop.entries.push(...orders.map((order) => ({ order, history: [order] })));
        shop.book();
        const batches = halfAnswers();
        lab.proxy.playBulk = batches.play;
        await lab.karlaOf(shop.shop, ["backfill", "--json"]);
        await waitForRest(lab);
        const missing = (await differencesIn(lab, shop)).length;
        const alone = lab.proxy.writes.map(({ order }) => order);
        const needless = alone.filter((order) => batches.confirmed.has(order)).length;
        const { plays, unconfirmed } = batches;
        return observation({
          context,
          symptoms: ["differences"],
          injected: { orders: orders.length, ...plays },
          check: await checkRun(lab, [shop]),
          observed: { missing, unconfirmed: unconfirmed.size, sent_alone: alone.length, sent_needlessly: needless },
          broken: missing > 0 ? [`${missing} orders are not at the core as they should be`] : [],
          unmet: needless > 0 ? [`${needless} orders that the core had confirmed were sent again`] : [],
        });
      },
    ),
};
