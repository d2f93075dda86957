import { checkRun } from "../check-run.ts";
import type { Fault } from "../fault.ts";
import { lifeOfOrder } from "../shop/life-of-order.ts";
import type { Message } from "../shop/message.ts";
import { UNHURRIED } from "../with-lab.ts";
import { comeToRest } from "./come-to-rest.ts";
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
  cannot: {
    shopware:
      "a delivery is known by its event id and its bytes together, as each try is stamped anew: another body is another delivery, and what it says is read back",
  },
  run: (context) =>
    observeInLab(context, { receivers: 2, workers: 1, env: UNHURRIED }, async (lab) => {
      const shop = await lab.openShop("f11c");
      if (shop.platform !== "shopify") throw new Error("a shop at Shopify is needed");
      const each = context.small ? 15 : 100;
      const life = { seed: context.seed, shopDomain: shop.shop.domain };
      const statuses: (number | null)[] = [];
      const post = async (messages: readonly Message[]) => {
        statuses.push(...(await Promise.all(messages.map((message) => shop.post(message)))));
      };

      // What comes later is newer: if it counted, the core would show it, and the books do not know it.
      const later: Message[] = [];
      for (let number = 1001; number < 1001 + each; number += 1) {
        const { entry, webhooks } = lifeOfOrder({ ...life, number });
        shop.entries.push(entry);
        const [original] = webhooks;
        const update = lifeOfOrder({ ...life, number, happens: ["update"] }).webhooks.at(-1);
        if (original === undefined || update === undefined) continue;
        await post([shop.message(original)]);
        later.push(shop.message({ ...update, webhookId: original.webhookId }));
      }
      await comeToRest(lab, context);
      await post(later);

      // At once, by both receivers: either may be the first. What happens afterwards makes them one again.
      const afterwards: Message[] = [];
      for (let number = 2001; number < 2001 + each; number += 1) {
        const { entry, webhooks } = lifeOfOrder({ ...life, number, happens: ["update", "fulfil"] });
        shop.entries.push(entry);
        const [original] = webhooks;
        const update = webhooks.find(({ topic }) => topic === "orders/updated");
        if (original === undefined || update === undefined) continue;
        await post([shop.message(original), shop.message({ ...update, webhookId: original.webhookId })]);
        afterwards.push(...webhooks.filter(({ version }) => version === entry.order.version).map(shop.message));
      }
      await comeToRest(lab, context);
      await shop.postAll(afterwards);
      await comeToRest(lab, context);

      const { rows } = await lab.database.pool.query<{ count: number }>(CONFLICTS);
      const conflicts = rows[0]?.count ?? 0;
      const refused = statuses.filter((status) => status === null || status >= 300).length;
      return observation({
        context,
        symptoms: ["differences"],
        injected: { second_bodies: later.length, at_once: each },
        check: await checkRun(lab, [shop]),
        observed: { conflicts, refused },
        broken: conflicts === 2 * each ? [] : [`${conflicts} of ${2 * each} were quarantined as a conflict`],
        unmet: refused > 0 ? [`${refused} deliveries were not answered 2xx`] : [],
      });
    }),
};
