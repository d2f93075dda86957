import type { Store } from "@karla/store/open-store";
import type { Backfill } from "@karla/sync/backfill";
import type { ShopId } from "@karla/sync/ids";
import { newBackfill } from "@karla/sync/new-backfill";
import { watchProgress } from "./watch-progress.ts";

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
  const run = await watchProgress<Backfill>(
    async () => {
      const latest = await backfills.latest(shopId);
      if (latest === null) throw new Error("The import is gone.");
      if (latest.state === "finished") return { over: latest };
      const progress = wordsFor(latest);
      return latest.state === "paused" ? { progress, over: latest } : { progress };
    },
    { say, now, everyMs: LOOK_MS, patienceMs: PATIENCE_MS },
  );
  if (run?.state === "finished") {
    console.log(json ? JSON.stringify(run) : wordsFor(run));
    return 0;
  }
  say(
    run === null
      ? "Nobody goes on with it. Does the worker run, is the app installed in this shop, and is the shop connected?"
      : "It was paused.",
  );
  return 1;
}

function wordsFor({ total, done, readSingly, unread, reach }: Backfill): string {
  if (total === null) return "The shop's orders are being counted.";
  const limit = reach === null ? "" : `; orders placed before ${reach.slice(0, 10)} are not given to the app`;
  return `${done} of ${total} orders, ${readSingly} read singly, ${unread} not whole at the moment${limit}`;
}
