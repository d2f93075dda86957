/** A table as it is written: a row may be empty or there twice while it is. */
export interface TableRow {
  /** Stays with the row. */
  id: number;
  from: string;
  to: string;
}

export function rowsOfTable(table: Readonly<Record<string, string>>): TableRow[] {
  return Object.entries(table).map(([from, to], id) => ({ id, from, to }));
}

/** Rows in which nothing is written are none. Of rows for one value the first counts, as when the table is used. */
export function tableOfRows(rows: readonly TableRow[]): Record<string, string> {
  const table = new Map<string, string>();
  for (const { from, to } of rows) if ((from !== "" || to !== "") && !table.has(from)) table.set(from, to);
  return Object.fromEntries(table);
}

/** Whether an earlier row is for the same value: letters and spaces around it make no difference. */
export function isTwice(rows: readonly TableRow[], at: number): boolean {
  const value = rows[at]?.from.trim().toLowerCase() ?? "";
  return value !== "" && rows.slice(0, at).some(({ from }) => from.trim().toLowerCase() === value);
}

export function withRow(rows: readonly TableRow[]): TableRow[] {
  return [...rows, { id: Math.max(-1, ...rows.map(({ id }) => id)) + 1, from: "", to: "" }];
}
