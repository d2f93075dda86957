import type { Clock } from "@karla/sync/clock";
import type { ShopId } from "@karla/sync/ids";
import type { KeptFor, Removed, Retention, Sweep } from "@karla/sync/retention";
import type { Pool } from "pg";
import { sweepHolder } from "./hold-sweep.ts";
import { ROWS } from "./in-lanes.ts";
import { OLDEST_BODY, STRIP_BODIES } from "./past-bodies.ts";
import { REMOVE_ATTEMPTS, REMOVE_CLAIM_FORMS, REMOVE_COMPARISONS, REMOVE_EVENTS } from "./past-records.ts";
import { removeLanes } from "./remove-lanes.ts";

const DAY_MS = 24 * 60 * 60_000;
/** So many lanes in a step. */
const LANES = 200;
const FIRST_SHOP = "00000000-0000-0000-0000-000000000000";

/** By the primary key, and so through every row that grows with events: each of them is in a lane. */
const NEXT = `
SELECT shop_id, lane_key FROM lane WHERE (shop_id, lane_key) > ($1::uuid, $2::text) ORDER BY shop_id, lane_key LIMIT ${LANES}`;

interface LaneRow {
  shop_id: ShopId;
  lane_key: string;
}

/** What is past its time, in the database: lane by lane, whoever's they are. */
export function createRetentionStore(deps: { pool: Pool; clock: Clock; keptFor: KeptFor }): Retention {
  const { pool, keptFor } = deps;
  const { begin, goOn, finish, release, look } = sweepHolder(deps);
  const count = async (text: string, values: unknown[]) => (await pool.query(text, values)).rowCount ?? 0;

  async function remove(rows: readonly LaneRow[], at: number): Promise<Removed> {
    const before = (days: number) => new Date(at - days * DAY_MS);
    const [shops, records] = [rows.map(({ shop_id }) => shop_id), before(keptFor.records)];
    const lanes: [string[], string[]] = [shops, rows.map(({ lane_key }) => lane_key)];
    const each = [...new Set(shops)];
    return {
      body: await count(STRIP_BODIES, [...lanes, before(keptFor.bodies), before(keptFor.quarantined)]),
      event: await count(REMOVE_EVENTS, [...lanes, records]),
      attempt: await count(REMOVE_ATTEMPTS, [...lanes, records]),
      lane: await removeLanes(pool, lanes, records),
      comparison: await count(REMOVE_COMPARISONS, [each, records]),
      claim_form: await count(REMOVE_CLAIM_FORMS, [each, new Date(at)]),
    };
  }

  async function oldestIn(rows: readonly LaneRow[], at: number): Promise<Date | null> {
    const values = [rows.map(({ shop_id }) => shop_id), rows.map(({ lane_key }) => lane_key)];
    const found = await pool.query<{ at: Date | null }>(OLDEST_BODY, [
      ...values,
      new Date(at - keptFor.bodies * DAY_MS),
    ]);
    return found.rows[0]?.at ?? null;
  }

  return {
    begin,
    release,
    look,
    async step(sweep) {
      const { after, at } = sweep;
      const { rows } = await pool.query<LaneRow>(NEXT, [after?.shopId ?? FIRST_SHOP, after?.laneKey ?? ""]);
      const removed = await remove(rows, at);
      // There may be more in these lanes.
      const isFull = Object.values(removed).some((n) => n >= ROWS);
      const oldest = isFull ? null : await oldestIn(rows, at);
      const last = rows.at(-1);
      if (!isFull && (last === undefined || rows.length < LANES)) {
        return { removed, outcome: (await finish(sweep, oldest)) ? "done" : "lost" };
      }
      const next: Sweep = isFull || last === undefined ? sweep : { ...sweep, after: placeOf(last) };
      if (!(await goOn(next, oldest))) return { removed, outcome: "lost" };
      return { removed, outcome: "more", sweep: next };
    },
  };
}

function placeOf({ shop_id: shopId, lane_key: laneKey }: LaneRow): Sweep["after"] {
  return { shopId, laneKey };
}
