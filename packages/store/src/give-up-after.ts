import type { QueryConfig } from "pg";

/**
 * A query that rejects when it has no answer after so many milliseconds, whatever the pool's limit is. The driver has this for
 * each query; its types do not say so.
 */
export function giveUpAfter<Query extends QueryConfig>(
  withinMs: number | undefined,
  query: Query,
): Query & { query_timeout: number | undefined } {
  return { ...query, query_timeout: withinMs };
}
