import type { ShopId } from "@karla/sync/ids";
import type { Effect } from "@karla/sync/outbox";
import type { Prisma } from "./generated/index.js";

type Database = Pick<Prisma.TransactionClient, "$executeRaw">;

interface Standing {
  shopId: ShopId;
  laneKey: string;
  effect: Effect;
  now: Date;
  due: Date;
}

/**
 * Owes an effect in a lane of a known shop's, which the worker then keeps due. Where it is owed already it is due no later than
 * `due`, also where a turn that is under way just does it: that turn may have looked before.
 */
export async function oweStanding(db: Database, standing: Standing): Promise<void> {
  const [lane, outbox] = standingStatements(db, standing);
  if ((await lane) === 0) throw new Error(`No shop of the id ${standing.shopId} is known.`);
  await outbox;
}

/** The same as statements of a transaction. Of a shop that is not known they do nothing. */
export function standingStatements(
  db: Database,
  { shopId, laneKey, effect, now, due }: Standing,
): [Prisma.PrismaPromise<number>, Prisma.PrismaPromise<number>] {
  const lane = db.$executeRaw`
    INSERT INTO lane (shop_id, lane_key, platform, due_at, woken_at)
    SELECT shop_id, ${laneKey}, platform, ${due}, ${due} FROM shop WHERE shop_id = ${shopId}::uuid
    ON CONFLICT (shop_id, lane_key)
    DO UPDATE SET due_at = least(lane.due_at, excluded.due_at), woken_at = greatest(lane.woken_at, excluded.woken_at)`;
  const outbox = db.$executeRaw`
    INSERT INTO outbox AS o (shop_id, lane_key, effect, version, due_at, created_at)
    SELECT shop_id, ${laneKey}, ${effect}, 0, ${due}, ${now} FROM shop WHERE shop_id = ${shopId}::uuid
    ON CONFLICT (shop_id, lane_key, effect) DO UPDATE SET state = 'pending', refusals = 0,
      due_at = CASE WHEN o.state = 'pending' THEN least(o.due_at, excluded.due_at) ELSE excluded.due_at END,
      started = CASE WHEN o.state = 'pending' THEN o.started ELSE 0 END,
      finished = CASE WHEN o.state = 'pending' THEN o.finished ELSE 0 END`;
  return [lane, outbox];
}
