import { checkRun } from "../check-run.ts";
import type { Fault } from "../fault.ts";
import { UNHURRIED } from "../with-lab.ts";
import { comeToRest } from "./come-to-rest.ts";
import { observation } from "./observation.ts";
import { observeInLab } from "./observe-in-lab.ts";

export const F11B: Fault = {
  id: "F11b",
  suite: "lane",
  title: "the same event by two subscriptions, with another webhook id, at once and later: one effect",
  guard: "dedupe",
  run: (context) =>
    observeInLab(context, { receivers: 2, workers: 1, env: UNHURRIED }, async (lab) => {
      const shop = await lab.openShop("f11b");
      const orders = context.small ? 6 : 40;
      const lives = shop.sell({ seed: context.seed, orders, happens: ["update", "fulfil"] });
      const messages = lives.flatMap((life) => life.messages);
      const twin = () => messages.map((message) => message.twin());
      const [atOnce, later] = [twin(), twin()];
      await shop.postAll(messages.flatMap((message, n) => [message, ...atOnce.slice(n, n + 1)]));
      await comeToRest(lab, context);
      await shop.postAll(later);
      await comeToRest(lab, context);
      return observation({
        context,
        symptoms: ["duplicate_effects"],
        injected: { twins: atOnce.length + later.length },
        check: await checkRun(lab, [shop]),
        observed: { webhooks: messages.length, writes: lab.proxy.writes.length },
      });
    }),
};
