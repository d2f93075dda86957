import type { DayAccount, Find } from "./ledger.ts";

/** What a merchant takes away of the ledger. */
export interface LedgerRecord {
  days: readonly DayAccount[];
  finds: readonly Find[];
}

/**
 * `{ version: 1, days, finds }`: accounts as `DayAccount`, each with its gaps and what was left out, and finds as `Find`, as
 * `ledger.ts` describes them. A field may be added (`leftOut` was); none is taken away or given another meaning without another
 * version.
 */
export function ledgerAsJson({ days, finds }: LedgerRecord): string {
  return `${JSON.stringify({ version: 1, days, finds }, null, 2)}\n`;
}

const COLUMNS = [
  /** `day`, `gap`, `left_out` or `find`. A gap and what was left out belong to the day above them; a find stands under no day. */
  "kind",
  "day",
  "zone",
  "order",
  "order_id",
  "placed_at",
  /** Of what was left out its reason, as it is in `skipped_reasons`. */
  "why",
  "outcome",
  "from",
  "to",
  "in_shop",
  "in_books",
  "in_core",
  "skipped",
  /** e.g. "no_zip 2, redacted 1" */
  "skipped_reasons",
  "missing",
  "worst_delay_ms",
  /** When a day was counted to its end, or an order found. */
  "at",
] as const;
type Cells = Partial<Record<(typeof COLUMNS)[number], string | number | null>>;

/**
 * One row for each day, each gap, each order that was left out and each find, told apart by `kind`; cells that say nothing of a
 * kind are empty. As RFC 4180 has it. A cell that a spreadsheet would take for a formula has a `'` before it.
 */
export function ledgerAsCsv({ days, finds }: LedgerRecord): string {
  const rows = [
    ...days.flatMap((account) => [cellsOfDay(account), ...cellsOfGaps(account), ...cellsOfLeftOut(account)]),
    ...finds.map(cellsOfFind),
  ];
  const lines = [COLUMNS.join(","), ...rows.map((cells) => COLUMNS.map((column) => cell(cells[column])).join(","))];
  return lines.map((line) => `${line}\r\n`).join("");
}

function cellsOfDay(account: DayAccount): Cells {
  const skipped = Object.entries(account.skipped);
  return {
    kind: "day",
    day: account.day,
    zone: account.zone,
    from: account.from,
    to: account.to,
    in_shop: account.inShop,
    in_books: account.inBooks,
    in_core: account.inCore,
    skipped: skipped.reduce((sum, [, count]) => sum + count, 0),
    skipped_reasons: skipped.map(([reason, count]) => `${reason} ${count}`).join(", "),
    missing: account.missing,
    worst_delay_ms: account.worstDelayMs,
    at: account.finishedAt,
  };
}

function cellsOfGaps({ day, zone, gaps }: DayAccount): Cells[] {
  return gaps.map(({ id, name, placedAt, why }) => ({
    kind: "gap",
    day,
    zone,
    order: name,
    order_id: id,
    placed_at: placedAt,
    why,
  }));
}

function cellsOfLeftOut({ day, zone, leftOut }: DayAccount): Cells[] {
  return leftOut.map(({ id, name, placedAt, reason }) => ({
    kind: "left_out",
    day,
    zone,
    order: name,
    order_id: id,
    placed_at: placedAt,
    why: reason,
  }));
}

function cellsOfFind({ id, name, placedAt, why, outcome, foundAt }: Find): Cells {
  return { kind: "find", order: name, order_id: id, placed_at: placedAt, why, outcome, at: foundAt };
}

/** Also where a spreadsheet drops blanks first, and the signs as East Asian keyboards write them. */
const FORMULA = /^[\s\p{Cc}]*[=+\-@＝＋－＠]|^[\t\r]/u;

function cell(value: string | number | null | undefined): string {
  const text = String(value ?? "");
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
