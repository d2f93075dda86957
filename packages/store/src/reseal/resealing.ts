import type { Pool } from "pg";
import type { Keyring } from "../keyring.ts";

/** What is sealed anew of one kind: the rows that another key than the current one sealed, and how each is. */
export interface Resealing<Row> {
  /** The next ones in the order of their keys, the first ones for null. Empty at the end. */
  read(after: Row | null): Promise<Row[]>;
  /** False where the row was changed meanwhile: then it is under the current key already. */
  reseal(row: Row): Promise<boolean>;
}

export interface ResealingDeps {
  pool: Pool;
  master: Keyring;
}

export const BATCH = 200;

/** Before every id. */
export const FIRST_ID = "00000000-0000-0000-0000-000000000000";

/** Whether a statement changed its row. */
export async function changes(
  { pool }: Pick<ResealingDeps, "pool">,
  text: string,
  values: unknown[],
): Promise<boolean> {
  return ((await pool.query(text, values)).rowCount ?? 0) > 0;
}
