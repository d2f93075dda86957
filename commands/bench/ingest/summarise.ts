import type { IngestFigures } from "../figures.ts";
import type { WindowResult } from "../load/closed-loop.ts";
import { type Spread, spreadOf } from "../spread-of.ts";
import type { ServerName } from "./start-servers.ts";

export interface IngestSummary {
  figures: IngestFigures;
  report: string[];
  faults: string[];
}

/** Figures of all windows but each server's first, and whether every acknowledgement is a row. */
export function summarise(
  results: ReadonlyMap<ServerName, readonly WindowResult[]>,
  rows: { ours: number; stock: number },
): IngestSummary {
  const of = (name: ServerName) => results.get(name) ?? [];
  const counted = (name: ServerName) => of(name).slice(1);
  const rps = (name: ServerName) => spreadOf(counted(name).map((window) => window.rps));
  const acks = (name: ServerName) => of(name).reduce((sum, window) => sum + window.acknowledged, 0);
  const p99 = spreadOf(counted("ours").map((window) => window.p99Ms));
  const ours = rps("ours");
  const figures: IngestFigures = {
    floor_rps: rounded(rps("floor").median),
    stock_rps: rounded(rps("stock").median),
    stock_nostore_rps: rounded(rps("stock without store").median),
    ours_rps: rounded(ours.median),
    ratio_to_floor: rounded(ours.median / rps("floor").median, 3),
    ratio_to_stock: rounded(ours.median / rps("stock").median, 1),
    p99_ms: rounded(p99.median, 1),
    acks: acks("ours"),
    rows: rows.ours,
  };
  const faults = [...results].flatMap(([name, windows]) =>
    windows.flatMap(({ others }) =>
      [...others].map(([status, count]) => `${name}: ${count} requests got ${status === 0 ? "no answer" : status}`),
    ),
  );
  if (figures.acks !== figures.rows) faults.push(`ours: ${figures.acks} acknowledgements, ${figures.rows} rows`);
  const stockAcks = acks("stock") + acks("stock as text");
  if (stockAcks !== rows.stock) faults.push(`stock: ${stockAcks} acknowledgements, ${rows.stock} rows`);
  return { figures, report: reportOf(results, counted, rows), faults };
}

function reportOf(
  results: ReadonlyMap<ServerName, readonly WindowResult[]>,
  counted: (name: ServerName) => readonly WindowResult[],
  rows: { ours: number; stock: number },
): string[] {
  const lines = [...results.keys()].map((name) => {
    const windows = counted(name);
    const to = spreadOf(windows.map(({ rps }, round) => rps / (counted("floor")[round]?.rps ?? Number.NaN)));
    const cells = [
      column(spreadOf(windows.map((window) => window.rps)), 0),
      column(to, 3),
      column(spreadOf(windows.map((window) => window.p50Ms)), 1),
      column(spreadOf(windows.map((window) => window.p99Ms)), 1),
    ];
    return `  ${name.padEnd(20)}${cells.join("")}`;
  });
  const heads = ["requests/s", "of the floor", "p50 ms", "p99 ms"].map((head) => head.padStart(28)).join("");
  return [
    "Ingest: 12 KB orders, 32 connections; median (min..max) of the windows",
    `  ${"".padEnd(20)}${heads}`,
    ...lines,
    `  rows in the database: ours ${rows.ours}, stock ${rows.stock}`,
  ];
}

function column({ median, min, max }: Spread, digits: number): string {
  return `${median.toFixed(digits)} (${min.toFixed(digits)}..${max.toFixed(digits)})`.padStart(28);
}

function rounded(value: number, digits = 0): number {
  return Number(value.toFixed(digits));
}
