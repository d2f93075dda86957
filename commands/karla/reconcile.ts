import type { Store } from "@karla/store/open-store";
import type { ShopId } from "@karla/sync/ids";
import type { Find } from "@karla/sync/ledger";
import { newReconciliation } from "@karla/sync/new-reconciliation";
import type { Reconciliation } from "@karla/sync/reconciliation";
import { watchProgress } from "./watch-progress.ts";

const LOOK_MS = 500;
/** A worker that runs takes it up within a second. */
const PATIENCE_MS = 30_000;

export interface ReconcileCommand {
  /** From when on changes are looked at; where it is not given, from an hour before the end of the last comparison. */
  since: string | undefined;
  json: boolean;
  say: (line: string) => void;
  now: () => number;
}

/**
 * Has a shop compared with our books now, by the worker that runs, and waits for the end. 1: nobody took it up.
 */
export async function runReconcile(
  { reconciliations, standing }: Pick<Store, "reconciliations" | "standing">,
  shopId: ShopId,
  { since, json, say, now }: ReconcileCommand,
): Promise<number> {
  const from = since === undefined ? null : Date.parse(since);
  if (Number.isNaN(from)) {
    say("--since takes a date, as 2026-11-01 or 2026-11-01T08:00:00Z.");
    return 1;
  }
  // One that is under way ends first: its orders are not looked at again.
  if (from !== null && (await reconciliations.current(shopId)) === null) {
    await reconciliations.keep(shopId, newReconciliation(from, now()));
  }
  const before = (await reconciliations.finished(shopId, 1))[0]?.id;
  await standing.reconcile(shopId);
  const last = await watchProgress<Reconciliation>(
    async () => {
      const [finished] = await reconciliations.finished(shopId, 1);
      if (finished !== undefined && finished.id !== before) return { over: finished };
      const current = await reconciliations.current(shopId);
      return { progress: current === null ? "" : wordsFor(current) };
    },
    { say, now, everyMs: LOOK_MS, patienceMs: PATIENCE_MS },
  );
  if (last === null) {
    say("Nobody goes on with it. Does the worker run, and is the app installed in this shop?");
    return 1;
  }
  const found = await reconciliations.finds(shopId, last.id);
  console.log(json ? JSON.stringify(figuresOf(last, found)) : [wordsFor(last), ...found.map(lineOf)].join("\n"));
  return 0;
}

function figuresOf(run: Reconciliation, finds: readonly Find[]) {
  const { changed, listed, missing, stale, repaired, gone, unread, startedAt, finishedAt } = run;
  const found = finds.map(({ reconciliationId: _, ...find }) => find);
  return { ...changed, listed, missing, stale, repaired, gone, unread, found, startedAt, finishedAt };
}

function wordsFor({ listed, missing, stale, repaired, gone, unread, todo, finishedAt }: Reconciliation): string {
  const counts = `${listed} orders listed, ${missing} missing, ${stale} in an older state, ${repaired} read`;
  if (finishedAt === null) return `${counts}, ${todo.length} to be read`;
  return `${counts}, ${gone} gone from the shop, ${unread} not whole at the moment`;
}

function lineOf({ name, why, outcome }: Find): string {
  return `  ${name}  ${why}, ${outcome}`;
}
