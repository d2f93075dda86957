import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { BookEntry } from "@karla/sandbox/fill-books";

/** Fields of the books that tell who somebody is. */
const PERSONAL: ReadonlySet<string> = new Set([
  "email",
  "phone",
  "firstName",
  "lastName",
  "line1",
  "line2",
  "note",
  "token",
]);
/** Shorter ones are found by chance. */
const SHORTEST = 4;
/** What must be in no log, whoever it belongs to: an address of a person, a key to something, a signed token or link. */
const SHAPES: readonly RegExp[] = [
  /[\w.+-]+@[\w-]+\.[a-z]{2,}/i,
  /\bBasic [A-Za-z0-9+/=]{8,}/,
  /\bBearer [\w.-]{8,}/,
  /\beyJ[\w-]{10,}\.eyJ/,
  /authenticate\?key=/,
];

/** Everything in the books by which a customer could be known, and the tokens of their status pages. */
export function personalTextsOf(entries: readonly BookEntry[]): Set<string> {
  const found = new Set<string>();
  for (const { history } of entries) for (const version of history) collect(version, found);
  return found;
}

function collect(value: unknown, found: Set<string>): void {
  if (typeof value !== "object" || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    if (typeof inner === "string" && PERSONAL.has(name) && inner.trim().length >= SHORTEST) found.add(inner.trim());
    else collect(inner, found);
  }
}

/** The logs of all processes in a data folder, by their paths in it. */
export function readLogs(dataDir: string): Map<string, string> {
  const paths = ["pg.log", ...readdirSync(join(dataDir, "logs")).map((name) => join("logs", name))];
  return new Map(paths.map((path) => [path, readFileSync(join(dataDir, path), "utf8")]));
}

/** Where a log holds what it must not. Says which log and what kind of text, never the text. */
export function leaksIn(
  logs: ReadonlyMap<string, string>,
  { personal, secrets }: { personal: ReadonlySet<string>; secrets: readonly string[] },
): string[] {
  const leaks: string[] = [];
  for (const [path, log] of logs) {
    const words = wordsOf(log);
    const isIn = (text: string) => log.includes(text) || log.includes(JSON.stringify(text).slice(1, -1));
    for (const secret of secrets) if (secret !== "" && isIn(secret)) leaks.push(`${path} holds a key or a password`);
    for (const shape of SHAPES) if (shape.test(log)) leaks.push(`${path} holds something like ${shape.source}`);
    for (const text of personal) {
      // A text all of whose words occur is looked for as a whole; that spares a search through every log for each.
      if ([...wordsOf(text)].every((word) => words.has(word)) && isIn(text)) leaks.push(`${path} holds personal data`);
    }
  }
  return leaks;
}

function wordsOf(text: string): Set<string> {
  return new Set(text.match(/[\p{L}\p{N}]+/gu));
}
