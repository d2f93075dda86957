import { seededRandom } from "@karla/sandbox/random";
import { checkRun } from "../check-run.ts";
import type { Fault } from "../fault.ts";
import { comeToRest } from "./come-to-rest.ts";
import { createHandSender } from "./hand-sender.ts";
import { lifeOfOrder } from "./life-of-order.ts";
import { observation } from "./observation.ts";
import { UNHURRIED, withLab } from "./with-lab.ts";

export const F11B: Fault = {
  id: "F11b",
  suite: "lane",
  title: "the same event by two subscriptions, with another webhook id, at once and later: one effect",
  guard: "dedupe",
  run: (context) =>
    withLab(context, { receivers: 2, workers: 1, env: UNHURRIED }, async (lab) => {
      const random = seededRandom(context.seed);
      const sender = createHandSender(lab, await lab.addShop("f11b"));
      const lives = Array.from({ length: context.quick ? 6 : 40 }, (_, n) =>
        lifeOfOrder({
          seed: context.seed,
          number: 1001 + n,
          shopDomain: sender.shop.domain,
          happens: ["update", "fulfil"],
        }),
      );
      sender.entries.push(...lives.map(({ entry }) => entry));
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
