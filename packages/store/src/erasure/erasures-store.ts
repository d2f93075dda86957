import type { Clock } from "@karla/sync/clock";
import { isErasureLane } from "@karla/sync/erasure-request";
import type { Doomed, Erasures, OpenErasure } from "@karla/sync/erasures";
import type { ShopId } from "@karla/sync/ids";
import type { Pool, PoolClient } from "pg";
import type { BodyBox } from "../body-box.ts";
import { inTransaction } from "../in-transaction.ts";
import type { OrderBox } from "../order-box.ts";
import { eraseLanes, lockLanes } from "./erase-lanes.ts";
import { eventPages, ordersAfter } from "./erasure-pages.ts";
import { addToReceipt, closeReceipt, openReceipt, receiptUnderWay } from "./erasure-receipt.ts";
import { whenNobodyAsks } from "./open-requests.ts";
import { purgeLanes, purgeRest } from "./purge-lanes.ts";
import type { Tombstones } from "./tombstones.ts";

/** $1 shop, $2 lane, $3 token. */
const HELD = "SELECT FROM lane WHERE shop_id = $1 AND lane_key = $2 AND lease_token = $3 FOR UPDATE";

const STRIP = `
UPDATE inbox_event e SET body = NULL, headers = '{}', detail = NULL, finished_at = coalesce(finished_at, $4),
  reason = CASE WHEN state = 'done' THEN reason ELSE 'redacted' END, state = 'done'
FROM unnest($2::text[], $3::bytea[], $5::bytea[]) AS t(source, event_key, body_hash)
WHERE e.shop_id = $1 AND e.source = t.source AND e.event_key = t.event_key AND e.body_hash = t.body_hash AND body IS NOT NULL`;

const FORGET_FORMS = "DELETE FROM claim_form WHERE shop_id = $1 AND expires_at <= $2";

const INSTALLED = `
SELECT EXISTS (SELECT FROM shop_access WHERE shop_id = $1 AND reads_orders)
  OR EXISTS (SELECT FROM session e JOIN shop s ON s.domain = e.shop WHERE s.shop_id = $1 AND NOT e.is_online) AS installed`;

/** What lies in lanes of the shop's other names is brought over first. */
const ELSEWHERE = `
SELECT FROM lane l JOIN shop_alias a ON a.alias_id = l.shop_id WHERE a.shop_id = $1 AND a.alias_id <> $1 LIMIT 1`;

const NOTHING = { orders: 0, given_to_core: 0, rows: {} };

/** What erases for good, in the database. */
export function createErasuresStore(deps: {
  pool: Pool;
  clock: Clock;
  bodies: BodyBox;
  orders: OrderBox;
  tombstones: Tombstones;
}): Erasures {
  const { pool, clock, tombstones } = deps;
  const events = eventPages({ pool, bodies: deps.bodies });
  const now = () => new Date(clock.now());

  return {
    isErased: tombstones.isErased,
    async eraseLane({ shopId, laneKey, token }, { isOrder }) {
      return inTransaction(pool, async (client) => {
        if ((await client.query(HELD, [shopId, laneKey, token])).rowCount !== 1) return false;
        const orderIds = isOrder ? [laneKey] : [];
        await tombstones.make(client, shopId, "order", orderIds);
        const erased = await eraseLanes(client, { shopId, laneKeys: [laneKey], orderIds, now: now() });
        const open = await receiptUnderWay(client, shopId);
        if (open !== null) await addToReceipt(client, { shopId, request: open }, [erased], null);
        return true;
      });
    },
    requestIn: (shopId, laneKey) => events.inLane(shopId, laneKey),
    begin: (shopId, { laneKey, askedBy, request }) =>
      inTransaction(pool, async (client) => {
        const receipt = { shopId, request: laneKey, kind: request.kind, askedBy, now: now() };
        const open = await openReceipt(client, receipt);
        // A shop gets its own once it is known that the app is not in it.
        if (open !== null && request.kind === "customer") {
          await tombstones.make(client, shopId, "order", request.orderIds);
          await tombstones.make(client, shopId, "customer", request.customerIds);
        }
        return open;
      }),
    orders: (shopId, after) => ordersAfter({ pool, orders: deps.orders }, shopId, after),
    events: (shopId, after) => events.after(shopId, after),
    async erase(erasure, { orderIds, laneKeys, events: single }, progress) {
      const { shopId } = erasure;
      return inTransaction(pool, async (client) => {
        const wanted = [...new Set([...orderIds, ...laneKeys])].filter((laneKey) => !isErasureLane(laneKey));
        const { free, held } = await lockLanes(client, { shopId, laneKeys: wanted, now: now() });
        await tombstones.make(client, shopId, "order", orderIds);
        const orders = orderIds.filter((id) => free.includes(id));
        const erased = await eraseLanes(client, { shopId, laneKeys: free, orderIds: orders, now: now() });
        const stripped = { ...NOTHING, rows: { inbox_event: await strip(client, shopId, single) } };
        await addToReceipt(client, erasure, [erased, stripped], held.length === 0 ? progress : null);
        return held.length === 0;
      });
    },
    purge,
    async isInstalled(shopId) {
      const { rows } = await pool.query<{ installed: boolean }>(INSTALLED, [shopId]);
      return rows[0]?.installed === true;
    },
    finish: (erasure, outcome) =>
      inTransaction(pool, async (client) => {
        await client.query(FORGET_FORMS, [erasure.shopId, now()]);
        await closeReceipt(client, erasure, outcome, now());
        await whenNobodyAsks(client, { shopId: erasure.shopId, now: now() });
      }),
  };

  async function strip(client: PoolClient, shopId: ShopId, events: Doomed["events"]): Promise<number> {
    if (events.length === 0) return 0;
    const [sources, keys] = [events.map(({ source }) => source), events.map(({ eventKey }) => eventKey)];
    const values = [shopId, sources, keys, now(), events.map(({ bodyHash }) => bodyHash)];
    return (await client.query(STRIP, values)).rowCount ?? 0;
  }

  function purge(erasure: OpenErasure): ReturnType<Erasures["purge"]> {
    const { shopId, request } = erasure;
    return inTransaction(pool, async (client) => {
      const { left, held, ...purged } = await purgeLanes(client, { shopId, request, now: now() });
      await addToReceipt(client, erasure, [purged], null);
      if (left > 0) return held === left ? "held" : "more";
      if ((await client.query(ELSEWHERE, [shopId])).rowCount === 1) return "held";
      await tombstones.make(client, shopId, "shop", [shopId]);
      const rows = await purgeRest(client, { shopId, request, now: now() });
      await addToReceipt(client, erasure, [{ ...NOTHING, rows }], null);
      return "done";
    });
  }
}
