import type { OrderWebhook } from "@karla/sandbox/webhook";
import { checkRun, waitForRest } from "../check-run.ts";
import type { Fault } from "../fault.ts";
import type { Lab } from "../lab.ts";
import { createHandSender, type HandSender } from "../lane/hand-sender.ts";
import { lifeOfOrder } from "../lane/life-of-order.ts";
import { observation } from "../lane/observation.ts";
import { observeInLab } from "../lane/observe-in-lab.ts";
import { UNHURRIED } from "../with-lab.ts";
import { type BodyChange, changedBody, HARMLESS, UNUSABLE } from "./changed-bodies.ts";

const EACH = 5;
/** Of the next years, of years ago, and none at all. */
const VERSIONS = ["2027-10", "2031-01", "2019-04", "unstable", "v2", "2026-13"];

export const F35: Fault = {
  id: "F35",
  suite: "life",
  title: "bodies and headers of another version of the API: what is unknown is passed over, what is unusable says so",
  guard: "quarantine",
  run: (context) =>
    observeInLab(context, { receivers: 1, workers: 1, env: UNHURRIED }, async (lab) => {
      const sender = createHandSender(lab, await lab.addShop("f35"));
      let number = 1001;
      /** The last webhook of a new order, as it would be. */
      const sell = (usable: boolean): OrderWebhook => {
        const { entry, webhooks } = lifeOfOrder({
          seed: context.seed,
          number: number++,
          shopDomain: sender.shop.domain,
          happens: ["fulfil"],
        });
        // What no order can be made of is in nobody's books: the core must not know it.
        if (usable) sender.entries.push(entry);
        const last = webhooks.at(-1);
        if (last === undefined) throw new Error("an order that nothing is sent about");
        return last;
      };
      const sendChanged = (change: BodyChange, usable: boolean) =>
        send(sender, EACH, () => changed(sell(usable), change));
      let refused = 0;
      for (const change of UNUSABLE) refused += await sendChanged(change, false);
      for (const change of HARMLESS) refused += await sendChanged(change, true);
      for (const version of VERSIONS) {
        refused += await send(sender, EACH, () => sell(true), { "X-Shopify-API-Version": version });
      }
      refused += await send(sender, EACH, () => sell(true));
      await waitForRest(lab);

      const unusable = EACH * UNUSABLE.length;
      const check = await checkRun(lab, [sender]);
      const silent = unusable - check.quarantined;
      return observation({
        context,
        symptoms: [],
        injected: {
          unusable_bodies: unusable,
          harmless_bodies: EACH * HARMLESS.length,
          other_versions: EACH * VERSIONS.length,
        },
        check,
        observed: { refused, reasons: await reasonsIn(lab) },
        broken: silent === 0 ? [] : [`${check.quarantined} events were quarantined, ${unusable} cannot be used`],
        unmet: [
          ...(refused > 0 ? [`${refused} deliveries were not answered 2xx`] : []),
          ...(lab.deaths.length > 0 ? [`${lab.deaths.length} processes ended`] : []),
        ],
      });
    }),
};

function changed(webhook: OrderWebhook, change: BodyChange): OrderWebhook {
  return { ...webhook, body: changedBody(webhook.body, change) };
}

/** Sends so many orders once. Gives how many deliveries were not answered 2xx. */
async function send(
  sender: HandSender,
  orders: number,
  sell: () => OrderWebhook,
  headers: Readonly<Record<string, string>> = {},
): Promise<number> {
  const statuses: (number | null)[] = [];
  for (let n = 0; n < orders; n += 1) statuses.push(await sender.post(sell(), headers));
  return statuses.filter((status) => status === null || status >= 300).length;
}

/** Different reasons for which something was quarantined. */
async function reasonsIn({ database }: Lab): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>(
    "SELECT count(DISTINCT reason)::int AS count FROM inbox_event WHERE state = 'quarantined'",
  );
  return rows[0]?.count ?? 0;
}
