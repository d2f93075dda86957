import type { Pool } from "pg";

/** So many rows are added between the first two; each time after four times as many. */
const FIRST_AFTER = 500;
const GROWTH = 4;

const ANALYZE = "ANALYZE inbox_event, lane, outbox, shop_order, delivery";

/**
 * Keeps what the planner knows of the tables fresh while they grow fast. By itself the server looks once a minute, and until
 * then runs plans that were right for an empty table: each statement reads all rows of its shop. `rows`: how many were added.
 */
export function keepStatistics(pool: Pool): (rows: number) => Promise<void> {
  let added = 0;
  let next = FIRST_AFTER;
  return async (rows) => {
    added += rows;
    if (added < next) return;
    next *= GROWTH;
    await pool.query(ANALYZE);
  };
}
