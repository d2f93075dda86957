import type { Webhook } from "@karla/sandbox/webhook";
import { checkRun } from "../check-run.ts";
import type { Fault } from "../fault.ts";
import { UNHURRIED } from "../with-lab.ts";
import { comeToRest } from "./come-to-rest.ts";
import { createHandSender } from "./hand-sender.ts";
import { observation } from "./observation.ts";
import { observeInLab } from "./observe-in-lab.ts";
import { sellOrders } from "./sell-orders.ts";

const ONE_BY_ONE = 4;
const AT_ONCE = 4;
const LATER = 2;
/** Shopify may deliver a day late. */
const LATER_MS = 30 * 3_600_000;

export const F11: Fault = {
  id: "F11",
  suite: "lane",
  title: "each webhook ten times, one by one, at once and 30 hours later: ten times 2xx, one row, one effect",
  guard: "dedupe",
  run: (context) =>
    observeInLab(context, { receivers: 2, workers: 1, env: UNHURRIED }, async (lab) => {
      const sender = createHandSender(lab, await lab.addShop("f11"));
      const orders = context.quick ? 6 : 40;
      const lives = sellOrders(sender, { seed: context.seed, orders, happens: ["update", "fulfil"] });
      const webhooks = lives.flatMap((life) => life.webhooks);
      const statuses: (number | null)[] = [];
      const again = async (times: number, of: readonly Webhook[]) => {
        for (const webhook of of) {
          const copies = Array.from({ length: times }, () => sender.post(webhook));
          statuses.push(...(await Promise.all(copies)));
        }
      };
      for (let n = 0; n < ONE_BY_ONE; n += 1) {
        await again(1, webhooks);
        await comeToRest(lab, context);
      }
      await again(AT_ONCE, webhooks);
      await comeToRest(lab, context);
      for (const member of [...lab.receivers, ...lab.workers]) {
        await member.kill("SIGTERM");
        await member.start({ KARLA_CLOCK_OFFSET_MS: String(LATER_MS) });
      }
      for (let n = 0; n < LATER; n += 1) await again(1, webhooks);
      await comeToRest(lab, context);

      const { rows } = await lab.database.pool.query<{ rows: number; late: number }>(
        `SELECT count(*)::int AS rows, count(*) FILTER (WHERE received_at > now() + interval '29 hours')::int AS late
         FROM inbox_event`,
      );
      const stored = rows[0]?.rows ?? 0;
      const refused = statuses.filter((status) => status === null || status >= 300).length;
      return observation({
        context,
        symptoms: ["duplicate_effects"],
        injected: { repeats: statuses.length - webhooks.length },
        // Nothing was killed: these processes ended in good order, which excuses no repeat.
        check: await checkRun({ ...lab, deaths: [] }, [sender]),
        observed: { webhooks: webhooks.length, rows: stored, rows_thirty_hours_later: rows[0]?.late ?? 0, refused },
        broken: stored === webhooks.length ? [] : [`${webhooks.length} webhooks made ${stored} rows`],
        unmet: refused > 0 ? [`${refused} deliveries were not answered 2xx`] : [],
      });
    }),
};
