import type { Clock } from "@karla/sync/clock";
import type { Platform, ShopId } from "@karla/sync/ids";
import type { Source } from "@karla/sync/inbox";
import type { Lease } from "@karla/sync/lanes";
import { REDELIVERY } from "@karla/sync/replay-terms";
import type { PoolClient } from "pg";
import type { BodyBox } from "../body-box.ts";
import { type Claimed, type ClaimedLane, leaseOf } from "../claim-lanes.ts";
import { deleteBooks } from "../erasure/purge-lanes.ts";
import { transactionOn } from "../in-transaction.ts";
import { SecretBoxError } from "../secret-box-error.ts";

/** So many in one transaction. */
const EVENTS_AT_A_TIME = 20;

/** $1 shop, $2 lane. */
const EVENTS = `
SELECT source, event_key, body_hash, body FROM inbox_event WHERE shop_id = $1 AND lane_key = $2
ORDER BY received_at LIMIT ${EVENTS_AT_A_TIME}`;

/** $3–$5 the events' keys. */
const OF = `unnest($3::text[], $4::bytea[], $5::bytea[]`;

/**
 * $1 from, $2 to, $3–$6 events with their bodies. What was done to the books of the name is done to the tenant's, in the order in which
 * it came: all but what would be done twice.
 */
const COPY = `
INSERT INTO inbox_event (shop_id, source, event_key, body_hash, topic, lane_key, headers, body, received_at, state, reason, detail,
  deaths, failures, finished_at)
SELECT $2::uuid, e.source, e.event_key, e.body_hash, e.topic, e.lane_key, e.headers, b.body, e.received_at,
  CASE WHEN a.again THEN 'pending' ELSE e.state END, CASE WHEN a.again THEN NULL ELSE e.reason END,
  CASE WHEN a.again THEN NULL ELSE e.detail END, e.deaths, e.failures, CASE WHEN a.again THEN NULL ELSE e.finished_at END
FROM ${OF}, $6::bytea[]) AS b(source, event_key, body_hash, body) JOIN inbox_event e USING (source, event_key, body_hash),
LATERAL (SELECT e.state <> 'pending' AND b.body IS NOT NULL AND e.source <> 'karla' AND e.topic <> '${REDELIVERY}'
  AND e.reason IS DISTINCT FROM 'data_request' AS again) a
WHERE e.shop_id = $1 ORDER BY e.source, e.event_key, e.body_hash
ON CONFLICT DO NOTHING`;

/** $1 shop, $2 lane, $3 platform, $4 now, $5 events. */
const WAKE = `
INSERT INTO lane (shop_id, lane_key, platform, due_at, arrivals) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (shop_id, lane_key)
DO UPDATE SET arrivals = lane.arrivals + excluded.arrivals, due_at = least(lane.due_at, excluded.due_at)`;

/** $1 shop, $2 lane, $3 token. */
const HOLD = "SELECT FROM lane WHERE shop_id = $1 AND lane_key = $2 AND lease_token = $3 FOR UPDATE";

/** $1 shop, $2 lane, $3–$5 events. */
const DELETE = `
DELETE FROM inbox_event e USING ${OF}) AS t(source, event_key, body_hash)
WHERE e.shop_id = $1 AND e.lane_key = $2 AND e.source = t.source AND e.event_key = t.event_key AND e.body_hash = t.body_hash`;

/** $1 shop, $2 lane, $3 now: more has come, or is left. */
const GO_ON = `
UPDATE lane SET lease_token = NULL, leased_until = NULL, leased_events = 0, due_at = $3
WHERE shop_id = $1 AND lane_key = $2 AND EXISTS (SELECT FROM inbox_event e WHERE e.shop_id = $1 AND e.lane_key = $2)`;

/** $1 shop, $2 lane. What of it was owed under this name is owed anew by the tenant. */
const FORGET = `
WITH effects AS (DELETE FROM outbox WHERE shop_id = $1 AND lane_key = $2),
  attempts AS (DELETE FROM delivery WHERE shop_id = $1 AND lane_key = $2),
  orders AS (DELETE FROM shop_order WHERE shop_id = $1 AND order_id = $2)
DELETE FROM lane WHERE shop_id = $1 AND lane_key = $2`;

/** The name has books of its own, and no lane any more. */
const LEFT_OVER = `
SELECT FROM shop s WHERE s.shop_id = $1 AND NOT EXISTS (SELECT FROM lane l WHERE l.shop_id = s.shop_id)`;

/** $1 shops. Those that are another name of a tenant's. */
const TENANTS = `
SELECT alias_id, shop_id FROM shop_alias WHERE alias_id = ANY($1::uuid[]) AND alias_id <> shop_id`;

interface EventRow {
  source: Source;
  event_key: Buffer;
  body_hash: Buffer;
  body: Buffer | null;
}

export interface BroughtOver {
  /** Leased lanes of tenants. */
  own: ClaimedLane[];
  /** How many lanes were brought over, or some of what was in them. */
  lanes: number;
  /** What lies in these does not open: they are leased still. */
  unreadable: { lease: Lease; error: unknown }[];
}

/**
 * Brings what lies in leased lanes of another name over into the same lanes of the tenant: its events, sealed anew, with the time at
 * which they came. The same delivery under both names is one event. A process may die anywhere: what was brought over is found
 * there, and what was not is still here. Once nothing is left, the books that the name had of its own go.
 */
export function createBringOver({ clock, bodies, platform }: { clock: Clock; bodies: BodyBox; platform: Platform }) {
  async function bringLane(client: PoolClient, { shopId: from, laneKey, token }: Lease, to: ShopId): Promise<void> {
    const { rows } = await client.query<EventRow>(EVENTS, [from, laneKey]);
    const keys = [rows.map((row) => row.source), rows.map((row) => row.event_key), rows.map((row) => row.body_hash)];
    const sealed = rows.map((row) => (row.body === null ? null : bodies.move(idOf(from, row), to, row.body)));
    const now = new Date(clock.now());
    await transactionOn(client, async () => {
      const copied = (await client.query(COPY, [from, to, ...keys, sealed])).rowCount ?? 0;
      const wake = async () => {
        if (copied > 0) await client.query(WAKE, [to, laneKey, platform, now, copied]);
      };
      // Events first, then lanes in one order: as everybody does who writes them, so that nobody waits crosswise.
      if (to < from) await wake();
      const isHeld = (await client.query(HOLD, [from, laneKey, token])).rowCount === 1;
      if (to > from) await wake();
      if (!isHeld) return;
      await client.query(DELETE, [from, laneKey, ...keys]);
      const goesOn = (await client.query(GO_ON, [from, laneKey, now])).rowCount === 1;
      if (!goesOn) await client.query(FORGET, [from, laneKey]);
    });
  }

  async function forgetBooks(client: PoolClient, shopId: ShopId): Promise<void> {
    if ((await client.query(LEFT_OVER, [shopId])).rowCount === 0) return;
    await transactionOn(client, () => deleteBooks(client, shopId));
  }

  return async (client: PoolClient, { lanes, token, until }: Claimed): Promise<BroughtOver> => {
    const brought: BroughtOver = { own: [], lanes: 0, unreadable: [] };
    if (lanes.length === 0) return brought;
    const shops = [...new Set(lanes.map((lane) => lane.shop_id))];
    // After the lease is committed: whoever made a name the tenant's has taken away the leases from before.
    const { rows } = await client.query<TenantRow>({ name: "lane-tenants", text: TENANTS, values: [shops] });
    const tenants = new Map<string, ShopId>(rows.map(({ alias_id, shop_id }) => [alias_id, shop_id]));
    for (const lane of lanes) {
      const tenant = tenants.get(lane.shop_id);
      if (tenant === undefined) {
        brought.own.push(lane);
        continue;
      }
      const lease = leaseOf(lane, { token, until });
      try {
        await bringLane(client, lease, tenant);
        brought.lanes += 1;
      } catch (error) {
        // One lane that cannot be read must not keep all others from being claimed.
        if (!(error instanceof SecretBoxError)) throw error;
        brought.unreadable.push({ lease, error });
      }
    }
    for (const { alias_id } of rows) await forgetBooks(client, alias_id);
    return brought;
  };
}

interface TenantRow {
  alias_id: ShopId;
  shop_id: ShopId;
}

function idOf(shopId: ShopId, row: EventRow) {
  return { shopId, source: row.source, eventKey: row.event_key, bodyHash: row.body_hash };
}
