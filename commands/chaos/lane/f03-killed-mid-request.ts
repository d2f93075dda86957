import { setTimeout as sleep } from "node:timers/promises";
import { checkRun } from "../check-run.ts";
import type { Fault } from "../fault.ts";
import type { CoreWrite } from "../journal-proxy.ts";
import type { Lab, Member } from "../lab.ts";
import { CALL_TIMEOUT_MS, LEASE_MS } from "../with-lab.ts";
import { comeToRest } from "./come-to-rest.ts";
import { observation } from "./observation.ts";
import { observeInLab } from "./observe-in-lab.ts";

const TAKEN_OVER_WITHIN_MS = LEASE_MS + 5_000;
/** The core answers late, but no worker gives up on it. */
const HOLD_MS = CALL_TIMEOUT_MS - 300;
/** So many writes of one worker are under way when it is killed. */
const UNDER_WAY = 3;
const ORDERS = 20;
/** A message of Shopware's is answered by a reading two seconds later. */
const PATIENCE_MS = 20_000;

export const F03: Fault = {
  id: "F03",
  suite: "lane",
  title: "a worker is killed in the middle of its requests: the other one takes over within the lease + 5 s",
  guard: "lane",
  alone: true,
  run: (context) =>
    observeInLab(context, { receivers: 1, workers: 2 }, async (lab) => {
      const shop = await lab.openShop("f03");
      const whole = context.small ? 1 : 6;
      const rounds = context.without === null ? whole : 4;
      const cut: CoreWrite[] = [];
      let slowest = 0;
      let stranded = 0;
      for (let round = 0; round < rounds; round += 1) {
        const victim = lab.workers[round % lab.workers.length];
        if (victim === undefined) break;
        const lives = shop.sell({ seed: context.seed, orders: ORDERS, happens: ["update", "fulfil"] });
        const sent = shop.postAll(lives.flatMap(({ messages }) => messages));
        const own = await killMidRequest(lab, victim);
        const killedAt = Date.now();
        await sent;
        await comeToRest(lab, context);
        const waits = own.map((write) => (nextOf(lab, write)?.startedAt ?? Number.POSITIVE_INFINITY) - killedAt);
        slowest = Math.max(slowest, ...waits.filter(Number.isFinite));
        stranded += waits.filter((ms) => ms > TAKEN_OVER_WITHIN_MS).length;
        cut.push(...own);
        await victim.start();
      }
      return observation({
        context,
        symptoms: ["overlaps"],
        injected: { kills: lab.deaths.length, writes_cut: cut.length },
        check: await checkRun(lab, [shop]),
        observed: { slowest_takeover_ms: slowest },
        unmet: stranded > 0 ? [`${stranded} orders were not taken over within ${TAKEN_OVER_WITHIN_MS} ms`] : [],
      });
    }),
};

/** Holds the worker's writes until some are under way, and kills it. Gives the writes that it cut. */
async function killMidRequest(lab: Lab, victim: Member): Promise<CoreWrite[]> {
  const held: CoreWrite[] = [];
  const enough = Promise.withResolvers<void>();
  lab.proxy.play = (write) => {
    if (write.from !== victim.name) return {};
    held.push(write);
    if (held.length === UNDER_WAY) enough.resolve();
    return { holdMs: HOLD_MS };
  };
  await Promise.race([enough.promise, sleep(PATIENCE_MS)]);
  // Were these orders not the victim's alone, another worker would come in now.
  await sleep(HOLD_MS / 2);
  await victim.kill("SIGKILL");
  lab.proxy.play = () => ({});
  // The sockets of a process that is gone close a moment later.
  await sleep(100);
  return held.filter(({ answered }) => !answered);
}

/** The order's next write, by whichever worker. */
function nextOf({ proxy, deaths }: Lab, { shop, order }: CoreWrite): CoreWrite | undefined {
  const killedAt = deaths.at(-1)?.at ?? 0;
  return proxy.writes.find((write) => write.shop === shop && write.order === order && write.startedAt >= killedAt);
}
