import type { Clock } from "../clock.ts";
import type { ShopId } from "../ids.ts";
import type { Inbox } from "../inbox/inbox.ts";
import type { Find } from "../ledger/ledger.ts";
import { compareInstants } from "../order/compare-instants.ts";
import type { Problems } from "../pipeline/shops.ts";
import { judgeListed } from "./judge-listed.ts";
import { newReconciliation } from "./new-reconciliation.ts";
import { type ListedOrder, type OrderWalk, READ_AT_ONCE } from "./order-walk.ts";
import type { Reconciliation, Reconciliations } from "./reconciliation.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Each looks an hour back into the one before, for what the platform shows late. */
const OVERLAP_MS = HOUR;
/** While the shop sends nothing although orders change. */
const SILENT_EVERY_MS = 5 * MINUTE;

export interface ReconcilerDeps {
  walk: Pick<OrderWalk, "list" | "readMany" | "endsListAfter">;
  /** How often a shop is compared, in milliseconds. */
  everyMs: number;
  /** What a shop whose messages arrive tells by them: each change of an order, or not all, but that there is a new one. */
  announces: "changes" | "new_orders";
  /**
   * Has the platform send a shop's messages again where it has stopped to, until `until` (milliseconds since the epoch). Asked
   * of a shop that is silent, and twice a day of every other: some of its messages may have stopped, and not all. A shop that
   * does not let us is no reason to throw: it has been compared.
   */
  restoreMessages?: (shopId: ShopId, until: number) => Promise<void>;
  /**
   * Tells the merchant on his platform what is wrong, until `until`. Asked after each comparison, also after one that failed:
   * why it did may be what there is to tell. Throws nothing for a platform that does not let us.
   */
  tellMerchant?: (shopId: ShopId, until: number) => Promise<void>;
  reconciliations: Reconciliations;
  /** What was missing enters here, like everything else. */
  inbox: Inbox;
  problems: Problems;
  clock: Clock;
}

/** Walks over what changed in a shop and reads what our books lack. */
export function createReconciler(deps: ReconcilerDeps): (shopId: ShopId, until: number) => Promise<number> {
  const { walk, reconciliations, inbox, problems, clock } = deps;

  async function begin(shopId: ShopId): Promise<Reconciliation> {
    const now = clock.now();
    const [last] = await reconciliations.finished(shopId, 1);
    // What was there before the app is imported: it is nothing that was missed.
    const from = last === undefined ? now : Date.parse(last.changed.to) - OVERLAP_MS;
    return newReconciliation(from, now);
  }

  async function listNext(shopId: ShopId, run: Reconciliation): Promise<Reconciliation> {
    const page = await walk.list(shopId, run.changed, run.after);
    const booked = await reconciliations.booked(
      shopId,
      page.orders.map(({ id }) => id),
    );
    const found = judgeListed(page.orders, booked);
    const listed = run.listed + page.orders.length;
    return {
      ...run,
      ...nextPlace(run, listed, page, walk.endsListAfter),
      listedAll: page.after === null,
      todo: found,
      listed,
      missing: run.missing + found.filter(({ why }) => why === "missing").length,
      stale: run.stale + found.filter(({ why }) => why === "stale").length,
    };
  }

  async function readNext(shopId: ShopId, run: Reconciliation): Promise<{ run: Reconciliation; read: Find[] }> {
    const batch = run.todo.slice(0, READ_AT_ONCE);
    const { events, gone } = await walk.readMany(
      shopId,
      batch.map(({ id }) => id),
    );
    if (events.length > 0) await inbox.accept(events);
    const repaired = new Set(events.map(({ laneKey }) => laneKey));
    const foundAt = new Date(clock.now()).toISOString();
    const read = batch.map((order): Find => {
      const outcome = repaired.has(order.id) ? "repaired" : gone.includes(order.id) ? "gone" : "unread";
      return { reconciliationId: run.id, ...order, outcome, foundAt };
    });
    const count = (outcome: Find["outcome"]) => read.filter((find) => find.outcome === outcome).length;
    return {
      read,
      run: {
        ...run,
        todo: run.todo.slice(batch.length),
        repaired: run.repaired + count("repaired"),
        gone: run.gone + count("gone"),
        unread: run.unread + count("unread"),
      },
    };
  }

  /**
   * Orders changed, and the shop said nothing: its messages do not come any more. It is silent until it is heard, also while
   * nothing changes.
   */
  async function isSilent(shopId: ShopId, run: Reconciliation): Promise<boolean> {
    if (await reconciliations.heardSince(shopId, run.changed.from)) {
      await problems.close(shopId, "shop_silent");
      return false;
    }
    const unsaid = run.missing + (deps.announces === "changes" ? run.stale : 0);
    if (unsaid === 0) return problems.isOpen(shopId, "shop_silent");
    await problems.raise(shopId, "shop_silent");
    return true;
  }

  /** In half a day as it is counted everywhere, so that nothing has to be remembered for it. */
  async function restoreMessages(shopId: ShopId, run: Reconciliation, { silent, until }: RestoreWhen): Promise<void> {
    if (deps.restoreMessages === undefined || clock.now() >= until) return;
    const [, before] = await reconciliations.finished(shopId, 2);
    const isDue = before === undefined || halfDayOf(before) !== halfDayOf(run);
    if (silent || isDue) await deps.restoreMessages(shopId, until);
  }

  async function compare(shopId: ShopId, until: number): Promise<number> {
    let run = (await reconciliations.current(shopId)) ?? (await begin(shopId));
    while (run.todo.length > 0 || !run.listedAll) {
      if (clock.now() >= until) return clock.now();
      const step = run.todo.length > 0 ? await readNext(shopId, run) : { run: await listNext(shopId, run), read: [] };
      run = step.run;
      await reconciliations.keep(shopId, run, step.read);
    }
    await reconciliations.keep(shopId, { ...run, finishedAt: new Date(clock.now()).toISOString() });
    const silent = await isSilent(shopId, run);
    await restoreMessages(shopId, run, { silent, until });
    const every = silent ? Math.min(SILENT_EVERY_MS, deps.everyMs) : deps.everyMs;
    return Math.max(clock.now(), Date.parse(run.startedAt) + every);
  }

  return async (shopId, until) => {
    try {
      return await compare(shopId, until);
    } finally {
      if (clock.now() < until) await deps.tellMerchant?.(shopId, until);
    }
  };
}

interface RestoreWhen {
  silent: boolean;
  until: number;
}

function halfDayOf({ startedAt }: Reconciliation): number {
  return Math.floor(Date.parse(startedAt) / (12 * HOUR));
}

/** Behind the page, or at the last order of it in a list that begins there. */
function nextPlace(
  run: Reconciliation,
  listed: number,
  { orders, after }: { orders: readonly ListedOrder[]; after: string | null },
  endsListAfter: number | null,
): Pick<Reconciliation, "after" | "changed"> {
  const last = orders.at(-1);
  const full = endsListAfter !== null && Math.floor(listed / endsListAfter) > Math.floor(run.listed / endsListAfter);
  if (!full || after === null || last === undefined || compareInstants(last.updatedAt, run.changed.from) <= 0) {
    return { after, changed: run.changed };
  }
  return { after: null, changed: { ...run.changed, from: last.updatedAt } };
}
