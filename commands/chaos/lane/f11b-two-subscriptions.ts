import { seededRandom } from "@karla/sandbox/random";
import { checkRun } from "../check-run.ts";
import type { Fault } from "../fault.ts";
import { UNHURRIED } from "../with-lab.ts";
import { comeToRest } from "./come-to-rest.ts";
import { createHandSender } from "./hand-sender.ts";
import { observation } from "./observation.ts";
import { observeInLab } from "./observe-in-lab.ts";
import { sellOrders } from "./sell-orders.ts";

export const F11B: Fault = {
  id: "F11b",
  suite: "lane",
  title: "the same event by two subscriptions, with another webhook id, at once and later: one effect",
  guard: "dedupe",
  run: (context) =>
    observeInLab(context, { receivers: 2, workers: 1, env: UNHURRIED }, async (lab) => {
      const random = seededRandom(context.seed);
      const sender = createHandSender(lab, await lab.addShop("f11b"));
      const orders = context.quick ? 6 : 40;
      const lives = sellOrders(sender, { seed: context.seed, orders, happens: ["update", "fulfil"] });
      const webhooks = lives.flatMap((life) => life.webhooks);
      const twin = () => webhooks.map((webhook) => ({ ...webhook, webhookId: random.uuid() }));
      const [atOnce, later] = [twin(), twin()];
      await sender.postAll(webhooks.flatMap((webhook, n) => [webhook, ...atOnce.slice(n, n + 1)]));
      await comeToRest(lab, context);
      await sender.postAll(later);
      await comeToRest(lab, context);
      return observation({
        context,
        symptoms: ["duplicate_effects"],
        injected: { twins: atOnce.length + later.length },
        check: await checkRun(lab, [sender]),
        observed: { webhooks: webhooks.length, writes: lab.proxy.writes.length },
      });
    }),
};
