import type { Pool } from "pg";

/** How statements that store events fail. */
export interface FailingInserts {
  /** SQLSTATEs, one after the other, and then from the first one on again. */
  codes: readonly string[];
  /** Whether a statement goes through before it begins anew. */
  letThrough: boolean;
  /** Events are stored, or lanes are written: by whoever stores events as well, in the same statement and after them. */
  on: "INSERT ON inbox_event" | "INSERT OR UPDATE ON lane";
}

/**
 * A failpoint in the database: a trigger that raises what the server raises by itself, when the rows are in already, so that it
 * has to take them back. What is given back takes the trigger away and says how many statements failed.
 */
export async function failInserts(
  pool: Pool,
  { codes, letThrough, on }: FailingInserts,
): Promise<() => Promise<number>> {
  const list = [...codes.map((code) => `'${code}'`), ...(letThrough ? ["NULL"] : [])];
  await pool.query(`
    CREATE SEQUENCE chaos_turn;
    CREATE FUNCTION chaos_fail() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE code text := (ARRAY[${list}])[(nextval('chaos_turn') - 1) % ${list.length} + 1];
    BEGIN
      IF code IS NOT NULL THEN RAISE EXCEPTION 'made up' USING ERRCODE = code; END IF;
      RETURN NULL;
    END $$;
    CREATE TRIGGER chaos_fail AFTER ${on} FOR EACH STATEMENT EXECUTE FUNCTION chaos_fail();`);
  return async () => {
    const { rows } = await pool.query<{ statements: number }>(
      "SELECT CASE WHEN is_called THEN last_value ELSE 0 END::int AS statements FROM chaos_turn",
    );
    await pool.query("DROP FUNCTION chaos_fail CASCADE; DROP SEQUENCE chaos_turn");
    const statements = rows[0]?.statements ?? 0;
    return letThrough ? statements - Math.floor(statements / list.length) : statements;
  };
}
