import type { KarlaEvents } from "@karla/sync/karla-events";
import type { Pool } from "pg";
import { z } from "zod";
import type { BodyBox } from "./body-box.ts";

/** Of a lane of one event: another body under the same key is quarantined. */
const FIND = `
SELECT event_key, body_hash, topic, headers, body FROM inbox_event
WHERE shop_id = $1::uuid AND lane_key = $2::text AND source = 'karla' AND state = 'done' AND body IS NOT NULL
ORDER BY received_at LIMIT 1`;

const Headers = z.record(z.string(), z.string());

interface Row {
  event_key: Buffer;
  body_hash: Buffer;
  topic: string;
  headers: string;
  body: Buffer;
}

/** Events of Karla's that were taken, out of the inbox. */
export function createKarlaEventsStore({ pool, bodies }: { pool: Pool; bodies: BodyBox }): KarlaEvents {
  return {
    async find(shopId, laneKey) {
      const { rows } = await pool.query<Row>({ name: "karla-event", text: FIND, values: [shopId, laneKey] });
      const [row] = rows;
      if (row === undefined) return null;
      const id = { shopId, source: "karla" as const, eventKey: row.event_key, bodyHash: row.body_hash };
      return { topic: row.topic, headers: Headers.parse(JSON.parse(row.headers)), body: bodies.open(id, row.body) };
    },
  };
}
