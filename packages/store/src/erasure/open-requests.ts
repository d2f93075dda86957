import type { ShopId } from "@karla/sync/ids";
import { SHOP_LANE } from "@karla/sync/inbox";
import type { PoolClient } from "pg";

const IS_REQUEST = `reason = 'data_request' AND lane_key = '${SHOP_LANE}'`;
/** Of an event: it is a customer's request for their data, and nobody has answered it. */
export const IS_OPEN_REQUEST = `${IS_REQUEST} AND body IS NOT NULL`;

const LOCK = "SELECT FROM problem WHERE shop_id = $1 AND code = 'data_requested' FOR UPDATE";

/** One whose event is still under way raised the problem after the last one was done. */
const CLOSE = `
UPDATE problem SET closed_at = $2 WHERE shop_id = $1 AND code = 'data_requested' AND closed_at IS NULL
  AND NOT EXISTS (SELECT FROM inbox_event WHERE shop_id = $1 AND ${IS_OPEN_REQUEST})
  AND seen_at <= (SELECT max(finished_at) FROM inbox_event WHERE shop_id = $1 AND ${IS_REQUEST})`;

/** Closes the problem `data_requested` where no request is open any more. Locked first: whoever ends another one at the same moment is seen. */
export async function whenNobodyAsks(
  client: PoolClient,
  { shopId, now }: { shopId: ShopId; now: Date },
): Promise<void> {
  await client.query(LOCK, [shopId]);
  await client.query(CLOSE, [shopId, now]);
}
