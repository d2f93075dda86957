import { type BreakerState, CLOSED } from "@karla/sync/breaker";
import type { Breakers } from "@karla/sync/breakers";
import type { Clock } from "@karla/sync/clock";
import type { ShopId } from "@karla/sync/ids";
import type { Destination } from "@karla/sync/outbox";
import type { Pool, PoolClient } from "pg";

/** How old a worker's view of a breaker may be. */
const CACHE_MS = 1_000;

interface Row {
  failures: number;
  opened_at: Date | null;
  reason: string | null;
  probe_at: Date | null;
  hold_until: Date | null;
  open_ms: string;
}

/** The breakers in the database, so that all workers see one state. */
export function createBreakersStore({ pool, clock }: { pool: Pool; clock: Clock }): Breakers {
  const cache = new Map<string, { until: number; state: BreakerState }>();
  function remember(key: string, state: BreakerState): BreakerState {
    cache.set(key, { until: clock.now() + CACHE_MS, state });
    return state;
  }
  return {
    async read(shopId, destination) {
      const key = `${shopId} ${destination}`;
      const cached = cache.get(key);
      if (cached && cached.until > clock.now()) return cached.state;
      const text = "SELECT * FROM breaker WHERE shop_id = $1 AND destination = $2";
      const { rows } = await pool.query<Row>({ name: "breaker-read", text, values: [shopId, destination] });
      return remember(key, rows[0] ? toState(rows[0]) : CLOSED);
    },
    async update(shopId, destination, change) {
      const client = await pool.connect();
      let broken = false;
      try {
        await client.query("BEGIN");
        const before = await lock(client, shopId, destination);
        const after = change(before);
        await write(client, shopId, destination, after);
        await client.query("COMMIT");
        remember(`${shopId} ${destination}`, after);
        return before;
      } catch (error) {
        await client.query("ROLLBACK").catch(() => {
          broken = true;
        });
        throw error;
      } finally {
        client.release(broken);
      }
    },
  };
}

async function lock(client: PoolClient, shopId: ShopId, destination: Destination): Promise<BreakerState> {
  await client.query("INSERT INTO breaker (shop_id, destination) VALUES ($1, $2) ON CONFLICT DO NOTHING", [
    shopId,
    destination,
  ]);
  const { rows } = await client.query<Row>("SELECT * FROM breaker WHERE shop_id = $1 AND destination = $2 FOR UPDATE", [
    shopId,
    destination,
  ]);
  return rows[0] ? toState(rows[0]) : CLOSED;
}

async function write(client: PoolClient, shopId: ShopId, destination: Destination, state: BreakerState): Promise<void> {
  await client.query(
    `UPDATE breaker SET failures = $3, opened_at = $4, reason = $5, probe_at = $6, hold_until = $7, open_ms = $8
     WHERE shop_id = $1 AND destination = $2`,
    [
      shopId,
      destination,
      state.failures,
      instant(state.openedAt),
      state.reason,
      instant(state.probeAt),
      instant(state.holdUntil),
      Math.round(state.openMs),
    ],
  );
}

function toState(row: Row): BreakerState {
  return {
    failures: row.failures,
    openedAt: row.opened_at?.getTime() ?? null,
    reason: row.reason,
    probeAt: row.probe_at?.getTime() ?? null,
    holdUntil: row.hold_until?.getTime() ?? null,
    openMs: Number(row.open_ms),
  };
}

function instant(ms: number | null): Date | null {
  return ms === null ? null : new Date(ms);
}
