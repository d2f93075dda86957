import type { Pool, PoolClient } from "pg";

/** What a query needs: a pool, or the one connection of a transaction. */
export type Queryable = Pick<PoolClient, "query">;

/** serialization_failure, deadlock_detected: PostgreSQL undid everything, so the whole work may run again. */
const RETRYABLE = new Set(["40001", "40P01"]);
const TRIES = 4;

/**
 * Runs `work` in one transaction; a crash in it leaves nothing behind. Work that answers `{outcome: …}` other than an
 * expected success must not have written yet, or must say so by `rollback`.
 */
export async function inTransaction<T>(
  pool: Pool,
  work: (tx: Queryable) => Promise<T>,
  keep: (result: T) => boolean = () => true,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      await client.query("begin; set local statement_timeout = 15000; set local lock_timeout = 10000");
      const result = await work(client);
      await client.query(keep(result) ? "commit" : "rollback");
      return result;
    } catch (error) {
      await client.query("rollback").catch((failure: Error) => {
        broken = failure;
      });
      if (attempt >= TRIES || !RETRYABLE.has(sqlState(error))) throw error;
    } finally {
      client.release(broken);
    }
  }
}

/** The SQLSTATE of a database error, or "". */
export function sqlState(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}
