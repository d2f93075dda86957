import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Lab } from "../lab.ts";
import { readLogs } from "../leaks-in-logs.ts";
import { type Keys, openSealed, type Row } from "./open-sealed.ts";

/** Where which of the texts that were looked for are. */
export interface Scan {
  rows: number;
  /** Sealed values that were opened: of none it would find nothing. */
  opened: number;
  found: ReadonlySet<string>;
  /** `inbox_event`, `worker-1.log` */
  places: ReadonlySet<string>;
}

const TABLES = `
SELECT table_schema AS schema, table_name AS name FROM information_schema.tables
WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_type = 'BASE TABLE' ORDER BY 1, 2`;

/** Looks through every table of the database, the core's too, with all that is sealed opened; and through the logs of all processes. */
export async function scanEverything({ database, dataDir }: Lab, wanted: ReadonlySet<string>): Promise<Scan> {
  const { pool } = database;
  const master = Buffer.from(readFileSync(join(dataDir, "master-key"), "utf8"), "base64");
  const shops = await pool.query<{ shop_id: string; wrapped_key: Buffer }>("SELECT shop_id, wrapped_key FROM shop");
  const keys: Keys = { master, wrapped: new Map(shops.rows.map((row) => [row.shop_id, row.wrapped_key])) };
  const scan = { rows: 0, opened: 0, found: new Set<string>(), places: new Set<string>() };
  const look = (place: string, text: string) => {
    for (const one of wanted) {
      if (!text.includes(one)) continue;
      scan.found.add(one);
      scan.places.add(place);
    }
  };
  const { rows: tables } = await pool.query<{ schema: string; name: string }>(TABLES);
  for (const { schema, name } of tables) {
    const { rows } = await pool.query<Row>(`SELECT * FROM "${schema}"."${name}"`);
    for (const row of rows) {
      scan.rows += 1;
      const opened = schema === "public" ? openSealed(name, row, keys) : null;
      if (opened !== null) scan.opened += 1;
      look(name, [textOf(row), opened ?? ""].join("\n"));
    }
  }
  for (const [path, log] of readLogs(dataDir)) look(path, log);
  return scan;
}

/** All columns; bytes as they are. */
function textOf(row: Row): string {
  return Object.values(row)
    .map((value) =>
      Buffer.isBuffer(value) ? value.toString("latin1") : typeof value === "string" ? value : JSON.stringify(value),
    )
    .join("\n");
}
