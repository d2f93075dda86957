import { checkRun } from "../check-run.ts";
import { crossLocks } from "../database/cross-locks.ts";
import { failInserts } from "../database/fail-inserts.ts";
import type { Fault } from "../fault.ts";
import type { Lab } from "../lab.ts";
import { comeToRest } from "../lane/come-to-rest.ts";
import { observation } from "../lane/observation.ts";
import { observeInLab } from "../lane/observe-in-lab.ts";
import type { Life, SellingShop } from "../shop/selling-shop.ts";
import { UNHURRIED } from "../with-lab.ts";
import { toldLate } from "./told-late.ts";
import { type Answer, tryEach } from "./try-each.ts";

const ORDERS = { whole: 60, small: 18 };
/** Serialization failure, deadlock, unique violation: each statement goes through at its fourth try. */
const CODES = ["40001", "40P01", "23505"];
const DEADLOCKS = 2;
/** The second program may be the one that the server ends. */
const MOST_ROUNDS = 4;
const LANES = 3;
/** So long it is tried again. A machine that is busy with other things may need more for a few statements: the sender comes again. */
const BUDGET_MS = 1_500;

export const F10: Fault = {
  id: "F10",
  suite: "life",
  title: "serialization failures, deadlocks, unique violations: tried again while the sender waits, and stored once",
  guard: "conflict_retry",
  run: (context) =>
    observeInLab(context, { receivers: 1, workers: 1, env: UNHURRIED }, async (lab) => {
      const shop = await lab.openShop("f10");
      const orders = context.small || context.without !== null ? ORDERS.small : ORDERS.whole;
      const lives = shop.sell({ seed: context.seed, orders, happens: ["update"] });
      const placed = lives.flatMap(({ messages }) => messages.slice(0, 1));

      // The worker stores what it reads: it would take turns with the receiver.
      for (const worker of lab.workers) worker.freeze();
      const stop = await failInserts(lab.database.pool, {
        codes: CODES,
        letThrough: true,
        on: "INSERT ON inbox_event",
      });
      const answers = await tryEach(shop, placed);
      answers.push(...(await tryEach(shop, placed)));
      const failures = await stop();
      for (const worker of lab.workers) worker.thaw();
      await shop.postAll(placed);
      await comeToRest(lab, context);

      const deadlocks = context.without === null ? await crossAll(lab, shop, lives, answers) : DEADLOCKS;
      await shop.postAll(lives.flatMap(({ messages }) => messages.slice(1)));
      await comeToRest(lab, context);
      return observation({
        context,
        symptoms: [],
        injected: { failures, deadlocks },
        check: await checkRun(lab, [shop]),
        observed: {
          answers: answers.length,
          refused: answers.filter(({ status }) => status !== 200).length,
          slowest_answer_ms: Math.max(...answers.map(({ ms }) => ms)),
        },
        ...verdictOn(answers, lab),
      });
    }),
};

function verdictOn(answers: readonly Answer[], lab: Lab): { broken: string[]; unmet: string[] } {
  const refused = answers.filter(({ status, ms }) => status !== 200 && ms < BUDGET_MS).length;
  return {
    broken: refused === 0 ? [] : [`${refused} of ${answers.length} messages were refused while there was time`],
    unmet: [...toldLate(lab, answers), ...(lab.deaths.length === 0 ? [] : [`${lab.deaths.length} processes ended`])],
  };
}

/** Real deadlocks, while the worker sleeps. Gives in how many of them the receiver was ended. */
async function crossAll(lab: Lab, shop: SellingShop, lives: readonly Life[], answers: Answer[]): Promise<number> {
  for (const worker of lab.workers) worker.freeze();
  let deadlocks = 0;
  for (let round = 0; round < MOST_ROUNDS && deadlocks < DEADLOCKS; round += 1) {
    const crossed = new Map(lives.slice(round * LANES, (round + 1) * LANES).map((life) => [laneOf(shop, life), life]));
    const [first = "", second = "", before = ""] = [...crossed.keys()].sort();
    const sent: Promise<Answer[]>[] = [];
    const send = (lanes: readonly string[]) => {
      const messages = lanes.flatMap(
        (lane) =>
          crossed
            .get(lane)
            ?.messages.filter(({ tells }) => tells === "changed")
            .slice(0, 1) ?? [],
      );
      sent.push(tryEach(shop, messages));
    };
    if (await crossLocks(lab.database.pool, { before, first, second }, send)) deadlocks += 1;
    answers.push(...(await Promise.all(sent)).flat());
  }
  for (const worker of lab.workers) worker.thaw();
  return deadlocks;
}

function laneOf(shop: SellingShop, { entry }: Life): string {
  return shop.idOf(entry.order);
}
