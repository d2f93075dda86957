import type { Lab } from "../lab.ts";

const POISONED = `
SELECT (SELECT count(*) FROM inbox_event WHERE state = 'quarantined' AND reason = 'poison' AND deaths >= 3)::int
  + (SELECT count(*) FROM outbox WHERE state = 'dead' AND reason = 'poison' AND started - finished >= 3)::int AS count`;

/**
 * What three deaths found in a worker's hands counts as poison, and nobody can tell from three kills that came by chance. So
 * the operator does what the manual says, `karla replay --apply`; after that everything has to be whole. Gives how many there were.
 */
export async function replayPoisoned({ karla, database: { pool } }: Lab): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(POISONED);
  const count = rows[0]?.count ?? 0;
  if (count === 0) return 0;
  await karla(["replay", "--apply"]);
  return count;
}
