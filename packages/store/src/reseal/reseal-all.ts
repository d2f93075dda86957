import { SecretBoxError } from "../secret-box-error.ts";
import { resealBodies } from "./reseal-bodies.ts";
import { resealSessions } from "./reseal-sessions.ts";
import { resealShopKeys } from "./reseal-shop-keys.ts";
import type { Resealing, ResealingDeps } from "./resealing.ts";

/** How much was sealed anew, and what none of the keys opens. */
export interface Resealed {
  shopKeys: number;
  sessions: number;
  bodies: number;
  unreadable: number;
  /** Tombstones that a former key made. They cannot be made anew, as nobody knows of whom they are: that key has to stay. */
  tombstones: number;
}

const TOMBSTONES = "SELECT count(*)::int AS n FROM tombstone WHERE key_id <> $1";

/**
 * Seals anew, under the current master key, what former ones sealed. Row by row, and only where a row is still as it was read, while
 * everything runs. Broken off, it is begun again and finds what is left.
 */
export async function resealAll(deps: ResealingDeps): Promise<Resealed> {
  const shopKeys = await walk(resealShopKeys(deps));
  const sessions = await walk(resealSessions(deps));
  const bodies = await walk(resealBodies(deps));
  const { rows } = await deps.pool.query<{ n: number }>(TOMBSTONES, [deps.master.current.id]);
  return {
    tombstones: rows[0]?.n ?? 0,
    shopKeys: shopKeys.done,
    sessions: sessions.done,
    bodies: bodies.done,
    unreadable: shopKeys.unreadable + sessions.unreadable + bodies.unreadable,
  };
}

async function walk<Row>({ read, reseal }: Resealing<Row>): Promise<{ done: number; unreadable: number }> {
  let [done, unreadable] = [0, 0];
  for (let rows = await read(null); rows.length > 0; rows = await read(rows.at(-1) ?? null)) {
    for (const row of rows) {
      try {
        if (await reseal(row)) done += 1;
      } catch (error) {
        if (!(error instanceof SecretBoxError)) throw error;
        unreadable += 1;
      }
    }
  }
  return { done, unreadable };
}
