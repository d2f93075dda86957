import { checkRun, waitForRest } from "../check-run.ts";
import { type DatabaseGate, openDatabaseGate } from "../database/open-database-gate.ts";
import type { Fault, Observation, RunContext } from "../fault.ts";
import type { Lab } from "../lab.ts";
import { observation } from "../lane/observation.ts";
import { observeInLab } from "../lane/observe-in-lab.ts";
import type { Message } from "../shop/message.ts";
import type { SellingShop } from "../shop/selling-shop.ts";
import { until } from "../until.ts";
import { UNHURRIED } from "../with-lab.ts";
import { type Connections, connectionsOf } from "./connections-of.ts";
import { refusalsOf } from "./refusals-of.ts";
import { type Answer, tryEach } from "./try-each.ts";
import { untilTaken } from "./until-taken.ts";

const ORDERS = { whole: 40, small: 12 };
/** Orders that are under way at the core when the database falls silent: their results cannot be kept. */
const HOLD_MS = 200;
/** Senders that wait at once. */
const WAITING = 64;
/** A statement that no longer gets an answer is given up after two seconds, and one more. */
const STATEMENT_MS = "2000";
const SLOW_MS = 2_000;
const FAILURES = { whole: 1_000, small: 300 };
const RESTED_WITHIN_MS = 10_000;
const WAITED_FOR_MS = 12_000;

export const F07: Fault = {
  id: "F07",
  suite: "life",
  title:
    "the database falls silent, takes two seconds for each answer, locks, fails a thousand times: 503 in time, no connection is lost, all go on by themselves",
  guard: "time_limit",
  async run(context) {
    const gate = await openDatabaseGate();
    const env = { ...UNHURRIED, DATABASE_STATEMENT_MS: STATEMENT_MS };
    try {
      return await observeInLab(context, { receivers: 1, workers: 1, env, doors: [gate] }, async (lab) =>
        hold(lab, { shop: await lab.openShop("f07"), gate }, context),
      );
    } finally {
      await gate.close();
    }
  },
};

interface Trouble {
  name: string;
  begin(): Promise<unknown>;
  tries: readonly Message[];
  end(): Promise<unknown>;
}

async function hold(
  lab: Lab,
  { shop, gate }: { shop: SellingShop; gate: DatabaseGate },
  context: RunContext,
): Promise<Observation> {
  const small = context.small || context.without !== null;
  const messages = shop
    .sell({ seed: context.seed, orders: small ? ORDERS.small : ORDERS.whole })
    .flatMap((life) => life.messages.slice(0, 1));
  const half = messages.slice(0, messages.length / 2);
  lab.proxy.play = () => ({ holdMs: HOLD_MS });
  await shop.postAll(half);
  const troubles = troublesOf(lab, gate, { messages, failures: small ? FAILURES.small : FAILURES.whole });
  const answers: Answer[] = [];
  const odd: string[] = [];
  const back: (number | null)[] = [];
  for (const trouble of troubles) {
    await untilTaken(shop, messages[0]);
    const seen = await lab.withoutDatabase(async () => {
      await trouble.begin();
      const refused = await tryEach(shop, trouble.tries, WAITING);
      await trouble.end();
      return refused;
    });
    answers.push(...seen);
    odd.push(...refusalsOf(lab, trouble.name, seen));
    const ms = await untilTaken(shop, messages[0], WAITED_FOR_MS);
    back.push(ms);
    if (ms === null) odd.push(`${trouble.name}: nothing was taken any more after it`);
    if (context.without !== null) break;
  }
  const stuck = back.includes(null);
  const connections = stuck ? null : await comeToRest(lab, shop, messages);
  const ends = lab.deaths.filter(({ name }) => name !== "database").length;
  const { silent, slow, shut } = gate.harmed();
  return observation({
    context,
    symptoms: [],
    injected:
      context.without === null
        ? { failures: answers.length, silent, slow, shut }
        : { failures: answers.length, silent },
    check: await checkRun(lab, [shop]),
    observed: {
      slowest_answer_ms: Math.max(...answers.map(({ ms }) => ms)),
      back_to_first_2xx_ms: Math.max(...back.map((ms) => ms ?? WAITED_FOR_MS)),
      ...connections,
    },
    broken: stuck ? odd : [],
    unmet: [
      ...(stuck ? [] : odd),
      ...(connections !== null && connections.busy + connections.waiting > 0
        ? ["connections of the receiver are not given back"]
        : []),
      ...(ends > 0 ? [`${ends} processes ended`] : []),
    ],
  });
}

function troublesOf(
  lab: Lab,
  gate: DatabaseGate,
  { messages, failures }: { messages: readonly Message[]; failures: number },
): Trouble[] {
  const again = messages.slice(1);
  const end = () => gate.turn({ state: "open" });
  const lock = lockInbox(lab);
  return [
    { name: "silent", begin: () => gate.turn({ state: "silent" }), tries: again, end },
    { name: "slow", begin: () => gate.turn({ state: "slow", delayMs: SLOW_MS }), tries: again, end },
    { name: "locked", ...lock, tries: again },
    {
      name: "failing",
      begin: () => gate.turn({ state: "shut" }),
      tries: Array.from({ length: failures }, (_, n) => again[n % again.length]).filter((one) => one !== undefined),
      end,
    },
  ];
}

/** Whoever writes into the inbox waits, each with a connection of the pool. */
function lockInbox({ database }: Lab): Pick<Trouble, "begin" | "end"> {
  const release = Promise.withResolvers<void>();
  return {
    async begin() {
      const client = await database.pool.connect();
      await client.query("BEGIN");
      await client.query("LOCK TABLE inbox_event IN ACCESS EXCLUSIVE MODE");
      void release.promise.then(async () => {
        await client.query("ROLLBACK");
        client.release();
      });
    },
    end: async () => release.resolve(),
  };
}

/** All is sent again; then nobody has a connection to himself. */
async function comeToRest(lab: Lab, shop: SellingShop, messages: readonly Message[]): Promise<Connections> {
  await shop.postAll(messages);
  await waitForRest(lab);
  const [receiver] = lab.receivers;
  if (receiver === undefined) throw new Error("a receiver is needed");
  let connections = await connectionsOf(lab, receiver);
  await until(async () => {
    connections = await connectionsOf(lab, receiver);
    return connections.busy + connections.waiting === 0;
  }, RESTED_WITHIN_MS);
  return connections;
}
