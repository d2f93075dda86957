import type { Pool } from "pg";

/** From now on each statement that stores events takes so much longer, however many they are. What is given back ends that. */
export async function slowInserts(pool: Pool, ms: number): Promise<() => Promise<void>> {
  await pool.query(`
    CREATE FUNCTION chaos_wait() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM pg_sleep(${ms / 1_000});
      RETURN NULL;
    END $$;
    CREATE TRIGGER chaos_wait AFTER INSERT ON inbox_event FOR EACH STATEMENT EXECUTE FUNCTION chaos_wait();`);
  return async () => void (await pool.query("DROP FUNCTION chaos_wait CASCADE"));
}
