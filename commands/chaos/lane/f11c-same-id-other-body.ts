import type { Webhook } from "@karla/sandbox/webhook";
import { checkRun } from "../check-run.ts";
import type { Fault } from "../fault.ts";
import { UNHURRIED } from "../with-lab.ts";
import { comeToRest } from "./come-to-rest.ts";
import { createHandSender } from "./hand-sender.ts";
import { lifeOfOrder } from "./life-of-order.ts";
import { observation } from "./observation.ts";
import { observeInLab } from "./observe-in-lab.ts";

const CONFLICTS = `
SELECT count(*)::int AS count FROM inbox_event WHERE state = 'quarantined' AND reason = 'same_key_other_body'`;

export const F11C: Fault = {
  id: "F11c",
  suite: "lane",
  title:
    "one webhook id with two bodies, one after the other and at once: 2xx, one is quarantined, nothing overwritten",
  guard: "dedupe",
  run: (context) =>
    observeInLab(context, { receivers: 2, workers: 1, env: UNHURRIED }, async (lab) => {
      const sender = createHandSender(lab, await lab.addShop("f11c"));
      const each = context.quick ? 15 : 100;
      const life = { seed: context.seed, shopDomain: sender.shop.domain };
      const statuses: (number | null)[] = [];
      const post = async (webhooks: readonly Webhook[]) => {
        statuses.push(...(await Promise.all(webhooks.map((webhook) => sender.post(webhook)))));
      };

      // What comes later is newer: if it counted, the core would show it, and the books do not know it.
      const later: Webhook[] = [];
      for (let number = 1001; number < 1001 + each; number += 1) {
        const { entry, webhooks } = lifeOfOrder({ ...life, number });
        sender.entries.push(entry);
        const [original] = webhooks;
        const update = lifeOfOrder({ ...life, number, happens: ["update"] }).webhooks.at(-1);
        if (original === undefined || update === undefined) continue;
        await post([original]);
        later.push({ ...update, webhookId: original.webhookId });
      }
      await comeToRest(lab, context);
      await post(later);

      // At once, by both receivers: either may be the first. What happens afterwards makes them one again.
      const afterwards: Webhook[] = [];
      for (let number = 2001; number < 2001 + each; number += 1) {
        const { entry, webhooks } = lifeOfOrder({ ...life, number, happens: ["update", "fulfil"] });
        sender.entries.push(entry);
        const [original] = webhooks;
        const update = webhooks.find(({ topic }) => topic === "orders/updated");
        if (original === undefined || update === undefined) continue;
        await post([original, { ...update, webhookId: original.webhookId }]);
        afterwards.push(...webhooks.filter(({ version }) => version === entry.order.version));
      }
      await comeToRest(lab, context);
      await sender.postAll(afterwards);
      await comeToRest(lab, context);

      const { rows } = await lab.database.pool.query<{ count: number }>(CONFLICTS);
      const conflicts = rows[0]?.count ?? 0;
      const refused = statuses.filter((status) => status === null || status >= 300).length;
      return observation({
        context,
        symptoms: ["differences"],
        injected: { second_bodies: later.length, at_once: each },
        check: await checkRun(lab, [sender]),
        observed: { conflicts, refused },
        broken: conflicts === 2 * each ? [] : [`${conflicts} of ${2 * each} were quarantined as a conflict`],
        unmet: refused > 0 ? [`${refused} deliveries were not answered 2xx`] : [],
      });
    }),
};
