import { setTimeout as wait } from "node:timers/promises";
import type { Store } from "@karla/store/open-store";
import type { ShopId } from "@karla/sync/ids";
import type { Reconciliation } from "@karla/sync/reconciliation";

const LOOK_MS = 500;
/** A worker that runs takes it up within a second. */
const PATIENCE_MS = 30_000;

/**
 * Has a shop compared with our books now, by the worker that runs, and waits for the end. 1: nobody took it up.
 */
export async function runReconcile(
  { reconciliations, standing }: Pick<Store, "reconciliations" | "standing">,
  shopId: ShopId,
  { json, say, now }: { json: boolean; say: (line: string) => void; now: () => number },
): Promise<number> {
  const before = (await reconciliations.finished(shopId, 1))[0]?.id;
  await standing.reconcile(shopId);
  let seenAt = now();
  let said = "";
  for (;;) {
    const [last] = await reconciliations.finished(shopId, 1);
    if (last !== undefined && last.id !== before) {
      console.log(json ? JSON.stringify(figuresOf(last)) : wordsFor(last));
      return 0;
    }
    const current = await reconciliations.current(shopId);
    const progress = current === null ? "" : wordsFor(current);
    if (progress !== said) seenAt = now();
    if (progress !== said) say(progress);
    said = progress;
    if (now() - seenAt > PATIENCE_MS) {
      say("Nobody goes on with it. Does the worker run, and is the app installed in this shop?");
      return 1;
    }
    await wait(LOOK_MS);
  }
}

function figuresOf({ changed, listed, missing, stale, repaired, gone, unread, found, ...times }: Reconciliation) {
  const { startedAt, finishedAt } = times;
  return { ...changed, listed, missing, stale, repaired, gone, unread, found, startedAt, finishedAt };
}

function wordsFor({ listed, missing, stale, repaired, gone, unread, todo, found, finishedAt }: Reconciliation): string {
  const counts = `${listed} orders listed, ${missing} missing, ${stale} in an older state, ${repaired} read`;
  const rest = `${gone} gone from the shop, ${unread} not whole at the moment`;
  if (finishedAt === null) return `${counts}, ${todo.length} to be read`;
  return [`${counts}, ${rest}`, ...found.map(({ name, why }) => `  ${name}  ${why}`)].join("\n");
}
