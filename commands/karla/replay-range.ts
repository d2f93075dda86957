import type { ShopId } from "@karla/sync/ids";
import type { ReplayPlan, ReplayProgress } from "@karla/sync/replay-data";
import type { ReplayDesk, ReplayWish } from "@karla/sync/replay-desk";
import { watchProgress } from "./watch-progress.ts";
import { wordsForPlan } from "./words-for-plan.ts";

/** So many are under way at a time: what comes in live waits behind no more. */
const TOGETHER = 20;
const LOOK_MS = 500;
/** What is not through by then waits for something: the rest is not begun. */
const PATIENCE_MS = 60_000;

/** Orders by their ids, or all of which something was received in a time (milliseconds since the epoch), behind the order `after`. */
export type ReplayRange = { ids: readonly string[] } | { from: number; to: number; after: string; limit: number };

interface RangeCommand {
  shopId: ShopId;
  range: ReplayRange;
  wish: ReplayWish;
  apply: boolean;
  json: boolean;
  say: (line: string) => void;
  now: () => number;
}

interface Sum {
  orders: number;
  does: number;
  nothing: number;
  refused: number;
  /** Asked for and through; asked for and not. */
  done: number;
  notDone: number;
  /** The last order that was dealt with: what comes after it is left. Null where nothing is. */
  goOnAfter: string | null;
}

/**
 * Replays order by order, some at a time. It can be broken off at any moment, and gone on with behind the last order that it named.
 * 1: some order was asked for and is not through.
 */
export async function replayRange(desk: ReplayDesk, command: RangeCommand): Promise<number> {
  const { json, say, apply } = command;
  const sum: Sum = { orders: 0, does: 0, nothing: 0, refused: 0, done: 0, notDone: 0, goOnAfter: null };
  const plans: ReplayPlan[] = [];
  for await (const batch of batchesOf(desk, command)) {
    const planned = await Promise.all(batch.ids.map((id) => desk.planOrder(command.shopId, id, command.wish)));
    for (const plan of planned) {
      sum.orders += 1;
      sum[plan.verdict] += 1;
      if (json) plans.push(plan);
      else console.log(wordsForPlan(plan));
    }
    const isThrough = !apply || (await carryOut(desk, planned, command, sum));
    sum.goOnAfter = isThrough && batch.isLast ? null : (batch.ids.at(-1) ?? null);
    say(`${sum.orders} orders, ${sum.done} done, ${sum.refused} refused; up to ${batch.ids.at(-1)}`);
    if (!isThrough) break;
  }
  console.log(json ? JSON.stringify({ ...sum, plans }) : wordsFor(sum));
  if (!apply && sum.does > 0) say("Nothing was done: --apply does it.");
  if (sum.goOnAfter !== null && "from" in command.range) say(`There is more: --after ${sum.goOnAfter} goes on.`);
  return sum.notDone > 0 ? 1 : 0;
}

async function* batchesOf(
  desk: ReplayDesk,
  { shopId, range }: RangeCommand,
): AsyncGenerator<{ ids: readonly string[]; isLast: boolean }> {
  if ("ids" in range) {
    for (let at = 0; at < range.ids.length; at += TOGETHER) {
      yield { ids: range.ids.slice(at, at + TOGETHER), isLast: at + TOGETHER >= range.ids.length };
    }
    return;
  }
  let { after, limit: left } = range;
  while (left > 0) {
    // One more shows whether there is more.
    const found = await desk.ordersIn(shopId, { ...range, after }, Math.min(TOGETHER, left) + 1);
    const ids = found.slice(0, Math.min(TOGETHER, left));
    if (ids.length > 0) yield { ids, isLast: ids.length === found.length };
    if (ids.length === found.length) return;
    after = ids.at(-1) ?? after;
    left -= ids.length;
  }
}

/** False where one of them waits for something: what is behind it would as well. */
async function carryOut(
  desk: ReplayDesk,
  plans: readonly ReplayPlan[],
  { shopId, wish, say, now }: RangeCommand,
  sum: Sum,
): Promise<boolean> {
  const asked: { orderId: string; id: string }[] = [];
  for (const { orderId, verdict, version } of plans) {
    if (verdict !== "does" || orderId === null) continue;
    const answer = await desk.redeliver(shopId, orderId, { ...wish, version });
    if (answer.outcome === "asked") asked.push({ orderId, id: answer.id });
    else sum.notDone += 1;
  }
  const ended = await watchProgress<ReplayProgress[]>(
    async () => {
      const seen = await Promise.all(asked.map(({ orderId, id }) => desk.progress(shopId, orderId, id)));
      const open = seen.filter(({ state }) => state === "under_way").length;
      return open === 0 ? { over: seen } : { progress: `${open} of ${asked.length} under way` };
    },
    { say, now, everyMs: LOOK_MS, patienceMs: PATIENCE_MS },
  );
  const done = ended?.filter(({ state }) => state === "done").length ?? 0;
  sum.done += done;
  sum.notDone += asked.length - done;
  return ended !== null;
}

function wordsFor({ orders, does, nothing, refused, done, notDone }: Sum): string {
  return `${orders} orders: ${does} to be done, ${nothing} with nothing to do, ${refused} refused; ${done} done, ${notDone} not done`;
}
