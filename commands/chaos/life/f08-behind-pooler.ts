import { checkRun } from "../check-run.ts";
import { openTransactionPooler, type TransactionPooler } from "../database/open-transaction-pooler.ts";
import type { Fault, Observation, RunContext } from "../fault.ts";
import type { Lab } from "../lab.ts";
import { comeToRest } from "../lane/come-to-rest.ts";
import { observation } from "../lane/observation.ts";
import { observeInLab } from "../lane/observe-in-lab.ts";
import type { SellingShop } from "../shop/selling-shop.ts";
import { UNHURRIED } from "../with-lab.ts";

const ORDERS = { whole: 100, small: 24 };
/** Long enough for another worker to come in between. */
const HOLD_MS = 20;
/** Of each pooler; the processes behind it have ten each. */
const SERVER_CONNECTIONS = 4;

export const F08: Fault = {
  id: "F08",
  suite: "life",
  title: "each transaction has another session, as behind PgBouncer: nothing is lost, repeated or out of order",
  guard: "dedupe",
  async run(context) {
    const serverConnections = SERVER_CONNECTIONS;
    // PgBouncer with `max_prepared_statements` above 0; and at 0, of which the product has to be told.
    const tracked = await openTransactionPooler({ tracksStatements: true, serverConnections, parameters: "" });
    const untracked = await openTransactionPooler({
      tracksStatements: false,
      serverConnections,
      parameters: "?pgbouncer=true",
    });
    const wish = { receivers: 2, workers: 2, env: UNHURRIED, doors: [tracked, untracked] };
    try {
      return await observeInLab(context, wish, async (lab) =>
        trade(lab, { shop: await lab.openShop("f08"), poolers: { tracked, untracked } }, context),
      );
    } finally {
      await Promise.all([tracked, untracked].map((pooler) => pooler.close()));
    }
  },
};

async function trade(
  lab: Lab,
  { shop, poolers }: { shop: SellingShop; poolers: Readonly<Record<string, TransactionPooler>> },
  context: RunContext,
): Promise<Observation> {
  const orders = context.small || context.without !== null ? ORDERS.small : ORDERS.whole;
  lab.proxy.play = () => ({ holdMs: HOLD_MS });
  const lives = shop.sell({ seed: context.seed, orders, happens: ["update", "fulfil"] });
  const messages = lives.flatMap((life) => life.messages);
  // Half of it is there before a worker wakes up, and comes again with all the rest; once all is delivered it is said once more.
  for (const worker of lab.workers) worker.freeze();
  await shop.postAll(messages.filter((_, n) => n % 2 === 1));
  for (const worker of lab.workers) worker.thaw();
  for (let times = 0; times < 2; times += 1) {
    await shop.postAll(messages);
    await comeToRest(lab, context);
  }
  const figures = Object.entries(poolers).map(([name, pooler]) => ({ name, ...pooler.figures() }));
  const refused = figures.reduce((sum, one) => sum + one.refused, 0);
  return observation({
    context,
    symptoms: ["duplicate_effects", "reordered"],
    injected: Object.fromEntries(
      figures.flatMap(({ name, transactions, moved }) => [
        [`${name}_transactions`, transactions],
        [`${name}_moved_to_another_session`, moved],
      ]),
    ),
    check: await checkRun(lab, [shop]),
    observed: { refused },
    unmet: [
      ...(refused > 0 ? [`${refused} statements need a session of their own`] : []),
      ...(lab.deaths.length > 0 ? [`${lab.deaths.length} processes ended`] : []),
    ],
  });
}
