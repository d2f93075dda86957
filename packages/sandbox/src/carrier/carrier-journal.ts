import { existsSync, fsyncSync, openSync, readFileSync, writeSync } from "node:fs";
import { z } from "zod";
import { PARCEL_KINDS } from "./parcel-story.ts";

const Line = z.discriminatedUnion("line", [
  /** The first question about a number: its story begins. */
  z.object({
    line: z.literal("begun"),
    number: z.string(),
    at: z.string(),
    kind: z.enum(PARCEL_KINDS),
    seed: z.number(),
  }),
  /** A scan that was in an answer for the first time. */
  z.object({
    line: z.literal("shown"),
    number: z.string(),
    /** Of the scan itself; `shownAt` is when it was first in an answer. ISO 8601. */
    at: z.string(),
    shownAt: z.string(),
    code: z.string(),
    statusCode: z.string(),
    description: z.string(),
    city: z.string(),
  }),
]);

export type CarrierLine = z.infer<typeof Line>;

/** What the carrier remembers: a line of JSON each, on the disk before anybody is answered. */
export interface CarrierJournal {
  lines(): readonly CarrierLine[];
  write(lines: readonly CarrierLine[]): void;
}

/** Without a path it is kept in memory alone. With one it goes on where an earlier run of the same file ended. */
export function createCarrierJournal(path: string | null): CarrierJournal {
  const lines: CarrierLine[] = path !== null && existsSync(path) ? read(path) : [];
  const descriptor = path === null ? null : openSync(path, "a");
  return {
    lines: () => lines,
    write: (written) => {
      if (written.length === 0) return;
      if (descriptor !== null) {
        writeSync(descriptor, written.map((line) => `${JSON.stringify(line)}\n`).join(""));
        fsyncSync(descriptor);
      }
      lines.push(...written);
    },
  };
}

/** A crash can have cut the last line off. */
function read(path: string): CarrierLine[] {
  const complete = readFileSync(path, "utf8").split("\n").slice(0, -1);
  return complete.flatMap((text) => {
    try {
      return [Line.parse(JSON.parse(text))];
    } catch {
      return [];
    }
  });
}
