import type { Lab } from "../lab.ts";

/** By then each worker has heard of what one of them met, and none goes by what it knew before: it remembers a breaker for a second. */
export const HEARD_MS = 1_500;

/** How many shops count the other side as away. */
export async function openBreakers({ database }: Lab): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM breaker WHERE opened_at IS NOT NULL",
  );
  return rows[0]?.count ?? 0;
}
