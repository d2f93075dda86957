import type { Pool } from "pg";

const PARTITIONS = 8;

/** The tables that grow with every event. */
export const PARTITIONED = ["inbox_event", "lane", "outbox"] as const;

/**
 * Replaces the engine's tables, empty, by the same ones HASH-partitioned by shop, as an operator would who outgrew one table:
 * columns, defaults, keys and indexes are those that the migrations made.
 */
export async function partitionByShop(pool: Pool): Promise<void> {
  for (const table of PARTITIONED) {
    await pool.query(`ALTER TABLE ${table} RENAME TO ${table}_whole`);
    await pool.query(`CREATE TABLE ${table} (LIKE ${table}_whole INCLUDING ALL) PARTITION BY HASH (shop_id)`);
    for (let n = 0; n < PARTITIONS; n += 1) {
      await pool.query(
        `CREATE TABLE ${table}_${n} PARTITION OF ${table} FOR VALUES WITH (MODULUS ${PARTITIONS}, REMAINDER ${n})`,
      );
    }
    await pool.query(`DROP TABLE ${table}_whole`);
  }
}
