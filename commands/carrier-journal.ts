import { readFileSync } from "node:fs";
import { z } from "zod";

/** A scan as the sandbox carrier has shown it. */
export interface ShownScan {
  /** Of the scan itself; `shownAt` is when it was first in an answer. Milliseconds since the epoch. */
  at: number;
  shownAt: number;
  code: string;
  statusCode: string;
  description: string;
  city: string;
}

export interface JournaledParcel {
  /** How its life goes, e.g. "second_attempt". */
  kind: string;
  begunAt: number;
  /** In the order in which they were shown. */
  scans: ShownScan[];
}

const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
const Line = z.discriminatedUnion("line", [
  z.object({ line: z.literal("begun"), number: z.string(), at: instant, kind: z.string() }),
  z.object({
    line: z.literal("shown"),
    number: z.string(),
    at: instant,
    shownAt: instant,
    code: z.string(),
    statusCode: z.string(),
    description: z.string(),
    city: z.string(),
  }),
]);

/** What the sandbox carrier has told of each parcel, by tracking number. A last line without an end was cut off by a crash. */
export function readCarrierJournal(path: string): Map<string, JournaledParcel> {
  const parcels = new Map<string, JournaledParcel>();
  for (const text of readFileSync(path, "utf8").split("\n").slice(0, -1)) {
    const line = Line.parse(JSON.parse(text));
    if (line.line === "begun") {
      parcels.set(line.number, { kind: line.kind, begunAt: line.at, scans: [] });
      continue;
    }
    const { number, line: _, ...scan } = line;
    const parcel = parcels.get(number);
    if (parcel === undefined) throw new Error("the carrier showed a parcel whose life it had not begun");
    parcel.scans.push(scan);
  }
  return parcels;
}
