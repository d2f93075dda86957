import { setTimeout as sleep } from "node:timers/promises";
import { BAD_DAY, type Plays } from "@karla/sandbox/plan-deliveries";
import { seededRandom } from "@karla/sandbox/random";
import { checkRun, pendingIn, type RunCheck, waitForRest } from "../check-run.ts";
import type { RunContext } from "../fault.ts";
import type { Lab } from "../lab.ts";
import type { Member } from "../member.ts";
import type { Traffic } from "../shop/selling-shop.ts";
import { withLab } from "../with-lab.ts";
import { type KillTally, killAgainAndAgain } from "./kill-again-and-again.ts";
import { replayPoisoned } from "./poisoned-by-chance.ts";
import { createReceiverLoad, type ReceiverLoad } from "./receiver-load.ts";

/** How many deaths under load, of what. */
export interface KillPlan {
  receiver: number;
  worker: number;
  database: number;
}

export interface KillRun {
  plan: KillPlan;
  receiver: KillTally;
  worker: KillTally;
  database: { kills: number; outagesMs: number[]; recoveriesMs: number[] };
  /** Writes to the core that a death cut short, and how long it took until another worker wrote that order. */
  cut: { writes: number; takeoversMs: number[] };
  refusals: { count: number; without_retry_after: number };
  /** Events and deliveries that kills by chance made look like poison; they were put back to work. */
  poisoned: number;
  check: RunCheck;
}

/** Repeats and disorder as on a bad day; storms would only be a backlog here. */
const PLAYS: Plays = { ...BAD_DAY, stormSize: 0 };
/** One of each kind. */
const ORDERS_AT_ONCE = 36;
const CONCURRENCY = 6;
/** Past so many pending events the shops wait: it is deaths under load that are wanted, not a backlog. */
const MAX_PENDING = 150;
/** The second shop sells the same orders a day later: same ids, same numbers, other instants. */
const FIRST_ORDERS_AT = [Date.UTC(2026, 10, 2, 7), Date.UTC(2026, 10, 3, 7)];

/** Three receivers, three workers and the database die again and again while two shops sell; then what is left is judged. */
export function runKills(context: RunContext, plan: KillPlan): Promise<KillRun> {
  const setup = {
    // A look needs no crowd, and a control none either.
    ...(context.without === null && !context.small ? { receivers: 3, workers: 3 } : { receivers: 2, workers: 2 }),
    coreApart: plan.database > 0,
    env: { LOG_LEVEL: "debug" },
  };
  return withLab(context, setup, {
    run: (lab) => runIn(lab, plan, context),
    odd: ({ check }) => holdsSomething(check),
  });
}

/** Whether there is anything that somebody will want to look into. */
function holdsSomething({ acked: _, grown_mb: __, stall_ms: ___, lost_leases: ____, ...figures }: RunCheck): boolean {
  return Object.values(figures).some((figure) => (typeof figure === "number" ? figure > 0 : figure.length > 0));
}

async function runIn(lab: Lab, plan: KillPlan, { seed, quick, say }: RunContext): Promise<KillRun> {
  const load = createReceiverLoad();
  const shops = await lab.openShops(["kill-a", "kill-b"]);
  const sales = shops.map((shop, n) =>
    shop.openTraffic({
      seed,
      plays: PLAYS,
      concurrency: CONCURRENCY,
      startAt: FIRST_ORDERS_AT[n] ?? 0,
      attempt: load.attempt,
    }),
  );
  const over = new AbortController();
  const selling = Promise.all(sales.map((traffic) => sellUntil(over.signal, lab, traffic)));
  // Looked at when all kills are done: until then nobody waits for it.
  void selling.catch(() => undefined);
  const random = seededRandom(seed);
  const wanted = plan.receiver + plan.worker;
  let done = 0;
  const killed = () => {
    done += 1;
    if (done % 10 === 0) say(`  ${done} of ${wanted} processes killed`);
  };
  const common = { deaths: lab.deaths, random, killed, starting: oneAtATime() };
  const receiving = killAgainAndAgain(
    {
      members: lab.receivers,
      kills: plan.receiver,
      failpoints: ["after_body", "before_commit", "after_commit"],
      maxPasses: quick ? 5 : 20,
      withinMs: 600,
    },
    {
      ...common,
      works: ({ name }) => load.nextAck(name),
      isBusy: ({ name }) => load.underWay(name) > 0,
    },
  );
  const working = killAgainAndAgain(
    {
      members: lab.workers,
      kills: plan.worker,
      failpoints: ["after_core_answer", "before_settle", "after_absorb"],
      maxPasses: quick ? 5 : 15,
      withinMs: quick ? 500 : 1_500,
    },
    { ...common, works: (worker) => firstWrite(lab, worker), isBusy: (worker) => hasWriteUnderWay(lab, worker) },
  );
  const databases = killDatabases(lab, plan.database, { load, progress: () => (wanted === 0 ? 1 : done / wanted) });
  const [receiver, worker, database] = await Promise.all([receiving, working, databases]);
  over.abort();
  await selling;
  say(`  ${sales[0]?.entries.length ?? 0} orders in each shop; waiting for the rest …`);
  await waitForRest(lab);
  const poisoned = await replayPoisoned(lab);
  if (poisoned > 0) await waitForRest(lab);
  const check = await checkRun(lab, sales);
  return { plan, receiver, worker, database, cut: cutIn(lab), refusals: load.refusals(), poisoned, check };
}

/** A start is a second of one core. More than one at a time would starve what works, and prove a slow machine. */
function oneAtATime(): (start: () => Promise<void>) => Promise<void> {
  let last: Promise<unknown> = Promise.resolve();
  return (start) => {
    const own = last.then(start);
    last = own.catch(() => undefined);
    return own;
  };
}

async function sellUntil(over: AbortSignal, lab: Lab, traffic: Traffic): Promise<void> {
  while (!over.aborted) {
    await traffic.send(ORDERS_AT_ONCE);
    while (!over.aborted && (await pendingIn(lab)).pending > MAX_PENDING) await sleep(100);
  }
}

/** At its next write from now on. */
async function firstWrite({ proxy }: Lab, { name }: Member): Promise<number> {
  return proxy.nextWrite(name);
}

function hasWriteUnderWay({ proxy }: Lab, { name }: Member): boolean {
  return proxy.underWay(name) > 0;
}

/** Spread evenly over the other kills, one outage at a time. */
async function killDatabases(
  lab: Lab,
  kills: number,
  { load, progress }: { load: ReceiverLoad; progress: () => number },
): Promise<KillRun["database"]> {
  const seen: KillRun["database"] = { kills: 0, outagesMs: [], recoveriesMs: [] };
  while (seen.kills < kills) {
    while (progress() < (seen.kills + 0.5) / kills || !underLoad(lab, load)) await sleep(20);
    seen.outagesMs.push(await lab.killDatabase());
    const backAt = Date.now();
    seen.kills += 1;
    const firstAck = await Promise.race(lab.receivers.map(({ name }) => load.nextAck(name)));
    seen.recoveriesMs.push(firstAck - backAt);
  }
  return seen;
}

function underLoad({ receivers }: Lab, load: ReceiverLoad): boolean {
  return receivers.some(({ name }) => load.underWay(name) > 0);
}

/** Calls that ended with the worker that made them. */
function cutIn({ proxy, deaths }: Lab): KillRun["cut"] {
  const takeoversMs: number[] = [];
  let writes = 0;
  for (const write of proxy.writes) {
    const { from, shop, order, startedAt, endedAt, answered } = write;
    const ended = endedAt ?? startedAt;
    const death = deaths.find(({ name, at }) => name === from && at >= startedAt && at <= ended + NOTICED_WITHIN_MS);
    if (answered || death === undefined) continue;
    writes += 1;
    const next = proxy.writes.find((one) => one.shop === shop && one.order === order && one.startedAt > ended);
    if (next !== undefined) takeoversMs.push(next.startedAt - death.at);
  }
  return { writes, takeoversMs };
}

/** The end of a process and the ends of its connections are noticed one after the other. */
const NOTICED_WITHIN_MS = 100;
