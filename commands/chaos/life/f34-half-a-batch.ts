import { manyOrders } from "../../bench/backfill/many-orders.ts";
import { checkRun, differencesIn, waitForRest } from "../check-run.ts";
import type { Fault } from "../fault.ts";
import { observation } from "../lane/observation.ts";
import { UNHURRIED } from "../with-lab.ts";
import { halfAnswers } from "./half-answers.ts";
import { observeWithShops } from "./observe-with-shops.ts";

const ORDERS = 500;
const HOUR_MS = 3_600_000;

export const F34: Fault = {
  id: "F34",
  suite: "life",
  title: "the core takes a part of a batch: only what it did not confirm is sent again, and every order arrives",
  guard: "bulk_answer",
  run: (context) =>
    observeWithShops(
      context,
      { slugs: ["f34"], plan: "plus", receivers: 1, workers: 1, env: UNHURRIED },
      async ({ lab, admins, senders: [sender] }) => {
        if (sender === undefined) throw new Error("a shop is needed");
        const { domain } = sender.shop;
        const endsAt = Math.floor((Date.now() - HOUR_MS) / 1_000) * 1_000;
        const orders = manyOrders({ orders: ORDERS, filed: "whole", shopDomain: domain, endsAt, firstNumber: 1_001 });
        admins.book(domain, orders);
        sender.entries.push(...orders.map((order) => ({ order, history: [order] })));
        const batches = halfAnswers();
        lab.proxy.playBulk = batches.play;
        await lab.karla(["backfill", "--shop", domain, "--json"]);
        await waitForRest(lab);
        const missing = (await differencesIn(lab, sender)).length;
        const alone = lab.proxy.writes.map(({ order }) => order);
        const needless = alone.filter((order) => batches.confirmed.has(order)).length;
        const { plays, unconfirmed } = batches;
        return observation({
          context,
          symptoms: ["differences"],
          injected: { orders: ORDERS, ...plays },
          check: await checkRun(lab, [sender]),
          observed: { missing, unconfirmed: unconfirmed.size, sent_alone: alone.length, sent_needlessly: needless },
          broken: missing > 0 ? [`${missing} orders are not at the core as they should be`] : [],
          unmet: needless > 0 ? [`${needless} orders that the core had confirmed were sent again`] : [],
        });
      },
    ),
};
