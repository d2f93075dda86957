/** So many rows of a kind at a time, at most. */
export const ROWS = 500;

/**
 * Rows of the lanes of $1 (shops) and $2 (lanes), or of the shops of $1, locked. Those that somebody else holds are left for the next sweep, so
 * that this waits for nobody and nobody waits crosswise. Lane by lane, so that the planner takes the index whatever it believes of the table.
 */
export function inLanes(table: string, columns: string, where: string): string {
  const [, row = ""] = table.split(" ");
  return `SELECT r.* FROM unnest($1::uuid[], $2::text[]) AS k(shop_id, lane_key) CROSS JOIN LATERAL (
    SELECT ${columns} FROM ${table} WHERE ${row}.shop_id = k.shop_id AND ${row}.lane_key = k.lane_key AND ${where}
    LIMIT ${ROWS} FOR UPDATE OF ${row} SKIP LOCKED
  ) r LIMIT ${ROWS}`;
}

export function inShops(table: string, columns: string, where: string): string {
  const [, row = ""] = table.split(" ");
  return `SELECT r.* FROM unnest($1::uuid[]) AS s(shop_id) CROSS JOIN LATERAL (
    SELECT ${columns} FROM ${table} WHERE ${row}.shop_id = s.shop_id AND ${where}
    LIMIT ${ROWS} FOR UPDATE OF ${row} SKIP LOCKED
  ) r LIMIT ${ROWS}`;
}
