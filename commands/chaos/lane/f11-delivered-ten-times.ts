import { checkRun } from "../check-run.ts";
import type { Fault } from "../fault.ts";
import type { SignedMessage } from "../shop/message.ts";
import { UNHURRIED } from "../with-lab.ts";
import { comeToRest } from "./come-to-rest.ts";
import { observation } from "./observation.ts";
import { observeInLab } from "./observe-in-lab.ts";

const ONE_BY_ONE = 4;
const AT_ONCE = 4;
const LATER = 2;
/** Shopify may deliver a day late; so may a shop whose queue stood still. */
const LATER_MS = 30 * 3_600_000;

/** What is read back from a shop is in the inbox too, and was never delivered. */
const STORED = `
SELECT count(*)::int AS rows, count(*) FILTER (WHERE received_at > now() + interval '29 hours')::int AS late
FROM inbox_event WHERE topic NOT LIKE 'admin/%'`;

export const F11: Fault = {
  id: "F11",
  suite: "lane",
  title: "each delivery ten times, one by one, at once and 30 hours later: ten times 2xx, one row, one effect",
  guard: "dedupe",
  run: (context) =>
    observeInLab(context, { receivers: 2, workers: 1, env: UNHURRIED }, async (lab) => {
      const shop = await lab.openShop("f11");
      const orders = context.small ? 6 : 40;
      const lives = shop.sell({ seed: context.seed, orders, happens: ["update", "fulfil"] });
      const messages = lives.flatMap((life) => life.messages);
      const signed = (laterMs?: number) => messages.flatMap((message) => message.sign(laterMs) ?? []);
      const statuses: (number | null)[] = [];
      const again = async (times: number, of: readonly SignedMessage[]) => {
        for (const delivery of of) {
          const copies = Array.from({ length: times }, () => shop.deliver(delivery));
          statuses.push(...(await Promise.all(copies)));
        }
      };
      const today = signed();
      for (let n = 0; n < ONE_BY_ONE; n += 1) {
        await again(1, today);
        if (!context.small || n === 0) await comeToRest(lab, context);
      }
      await again(AT_ONCE, today);
      await comeToRest(lab, context);
      for (const member of [...lab.receivers, ...lab.workers]) {
        await member.kill("SIGTERM");
        await member.start({ KARLA_CLOCK_OFFSET_MS: String(LATER_MS) });
      }
      const later = signed(LATER_MS);
      for (let n = 0; n < LATER; n += 1) await again(1, later);
      await comeToRest(lab, context);

      const { rows } = await lab.database.pool.query<{ rows: number; late: number }>(STORED);
      const stored = (rows[0]?.rows ?? 0) - shop.besides();
      const deliveries = new Set([...today, ...later].map(({ key }) => key)).size;
      const refused = statuses.filter((status) => status === null || status >= 300).length;
      return observation({
        context,
        symptoms: ["duplicate_effects"],
        injected: { repeats: statuses.length - deliveries },
        // Nothing was killed: these processes ended in good order, which excuses no repeat.
        check: await checkRun({ ...lab, deaths: [] }, [shop]),
        observed: { deliveries, rows: stored, rows_thirty_hours_later: rows[0]?.late ?? 0, refused },
        broken: stored === deliveries ? [] : [`${deliveries} deliveries made ${stored} rows`],
        unmet: refused > 0 ? [`${refused} deliveries were not answered 2xx`] : [],
      });
    }),
};
