import { setTimeout as sleep } from "node:timers/promises";
import { checkRun } from "../check-run.ts";
import { failInserts } from "../database/fail-inserts.ts";
import type { Fault, Observation, RunContext } from "../fault.ts";
import type { Lab } from "../lab.ts";
import { comeToRest } from "../lane/come-to-rest.ts";
import { observation } from "../lane/observation.ts";
import { observeInLab } from "../lane/observe-in-lab.ts";
import { talkativeEnv } from "../lane/talkative-env.ts";
import { UNHURRIED } from "../with-lab.ts";
import { countIn } from "./observe-through-door.ts";
import { refusalsOf } from "./refusals-of.ts";
import { canFill, type FullLogProcess, startWithFullLog } from "./start-with-full-log.ts";
import { tryEach } from "./try-each.ts";
import { untilTaken } from "./until-taken.ts";

const ORDERS = { whole: 80, small: 20 };
/** A worker that cannot write has tried again by then. */
const FULL_MS = 2_500;
/** PostgreSQL's disk_full. */
const DISK_FULL = "53100";
/** The bridge listens before its pages are there, and shops register at one of them. */
const FIRST_PATH = { shopify: "/healthz", shopware: "/" } as const;
const STORED = "SELECT count(*)::int AS count FROM inbox_event WHERE source <> 'karla'";

export const F09: Fault = {
  id: "F09",
  suite: "life",
  title:
    "the disk is full, for the database in the middle of a statement and for the logs: 503, no part of an event, and all goes on",
  guard: "ack",
  run: (context) =>
    observeInLab(context, { receivers: 0, workers: 0, env: UNHURRIED }, async (lab) => {
      const [receiver, worker] = await startBoth(lab, context);
      try {
        return await fill(lab, { receiver, worker }, context);
      } finally {
        await Promise.all([receiver, worker].map((one) => one.stop()));
      }
    }),
};

async function startBoth(lab: Lab, context: RunContext): Promise<[FullLogProcess, FullLogProcess]> {
  return Promise.all([
    startWithFullLog(
      lab.platform.receiver,
      { port: "PORT", path: FIRST_PATH[lab.platform.name] },
      await talkativeEnv(lab, context, "receiver-full"),
    ),
    startWithFullLog(
      lab.platform.worker,
      { port: "METRICS_PORT", path: "/healthz" },
      await talkativeEnv(lab, context, "worker-full"),
    ),
  ]);
}

async function fill(
  lab: Lab,
  { receiver, worker }: { receiver: FullLogProcess; worker: FullLogProcess },
  context: RunContext,
): Promise<Observation> {
  const shop = await lab.openShop("f09", [{ name: "receiver-full", url: receiver.url }]);
  const orders = context.small || context.without !== null ? ORDERS.small : ORDERS.whole;
  const lives = shop.sell({ seed: context.seed, orders, happens: ["update"] });
  const placed = lives.flatMap(({ messages }) => messages.slice(0, 1));
  await shop.postAll(placed);
  await comeToRest(lab, context);

  const changed = lives.flatMap(({ messages }) => messages.slice(1));
  const { answers, failures, grown } = await lab.withoutDatabase(async () => {
    const hasRoom = await failInserts(lab.database.pool, {
      codes: [DISK_FULL],
      letThrough: false,
      on: "INSERT OR UPDATE ON lane",
    });
    const before = await countIn(lab, STORED);
    const refused = await tryEach(shop, changed);
    await sleep(FULL_MS);
    const stored = (await countIn(lab, STORED)) - before;
    return { answers: refused, failures: await hasRoom(), grown: stored };
  });
  const back = context.without === null ? await untilTaken(shop, changed[0]) : 0;
  if (context.without === null) await shop.postAll(changed);
  await comeToRest(lab, context);
  const alive = [receiver, worker].filter((one) => one.isRunning()).length;
  return observation({
    context,
    symptoms: ["lost"],
    injected: { failed_statements: failures, refused: answers.length, ...(canFill ? { logs_full: 2 } : {}) },
    check: await checkRun(lab, [shop]),
    observed: {
      stored_meanwhile: grown,
      slowest_answer_ms: Math.max(...answers.map(({ ms }) => ms)),
      back_to_first_2xx_ms: back ?? 0,
    },
    unmet: [
      ...refusalsOf(lab, "full", answers),
      ...(grown > 0 ? [`${grown} events were stored without their lanes`] : []),
      ...(back === null ? ["nothing was taken any more after it"] : []),
      ...(alive < 2 ? [`${2 - alive} processes ended`] : []),
    ],
  });
}
