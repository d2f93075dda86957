import { listenOnLoopback } from "../../core-proxy.ts";
import { checkRun, waitForRest } from "../check-run.ts";
import type { Fault, Observation, RunContext } from "../fault.ts";
import type { CoreWrite } from "../journal-proxy.ts";
import type { Lab } from "../lab.ts";
import { dueRetries, moveClock } from "../lane/due-retries.ts";
import { observation } from "../lane/observation.ts";
import { observeInLab } from "../lane/observe-in-lab.ts";
import { memoryOf } from "../memory-of.ts";
import type { SellingShop } from "../shop/selling-shop.ts";
import { until } from "../until.ts";
import { BAD_ANSWERS, type BadAnswer } from "./bad-answers.ts";

/** Of each shop. Fewer in a row than it takes until the core counts as away. */
const ORDERS = 3;
const CALL_MS = 2_000;
/** To notice that a call took too long, on a machine that has much else to do. */
const NOTICE_MS = 2_000;
/** Of a body without an end: what a worker reads, and what lies in the buffers on the way. */
const MOST_BYTES = 16 * 1_024 * 1_024;
/** Of a worker, above what it had before. */
const MOST_GROWN_MB = 150;
const JUMPS = 4;

/** A shop for which the core's first answer to each order is a bad one. */
interface Case {
  way: string;
  answer: BadAnswer;
  shop: SellingShop;
  spoiled: Map<string, CoreWrite>;
}

export const F15: Fault = {
  id: "F15",
  suite: "life",
  title:
    "the core does not answer, or half, for ever, something else, from elsewhere: no call outlives its time, nobody goes there, every order arrives",
  guard: "core_answer",
  run: (context) =>
    observeInLab(
      context,
      { receivers: 1, workers: 2, env: { WORKER_LEASE_MS: "15000", WORKER_CALL_TIMEOUT_MS: String(CALL_MS) } },
      async (lab) => {
        const seen = { elsewhere: 0, written: 0 };
        const elsewhere = await listenOnLoopback(async (_, answer) => {
          seen.elsewhere += 1;
          answer.writeHead(200, { "Content-Type": "application/json" }).end("{}");
        });
        try {
          return await spoilFirstAnswers(lab, { url: elsewhere.url, seen }, context);
        } finally {
          await elsewhere.close();
        }
      },
    ),
};

async function spoilFirstAnswers(
  lab: Lab,
  { url, seen }: { url: string; seen: { elsewhere: number; written: number } },
  context: RunContext,
): Promise<Observation> {
  const ways = Object.entries(BAD_ANSWERS);
  const shops = await lab.openShops(ways.map(([way]) => `f15-${way.replace("_", "-")}`));
  const cases = shops.map((shop, n): Case => {
    const [way = "", answer = () => {}] = ways[n] ?? [];
    return { way, answer, shop, spoiled: new Map() };
  });
  const told = {
    elsewhere: `${url}/v1/elsewhere`,
    wrote(bytes: number) {
      seen.written += bytes;
    },
  };
  lab.proxy.play = (write) => {
    const one = cases.find(({ shop }) => shop.shop.slug === write.shop);
    if (one === undefined || one.spoiled.has(write.order)) return {};
    one.spoiled.set(write.order, write);
    return { instead: (answer) => one.answer(answer, told) };
  };
  const before = memoryOf(lab.workers);
  for (const shop of shops) {
    const lives = shop.sell({ seed: context.seed, orders: ORDERS });
    await shop.postAll(lives.flatMap(({ messages }) => messages.slice(0, 1)));
  }
  await until(() => cases.every(({ spoiled }) => spoiled.size === ORDERS), 30_000);
  await waitForRest(lab, context.without === null ? 10_000 : 3_000);
  const workerGrown = Math.max(...memoryOf(lab.workers).map((mb, n) => mb - (before[n] ?? 0)));
  if (context.without === null) await bringAll(lab);
  const calls = cases.map(({ way, spoiled }) => ({ way, lasted: [...spoiled.values()].map(lastedMs) }));
  const late = calls.filter(({ lasted }) => lasted.some((ms) => ms > CALL_MS + NOTICE_MS + lab.stallMs()));
  return observation({
    context,
    symptoms: ["differences"],
    injected: Object.fromEntries(calls.map(({ way, lasted }) => [way, lasted.length])),
    check: await checkRun(lab, shops),
    observed: {
      went_elsewhere: seen.elsewhere,
      longest_call_ms: Math.max(...calls.flatMap(({ lasted }) => lasted)),
      endless_mb: Math.ceil(seen.written / 1_024 / 1_024),
      worker_grown_mb: workerGrown,
    },
    unmet: [
      ...(seen.elsewhere > 0 ? [`${seen.elsewhere} requests went where the core sent them`] : []),
      ...late.map(({ way }) => `${way}: a call took longer than ${CALL_MS} ms`),
      ...(seen.written > MOST_BYTES * ORDERS ? [`${seen.written} bytes of bodies without an end were taken`] : []),
      ...(workerGrown > MOST_GROWN_MB ? [`a worker took ${workerGrown} MB more`] : []),
    ],
  });
}

function lastedMs({ startedAt, endedAt }: CoreWrite): number {
  return (endedAt ?? Date.now()) - startedAt;
}

/** What was put off is due in seconds, or later where the machine made more failures of it. */
async function bringAll(lab: Lab): Promise<void> {
  for (let jumps = 0; jumps < JUMPS; jumps += 1) {
    const due = await dueRetries(lab, "order");
    if (due.length === 0) return;
    await moveClock(lab, due.at(-1) ?? 0);
    await waitForRest(lab, 10_000);
  }
}
