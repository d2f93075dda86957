import type { ShopId } from "../ids.ts";
import { iso } from "../iso.ts";
import { isSuspect, type Lanes } from "../lane/lanes.ts";
import { productLane, productOfLane } from "./product-lane.ts";
import type { ProductWalk, ProductWalks, ProductWork } from "./product-walk.ts";
import { type ProductsTogetherDeps, runProductsTogether } from "./run-products-together.ts";

/** Messages get lost, and some changes make none (the name of an option): the catalogue is gone through so often. */
const EVERY_MS = 24 * 60 * 60_000;
/** Until a page is tried again about which the core did not answer. */
const REST_MS = 60_000;
/** Who goes through a page runs its lanes himself. Should that process die, they are any worker's after this time. */
const OWN_MS = 30_000;
/** Products of the books that are looked up at a time. */
const BOOKS_PAGE = 200;

export interface ProductSyncDeps extends Omit<ProductsTogetherDeps, "turns"> {
  /** What the turns of products run on: the same as all others, but for the lanes. */
  turns: () => ProductsTogetherDeps["turns"];
  /** Lanes whose writes are not grouped with those of live events. */
  lanes: Lanes;
  walks: ProductWalks;
  leaseMs: number;
}

/**
 * Goes through all of a shop's catalogue, once a day and when it is asked for. A page at a time: between two pages the worker
 * is free for orders. Each product is brought to the core in its own lane, so that no message about it is overtaken.
 */
export function createProductSync({ lanes, walks, leaseMs, ...rest }: ProductSyncDeps): ProductWork {
  const { reader, books, owe } = rest.catalogue;

  /** Gives whether the core answered all of it. */
  async function bring(shopId: ShopId, productIds: readonly string[]): Promise<boolean> {
    const turns = { ...rest.turns(), lanes };
    const now = turns.clock.now();
    await owe(shopId, productIds, now, now + OWN_MS);
    const taken = await lanes.take(shopId, productIds.map(productLane), { leaseMs, maxEvents: 1 });
    const suspects = taken.filter(isSuspect);
    // They run alone, wherever they are claimed.
    for (const { lease } of suspects) await lanes.release(lease, now);
    const runnable = taken.filter((turn) => !suspects.includes(turn));
    if (runnable.length === 0) return true;
    try {
      const ids = runnable.map(({ lease }) => productOfLane(lease.laneKey));
      // Only now that nobody else gives the core anything of them: what is read is the newest.
      const read = await reader.read(shopId, ids);
      return await runProductsTogether(runnable, read, { ...rest, turns });
    } catch (error) {
      for (const { lease } of runnable) await lanes.release(lease, now + OWN_MS);
      throw error;
    }
  }

  async function step(shopId: ShopId, walk: ProductWalk): Promise<{ walk: ProductWalk; answered: boolean }> {
    switch (walk.phase) {
      case "shop": {
        const { productIds, after } = await reader.list(shopId, walk.after);
        const answered = productIds.length === 0 || (await bring(shopId, productIds));
        if (!answered) return { walk, answered };
        const done = walk.done + productIds.length;
        return { walk: { ...walk, phase: after === null ? "books" : "shop", after, done }, answered };
      }
      case "books": {
        const { clock } = rest.turns();
        const page = await books.list(shopId, walk.after, BOOKS_PAGE);
        const there = new Set(page.length === 0 ? [] : await reader.stillThere(shopId, page));
        const gone = page.filter((id) => !there.has(id));
        if (gone.length > 0) await owe(shopId, gone, clock.now());
        const finishedAt = page.length < BOOKS_PAGE ? iso(clock.now()) : null;
        return { walk: { ...walk, after: page.at(-1) ?? null, finishedAt }, answered: true };
      }
    }
  }

  return async (shopId) => {
    const { clock } = rest.turns();
    const latest = (await walks.latest(shopId)) ?? newWalk(iso(clock.now()), clock.now());
    const next = nextAt(latest);
    if (next !== null && next > clock.now()) return { again: next, answered: true };
    if (next !== null && isAskedFor(latest)) await books.doubt(shopId);
    const { walk, answered } = await step(shopId, next === null ? latest : newWalk(latest.askedAt, clock.now()));
    await walks.keep(shopId, walk);
    const rested = clock.now() + (answered ? 0 : REST_MS);
    return { again: Math.max(nextAt(walk) ?? 0, rested), answered };
  };
}

function newWalk(askedAt: string, now: number): ProductWalk {
  return { askedAt, startedAt: iso(now), phase: "shop", after: null, done: 0, finishedAt: null };
}

/** Since the last one began. */
function isAskedFor({ askedAt, startedAt }: ProductWalk): boolean {
  return startedAt === null || Date.parse(askedAt) > Date.parse(startedAt);
}

/** When another one begins; null while one is under way. */
function nextAt(walk: ProductWalk): number | null {
  if (isAskedFor(walk)) return Date.parse(walk.askedAt);
  return walk.finishedAt === null || walk.startedAt === null ? null : Date.parse(walk.startedAt) + EVERY_MS;
}
