import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ledgerAsCsv, ledgerAsJson } from "./export-ledger.ts";
import type { DayAccount, Find, Gap, LeftOut } from "./ledger.ts";

const gap: Gap = { id: "7", name: "#1007", placedAt: "2026-11-29T08:00:00.000Z", why: "not_in_core" };
const leftOut: LeftOut = { id: "8", name: "#1008", placedAt: "2026-11-29T09:00:00.000Z", reason: "no_zip" };
const account: DayAccount = {
  id: "a",
  day: "2026-11-29",
  zone: "Europe/Berlin",
  from: "2026-11-28T23:00:00.000Z",
  to: "2026-11-29T23:00:00.000Z",
  inShop: 12,
  inBooks: 12,
  inCore: 8,
  skipped: { no_zip: 2, redacted: 1 },
  leftOut: [leftOut],
  missing: 1,
  gaps: [gap],
  worstDelayMs: 4_200,
  startedAt: "2026-11-30T00:00:00.000Z",
  finishedAt: "2026-11-30T00:01:00.000Z",
};
const find: Find = {
  reconciliationId: "r",
  id: "6",
  name: "#1006",
  placedAt: "2026-11-29T07:00:00.000Z",
  why: "missing",
  outcome: "repaired",
  foundAt: "2026-11-29T07:16:00.000Z",
};

/** A plain reader of RFC 4180. */
function read(csv: string): string[][] {
  const rows: string[][] = [[]];
  const pattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  for (const [, quoted, plain, end] of csv.matchAll(pattern)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? "");
    if (end === "\r\n") rows.push([]);
  }
  return rows.slice(0, -1);
}

/** The name that the one gap, the one order left out and the one find have, as a reader of the file has it. */
function namesInCsv(name: string): (string | undefined)[] {
  const named = { ...account, gaps: [{ ...gap, name }], leftOut: [{ ...leftOut, name }] };
  const [head, , ...rows] = read(ledgerAsCsv({ days: [named], finds: [{ ...find, name }] }));
  expect(rows).toHaveLength(3);
  return rows.map((row) => row[head?.indexOf("order") ?? -1]);
}

describe("the ledger as a file", () => {
  test("is JSON of a version that is said, with every day, gap, find and order left out", () => {
    expect(JSON.parse(ledgerAsJson({ days: [account], finds: [find] }))).toEqual({
      version: 1,
      days: [account],
      finds: [find],
    });
  });

  test("is a table of days, each with its gaps and what was left out and why, and finds", () => {
    expect(ledgerAsCsv({ days: [account], finds: [find] }).split("\r\n")).toEqual([
      "kind,day,zone,order,order_id,placed_at,why,outcome,from,to,in_shop,in_books,in_core,skipped,skipped_reasons,missing,worst_delay_ms,at",
      'day,2026-11-29,Europe/Berlin,,,,,,2026-11-28T23:00:00.000Z,2026-11-29T23:00:00.000Z,12,12,8,3,"no_zip 2, redacted 1",1,4200,2026-11-30T00:01:00.000Z',
      "gap,2026-11-29,Europe/Berlin,#1007,7,2026-11-29T08:00:00.000Z,not_in_core,,,,,,,,,,,",
      "left_out,2026-11-29,Europe/Berlin,#1008,8,2026-11-29T09:00:00.000Z,no_zip,,,,,,,,,,,",
      "find,,,#1006,6,2026-11-29T07:00:00.000Z,missing,repaired,,,,,,,,,,2026-11-29T07:16:00.000Z",
      "",
    ]);
  });

  test.each([
    '=HYPERLINK("http://x","y")',
    "+1",
    "-1",
    "@x",
    "\tx",
    "\rx",
    "\t=1+1",
    " =1+1",
    "\n=1+1",
    "＝1",
    "＋1",
    "－1",
    "＠x",
  ])("keeps a spreadsheet from calculating %j", (name) => {
    expect(new Set(namesInCsv(name))).toEqual(new Set([`'${name}`]));
  });

  test("gives back every cell to whoever reads it, and begins none with a sign of a formula", () => {
    const name = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: fc.constantFrom(..."=+-@＝＋－＠\t\r\n\",;' a") }),
    );
    fc.assert(
      fc.property(name, (text) => {
        for (const there of namesInCsv(text)) {
          expect([text, `'${text}`]).toContain(there);
          expect(there).not.toMatch(/^[=+\-@\t\r＝＋－＠]/u);
        }
      }),
    );
  });
});
