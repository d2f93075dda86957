import type { Pool } from "pg";
import { DatabaseError } from "./database-error.ts";

/**
 * Refuses a server on which a commit may be lost in a power cut. We answer 200 to a webhook because its row is
 * committed; with these settings off that answer would be a lie. `reset_val` is the session's default: what role,
 * database and server configure, not what somebody set in a pooled connection.
 */
export async function assertDurable(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ name: string; value: string }>(
    "select name, reset_val as value from pg_settings where name in ('fsync', 'synchronous_commit') order by name",
  );
  const off = rows.filter((row) => row.value === "off").map((row) => `${row.name} = off`);
  if (off.length === 0) return;
  throw new DatabaseError(
    "server_not_durable",
    `The PostgreSQL server runs with ${off.join(" and ")}: acknowledged events could be lost in a crash. Set it to "on" in the server's configuration (or with ALTER ROLE / ALTER DATABASE), then start again.`,
  );
}
