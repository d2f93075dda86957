import type { Clock } from "@karla/sync/clock";
import type { AcceptOutcome, Inbox, ReceivedEvent } from "@karla/sync/inbox";
import type { Pool } from "pg";
import type { BodyBox } from "./body-box.ts";
import { giveUpAfter } from "./give-up-after.ts";
import { type ConflictRetries, retryConflicts } from "./retry-conflicts.ts";

/**
 * One statement: the events that are new, and the lanes that they wake. The unique key is the idempotency gate. Bodies and
 * hashes travel as two packed buffers, which the driver sends as they are; arrays of bytea would go as hex text.
 */
const ACCEPT = `
WITH input AS (
  SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::int[], $8::int[])
    WITH ORDINALITY AS t(shop_id, source, topic, lane_key, headers, received_at, body_from, body_length, n)
), stored AS (
  INSERT INTO inbox_event (shop_id, source, event_key, body_hash, topic, lane_key, headers, body, received_at)
  SELECT shop_id, source,
         substring($9::bytea FROM (n * 64 - 63)::int FOR 32), substring($9::bytea FROM (n * 64 - 31)::int FOR 32),
         topic, lane_key, headers, substring($10::bytea FROM body_from FOR body_length), received_at
  FROM input ORDER BY n
  ON CONFLICT DO NOTHING
  RETURNING shop_id, source, event_key, body_hash, lane_key
), woken AS (
  INSERT INTO lane (shop_id, lane_key, platform, due_at, arrivals)
  SELECT shop_id, lane_key, CASE min(source) WHEN 'karla' THEN (SELECT s.platform FROM shop s WHERE s.shop_id = stored.shop_id) ELSE min(source) END,
         $11::timestamptz, count(*) FROM stored GROUP BY shop_id, lane_key ORDER BY shop_id, lane_key
  ON CONFLICT (shop_id, lane_key)
  DO UPDATE SET arrivals = lane.arrivals + excluded.arrivals, due_at = least(lane.due_at, excluded.due_at)
)
SELECT shop_id, source, event_key, body_hash FROM stored`;

interface StoredRow {
  shop_id: string;
  source: string;
  event_key: Buffer;
  body_hash: Buffer;
}

/** How events are stored whose sender waits. `withinMs` is also what the database may take for one try. */
export type AcceptPolicy = ConflictRetries;

/** The inbox on PostgreSQL. Every event enters the product here, and is answered only after the statement committed. */
export function createInboxStore(deps: {
  pool: Pool;
  clock: Clock;
  bodies: BodyBox;
  /** Without it a batch may take as long as any statement, and is tried once. */
  policy?: AcceptPolicy | undefined;
}): Inbox {
  const stamp = createStamp(deps.clock);
  return {
    async accept(events, lanes) {
      if (events.length === 0) return [];
      // One order for all writers, so that two batches never wait for each other crosswise.
      const rows = events.map((event) => ({ event, id: idOf(event), receivedAt: stamp() })).sort(byId);
      const bodies: Buffer[] = [];
      const from: number[] = [];
      let next = 1;
      for (const { event } of rows) {
        const sealed = deps.bodies.seal(event, event.body);
        bodies.push(sealed);
        from.push(next);
        next += sealed.length;
      }
      const insert = {
        name: "inbox-accept",
        text: ACCEPT,
        values: [
          rows.map((row) => row.event.shopId),
          rows.map((row) => row.event.source),
          rows.map((row) => row.event.topic),
          rows.map((row) => row.event.laneKey),
          rows.map((row) => JSON.stringify(row.event.headers)),
          rows.map((row) => row.receivedAt),
          from,
          bodies.map((body) => body.length),
          Buffer.concat(rows.flatMap((row) => [row.event.eventKey, row.event.bodyHash])),
          Buffer.concat(bodies),
          new Date(lanes?.dueAt ?? deps.clock.now()),
        ],
      };
      const store = () => deps.pool.query<StoredRow>(giveUpAfter(deps.policy?.withinMs, insert));
      const result = await (deps.policy === undefined ? store() : retryConflicts(store, deps.policy, deps.clock));
      const stored = new Set(result.rows.map((row) => rowId(row.shop_id, row.source, row.event_key, row.body_hash)));
      return events.map((event): AcceptOutcome => (stored.delete(idOf(event)) ? "stored" : "duplicate"));
    },
  };
}

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

function idOf(event: ReceivedEvent): string {
  return rowId(event.shopId, event.source, event.eventKey, event.bodyHash);
}

function rowId(shopId: string, source: string, eventKey: Buffer, bodyHash: Buffer): string {
  return `${shopId}${source}${eventKey.toString("hex")}${bodyHash.toString("hex")}`;
}

/** Instants with microseconds that strictly grow within this process: the order of arrival inside a lane. */
function createStamp(clock: Clock): () => string {
  let last = 0n;
  return () => {
    const now = BigInt(clock.now()) * 1_000n;
    last = now > last ? now : last + 1n;
    const seconds = new Date(Number(last / 1_000n)).toISOString().slice(0, 19);
    return `${seconds}.${String(last % 1_000_000n).padStart(6, "0")}Z`;
  };
}
