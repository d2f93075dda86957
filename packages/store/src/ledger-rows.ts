import { type DayAccount, type DaySums, type Find, GAP_REASONS, type OpenAccount } from "@karla/sync/ledger";
import { SKIP_REASONS } from "@karla/sync/skip-reason";
import { z } from "zod";

/** A row of `day_account`. What is a list in an account is JSON text there. */
export interface AccountRow {
  id: string;
  day: string;
  zone: string;
  placed_from: Date;
  placed_to: Date;
  in_shop: number;
  in_books: number;
  in_core: number;
  skipped: string;
  left_out: string;
  missing: number;
  gaps: string;
  worst_delay_ms: number | null;
  started_at: Date;
  finished_at: Date | null;
  progress: string | null;
}

/** A row without the orders that were left out; `gaps` say how many wait. */
export interface SumsRow extends Omit<AccountRow, "left_out" | "progress"> {
  recovered: number;
}

const Skipped = z.partialRecord(z.enum(SKIP_REASONS), z.number());
const Placed = z.object({ id: z.string(), name: z.string(), placedAt: z.string() });
const LeftOut = Placed.extend({ reason: z.enum(SKIP_REASONS) });
type Gap = z.infer<typeof Gap>;
const Gap = Placed.extend({
  why: z.enum(GAP_REASONS),
});
const Progress = z.object({
  list: z.object({ from: z.string(), after: z.string().nullable(), ended: z.boolean() }),
  toAsk: z.array(Gap.extend({ singly: z.boolean(), delayMs: z.number().nullable() })),
});

export function sumsOfRow(row: SumsRow): DaySums {
  const waiting = gapsOf(row).filter(({ why }) => why === "waiting").length;
  return { ...countsOfRow(row), waiting, recovered: row.recovered };
}

export function accountOfRow(row: AccountRow): DayAccount {
  return { ...countsOfRow(row), leftOut: z.array(LeftOut).parse(JSON.parse(row.left_out)), gaps: gapsOf(row) };
}

function gapsOf({ gaps }: Pick<AccountRow, "gaps">): Gap[] {
  return z.array(Gap).parse(JSON.parse(gaps));
}

function countsOfRow(row: Omit<AccountRow, "left_out" | "progress">): Omit<DayAccount, "gaps" | "leftOut"> {
  return {
    id: row.id,
    day: row.day,
    zone: row.zone,
    from: row.placed_from.toISOString(),
    to: row.placed_to.toISOString(),
    inShop: row.in_shop,
    inBooks: row.in_books,
    inCore: row.in_core,
    skipped: Skipped.parse(JSON.parse(row.skipped)),
    missing: row.missing,
    worstDelayMs: row.worst_delay_ms,
    startedAt: row.started_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  };
}

export function openAccountOfRow(row: AccountRow): OpenAccount {
  return { ...accountOfRow(row), ...Progress.parse(JSON.parse(row.progress ?? "null")) };
}

/** The values of a row, in the order of its columns, behind the shop's id. */
export function rowOfAccount({ list, toAsk, ...account }: OpenAccount): unknown[] {
  return [
    account.id,
    account.day,
    account.zone,
    account.from,
    account.to,
    account.inShop,
    account.inBooks,
    account.inCore,
    JSON.stringify(account.skipped),
    JSON.stringify(account.leftOut),
    account.missing,
    JSON.stringify(account.gaps),
    account.worstDelayMs,
    account.startedAt,
    account.finishedAt,
    account.finishedAt === null ? JSON.stringify({ list, toAsk }) : null,
  ];
}

/** A row of `ledger_find`. */
export interface FindRow {
  reconciliation_id: string;
  order_id: string;
  name: string;
  placed_at: Date;
  why: Find["why"];
  outcome: Find["outcome"];
  found_at: Date;
}

export function findOfRow(row: FindRow): Find {
  return {
    reconciliationId: row.reconciliation_id,
    id: row.order_id,
    name: row.name,
    placedAt: row.placed_at.toISOString(),
    why: row.why,
    outcome: row.outcome,
    foundAt: row.found_at.toISOString(),
  };
}
