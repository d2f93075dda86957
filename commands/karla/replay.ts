import type { ShopId } from "@karla/sync/ids";
import type { ReplayAnswer, ReplayPlan, ReplayProgress } from "@karla/sync/replay-data";
import type { MappingChoice, ReplayDesk, ReplayWish } from "@karla/sync/replay-desk";
import { type ReplayRange, replayRange } from "./replay-range.ts";
import { watchProgress } from "./watch-progress.ts";
import { wordsForPlan } from "./words-for-plan.ts";

const LOOK_MS = 500;
/** A worker that runs takes it up within a second. */
const PATIENCE_MS = 30_000;

export interface ReplayCommand {
  shopId: ShopId;
  event: string | undefined;
  /** One id, or several with commas between them. */
  order: string | undefined;
  range: ReplayRange | null;
  /** `current`, `delivered` or the number of a version. */
  mapping: string;
  withEffects: boolean;
  /** Without it nothing is done. */
  apply: boolean;
  json: boolean;
  say: (line: string) => void;
  now: () => number;
}

/** Shows what a replay of an event, of orders or of a time would do, and does it where that is asked for. 1: refused, or not done. */
export async function runReplay(desk: ReplayDesk, command: ReplayCommand): Promise<number> {
  const mapping = mappingOf(command.mapping);
  if (mapping === null) {
    command.say("--mapping takes current, delivered, or the number of a version (0: none).");
    return 1;
  }
  const wish = { mapping, withEffects: command.withEffects };
  const { event, order, range } = command;
  if ([event, order, range].filter((target) => target != null).length > 1) {
    command.say("One of them: --event, --order, or --from with --to.");
    return 1;
  }
  if (range !== null) return replayRange(desk, { ...command, range, wish });
  if (order?.includes(",")) {
    const ids = order.split(",").map((id) => id.trim());
    return replayRange(desk, { ...command, range: { ids: ids.filter((id) => id !== "") }, wish });
  }
  if (order !== undefined) return replayOrder(desk, order, wish, command);
  return replayEvent(desk, event ?? "", wish, command);
}

async function replayOrder(desk: ReplayDesk, orderId: string, wish: ReplayWish, command: ReplayCommand) {
  const { shopId, apply } = command;
  const plan = await desk.planOrder(shopId, orderId, wish);
  const events = await desk.eventsOf(shopId, orderId);
  const { version } = plan;
  const done = apply
    ? await carriedOut(desk, orderId, await desk.redeliver(shopId, orderId, { ...wish, version }), command)
    : {};
  return tell({ plan, ...done, events }, command);
}

async function replayEvent(desk: ReplayDesk, id: string, wish: ReplayWish, command: ReplayCommand) {
  const { shopId, apply } = command;
  const plan = await desk.planEvent(shopId, id, wish);
  const { version, orderId } = plan;
  const answer = apply ? await desk.replayEvent(shopId, id, { ...wish, version }) : null;
  return tell({ plan, ...(answer === null ? {} : await carriedOut(desk, orderId ?? "", answer, command)) }, command);
}

interface CarriedOut {
  answer?: ReplayAnswer;
  progress?: ReplayProgress;
}

/** Waits for what the worker makes of it. */
async function carriedOut(
  desk: ReplayDesk,
  laneKey: string,
  answer: ReplayAnswer,
  { shopId, say, now }: ReplayCommand,
): Promise<CarriedOut> {
  if (answer.outcome === "refused") return { answer };
  const progress = await watchProgress<ReplayProgress>(
    async () => {
      const seen = await desk.progress(shopId, laneKey, answer.id);
      return seen.state === "under_way" ? { progress: seen.because ?? "" } : { over: seen };
    },
    { say, now, everyMs: LOOK_MS, patienceMs: PATIENCE_MS },
  );
  return { answer, progress: progress ?? (await desk.progress(shopId, laneKey, answer.id)) };
}

function tell(
  told: CarriedOut & { plan: ReplayPlan; events?: Awaited<ReturnType<ReplayDesk["eventsOf"]>> },
  { json, apply, say }: ReplayCommand,
): number {
  const { plan, answer, progress, events = [] } = told;
  if (json) console.log(JSON.stringify(told));
  else {
    console.log(wordsForPlan(plan));
    for (const { id, topic, receivedAt, state, reason, isKept } of events) {
      const gone = isKept ? "" : ", event_gone";
      console.log(`  event ${id}  ${receivedAt}  ${topic}  ${state}${reason === null ? "" : ` (${reason})`}${gone}`);
    }
  }
  if (plan.reason === "event_gone") {
    say(
      "Its bytes are not kept any more. `replay --order` reads its order from the shop; `reconcile` one that is not in the books.",
    );
  }
  if (!apply) {
    if (plan.verdict === "does") say("Nothing was done: --apply does it.");
    return plan.verdict === "refused" ? 1 : 0;
  }
  if (answer?.outcome === "refused") {
    say(`Not done: ${answer.reason}.`);
    return plan.verdict === "nothing" ? 0 : 1;
  }
  switch (progress?.state) {
    case undefined:
    case "under_way":
      say(
        progress?.because == null
          ? "It is asked for, and not done yet. Does the worker run?"
          : `It waits: ${progress.because}.`,
      );
      return 1;
    case "refused":
      say(`Not done: ${progress.reason}.`);
      return 1;
    case "done":
      say(progress.reason === null ? "Done." : `Done: ${progress.reason}.`);
      return 0;
  }
}

function mappingOf(written: string): MappingChoice | null {
  if (written === "current" || written === "delivered") return written;
  return /^\d{1,9}$/.test(written) ? Number(written) : null;
}
