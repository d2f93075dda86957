import type { Lab } from "../lab.ts";

/** How many shops count the other side as away. */
export async function openBreakers({ database }: Lab): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM breaker WHERE opened_at IS NOT NULL",
  );
  return rows[0]?.count ?? 0;
}
