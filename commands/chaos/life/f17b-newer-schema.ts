import { checkRun, waitForRest } from "../check-run.ts";
import type { Fault } from "../fault.ts";
import type { Lab } from "../lab.ts";
import { observation } from "../lane/observation.ts";
import { observeInLab } from "../lane/observe-in-lab.ts";
import { until } from "../until.ts";
import { UNHURRIED } from "../with-lab.ts";

const ORDERS = { whole: 40, small: 12 };
/** An effect of a version that is not out yet, and of whose orders it is owed: every fourth. */
const UNKNOWN = "of_a_newer_version";
const EVERY = 4;
/** Other work is done meanwhile; then what is unknown waits. */
const PATIENCE_MS = 5_000;

export const F17b: Fault = {
  id: "F17b",
  suite: "life",
  title:
    "workers on the schema and beside the work of a newer version: orders arrive, and what they do not know stays owed",
  guard: "unknown_effect",
  run: (context) =>
    observeInLab(context, { receivers: 1, workers: 2, env: UNHURRIED }, async (lab) => {
      const columns = await expandSchema(lab);
      const shop = await lab.openShop("f17b");
      const small = context.small || context.without !== null;
      const lives = shop.sell({ seed: context.seed, orders: small ? ORDERS.small : ORDERS.whole });
      await shop.postAll(lives.flatMap(({ messages }) => messages.slice(0, 1)));
      await waitForRest(lab);
      const owed = await oweUnknown(lab);
      await shop.postAll(lives.flatMap(({ messages }) => messages.slice(1)));
      const isCalm = await until(async () => (await lookAt(lab)).calm === owed, 30_000);
      await waitForRest(lab, PATIENCE_MS);
      const { untouched, calm } = await lookAt(lab);
      const check = await checkRun(lab, [shop]);
      return observation({
        context,
        symptoms: [],
        injected: { orders: lives.length, columns, owed },
        // They are what is left to do.
        check: { ...check, unfinished: Math.max(0, check.unfinished - untouched) },
        observed: { untouched, calm },
        broken:
          untouched < owed ? [`${owed - untouched} of ${owed} were done by a version that does not know them`] : [],
        unmet: isCalm ? [] : [`${owed - calm} orders are looked at again and again`],
      });
    }),
};

/** As the first half of a change that goes out in two: more of everything, and nothing that must be filled in. */
async function expandSchema({ database: { pool } }: Lab): Promise<number> {
  const { rows: tables } = await pool.query<{ name: string }>(
    "SELECT quote_ident(table_name) AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'",
  );
  for (const { name } of tables) {
    await pool.query(
      `ALTER TABLE ${name} ADD COLUMN first_of_newer text, ADD COLUMN second_of_newer int NOT NULL DEFAULT 7`,
    );
  }
  await pool.query("CREATE TABLE of_newer (shop_id uuid NOT NULL, what text NOT NULL, PRIMARY KEY (shop_id, what))");
  await pool.query("CREATE INDEX of_newer_on_inbox ON inbox_event (shop_id, first_of_newer)");
  return tables.length * 2;
}

const OWE_UNKNOWN = `
WITH chosen AS (
  SELECT shop_id, lane_key FROM (SELECT *, row_number() OVER (ORDER BY lane_key) AS n FROM lane
    WHERE lane_key IN (SELECT order_id FROM shop_order)) l WHERE n % $2 = 1
), due AS (
  UPDATE lane l SET due_at = now(), arrivals = arrivals + 1 FROM chosen c
  WHERE l.shop_id = c.shop_id AND l.lane_key = c.lane_key
)
INSERT INTO outbox (shop_id, lane_key, effect, version, due_at, created_at)
SELECT shop_id, lane_key, $1, 1, now(), now() FROM chosen`;

async function oweUnknown({ database: { pool } }: Lab): Promise<number> {
  return (await pool.query(OWE_UNKNOWN, [UNKNOWN, EVERY])).rowCount ?? 0;
}

/** `untouched`: as they were put there. `calm`: nobody looks at them before a minute is over. */
async function lookAt({ database: { pool } }: Lab): Promise<{ untouched: number; calm: number }> {
  const { rows } = await pool.query<{ untouched: number; calm: number }>(
    `SELECT count(*) FILTER (WHERE o.state = 'pending' AND o.version = 1 AND o.started = 0)::int AS untouched,
       count(*) FILTER (WHERE l.due_at > now() + interval '1 minute' AND l.lease_token IS NULL)::int AS calm
     FROM outbox o JOIN lane l USING (shop_id, lane_key) WHERE o.effect = $1`,
    [UNKNOWN],
  );
  return rows[0] ?? { untouched: 0, calm: 0 };
}
