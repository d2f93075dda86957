import type { Clock } from "../clock.ts";
import type { ShopId } from "../ids.ts";
import { iso } from "../iso.ts";
import { admission } from "../outbox/breaker.ts";
import type { Breakers } from "../outbox/breakers.ts";
import type { Backfill, Backfills } from "./backfill.ts";
import type { ImportEvents } from "./create-import.ts";
import type { OrderFiles } from "./order-files.ts";
import { halvesOf, windowsOf } from "./windows-of.ts";

/** A step of one turn; a process that dies loses no more than what was not in the books by then. */
const SLICE_MS = 8_000;
/** Until the platform is asked again whether a file is ready, and whether it makes another one. */
const LOOK_AGAIN_MS = 2_000;
const ORDER_AGAIN_MS = 30_000;

export interface BackfillerDeps {
  files: OrderFiles;
  backfills: Backfills;
  /** Takes the orders in, and has them sent. */
  take: ImportEvents;
  /** While the core is away the import waits, instead of piling up what cannot be sent. */
  breakers: Pick<Breakers, "read">;
  clock: Clock;
}

/** What a step led to, and when the next one may follow; null: at once. */
interface Step {
  run: Backfill;
  again: number | null;
}

/**
 * Imports a shop's orders as far as `until` (milliseconds since the epoch) reaches; gives when to go on, null when there is
 * nothing to do. Throws the errors of the platform; what was done stays done.
 */
export function createBackfiller(deps: BackfillerDeps): (shopId: ShopId, until: number) => Promise<number | null> {
  const { files, backfills, take, breakers, clock } = deps;

  async function ask(shopId: ShopId, run: Backfill): Promise<Step> {
    const reach = await files.reach(shopId);
    const from = reach !== null && reach > run.placed.from ? reach : run.placed.from;
    const placed = { ...run.placed, from };
    const total = await files.count(shopId, placed);
    return { run: { ...run, reach, total, placed, windows: total === 0 ? [] : windowsOf(placed) }, again: null };
  }

  async function order(shopId: ShopId, run: Backfill): Promise<Step> {
    const [window] = run.windows;
    if (window === undefined) {
      return { run: { ...run, state: "finished", finishedAt: iso(clock.now()) }, again: null };
    }
    const id = await files.order(shopId, window);
    if (id === null) return { run, again: clock.now() + ORDER_AGAIN_MS };
    return { run: { ...run, file: { id, readTo: 0 } }, again: clock.now() + LOOK_AGAIN_MS / 4 };
  }

  /** While one file is read, the platform makes the next one. */
  async function orderNext(shopId: ShopId, run: Backfill): Promise<Backfill> {
    const [, next] = run.windows;
    if (next === undefined || run.nextFileId !== null) return run;
    return { ...run, nextFileId: await files.order(shopId, next) };
  }

  /** The orders of a ready file, as many as there is time for. Each batch is kept by itself. */
  async function read(
    shopId: ShopId,
    begun: Backfill,
    file: { id: string; readTo: number },
    until: number,
  ): Promise<Step> {
    let run = begun;
    const working = new Set<Promise<void>>();
    try {
      for await (const batch of files.read(shopId, file.id, file.readTo)) {
        await take(shopId, batch.events, working);
        run = {
          ...run,
          file: { ...file, readTo: batch.next },
          done: run.done + batch.orders,
          readSingly: run.readSingly + batch.readSingly,
          unread: run.unread + batch.orders - batch.events.length,
        };
        if (!(await backfills.keep(shopId, run))) return { run, again: null };
        if (clock.now() >= until || (await waitUntil(shopId)) !== null) return { run, again: null };
      }
      return { run: { ...run, ...nextWindow(run) }, again: null };
    } finally {
      await Promise.all(working);
    }
  }

  async function follow(
    shopId: ShopId,
    run: Backfill,
    file: { id: string; readTo: number },
    until: number,
  ): Promise<Step> {
    const look = await files.look(shopId, file.id);
    switch (look.state) {
      case "preparing":
        return { run, again: clock.now() + LOOK_AGAIN_MS };
      case "gone": {
        // What the platform did not get through with is asked for in halves.
        const [window, ...older] = run.windows;
        const windows = window === undefined ? older : [...(halvesOf(window) ?? [window]), ...older];
        const next = run.nextFileId;
        if (next !== null) await files.cancel(shopId, next);
        return { run: { ...run, file: null, nextFileId: null, windows }, again: clock.now() + ORDER_AGAIN_MS };
      }
      case "ready":
        return read(shopId, await orderNext(shopId, run), file, until);
    }
  }

  async function waitUntil(shopId: ShopId): Promise<number | null> {
    const admitted = admission(await breakers.read(shopId, "karla"), clock.now());
    return admitted.admit === "wait" ? admitted.until : null;
  }

  return async (shopId, leaseEnds) => {
    const until = Math.min(leaseEnds, clock.now() + SLICE_MS);
    let run = await backfills.latest(shopId);
    while (run?.state === "running") {
      const wait = await waitUntil(shopId);
      if (wait !== null) return wait;
      if (clock.now() >= until) return clock.now();
      const begun = clock.now();
      const step: Step =
        run.total === null
          ? await ask(shopId, run)
          : run.file === null
            ? await order(shopId, run)
            : await follow(shopId, run, run.file, until);
      run = { ...step.run, busyMs: run.busyMs + clock.now() - begun };
      if (!(await backfills.keep(shopId, run))) return null;
      if (step.again !== null) return step.again;
    }
    return null;
  };
}

/** A file that is being made already is that of the window which comes now. */
function nextWindow({ windows, nextFileId }: Backfill): Pick<Backfill, "windows" | "file" | "nextFileId"> {
  const file = nextFileId === null ? null : { id: nextFileId, readTo: 0 };
  return { windows: windows.slice(1), file, nextFileId: null };
}
