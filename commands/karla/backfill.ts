import { setTimeout as wait } from "node:timers/promises";
import type { Store } from "@karla/store/open-store";
import type { Backfill } from "@karla/sync/backfill";
import type { ShopId } from "@karla/sync/ids";
import { newBackfill } from "@karla/sync/new-backfill";

const LOOK_MS = 1_000;
/** A worker that runs takes it up within a second; the shop's platform may take minutes to make a file. */
const PATIENCE_MS = 15 * 60_000;

export interface BackfillCommand {
  /** Of the last so many days; null: of all that the app is given. */
  days: number | null;
  json: boolean;
  say: (line: string) => void;
  now: () => number;
}

/** Has a shop's orders imported by the worker that runs, or goes on with an import that was paused, and waits for the end. 1: nobody goes on. */
export async function runBackfill(
  { backfills, standing }: Pick<Store, "backfills" | "standing">,
  shopId: ShopId,
  { days, json, say, now }: BackfillCommand,
): Promise<number> {
  if (!(await backfills.begin(shopId, newBackfill(days, now())))) {
    const resumed = await backfills.resume(shopId);
    say(resumed ? "An import was paused: it goes on." : "An import is under way already.");
  }
  await standing.backfill(shopId);
  let seenAt = now();
  let said = "";
  for (;;) {
    const run = await backfills.latest(shopId);
    if (run === null || run.state === "finished") {
      console.log(json ? JSON.stringify(run) : run === null ? "" : wordsFor(run));
      return 0;
    }
    const progress = wordsFor(run);
    if (progress !== said) {
      say(progress);
      said = progress;
      seenAt = now();
    }
    if (run.state === "paused") {
      say("It was paused.");
      return 1;
    }
    if (now() - seenAt > PATIENCE_MS) {
      say("Nobody goes on with it. Does the worker run, is the app installed in this shop, and is the shop connected?");
      return 1;
    }
    await wait(LOOK_MS);
  }
}

function wordsFor({ total, done, readSingly, unread, reach }: Backfill): string {
  if (total === null) return "The shop's orders are being counted.";
  const limit = reach === null ? "" : `; orders placed before ${reach.slice(0, 10)} are not given to the app`;
  return `${done} of ${total} orders, ${readSingly} read singly, ${unread} not whole at the moment${limit}`;
}
