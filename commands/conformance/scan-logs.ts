import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { personalDataIn } from "./personal-data.ts";
import type { FolderBody } from "./read-folder.ts";
import type { Violation } from "./violation.ts";

/** Looks for what is personal in the bodies in the logs of all processes. The finding names body and log, never the text. */
export function scanLogs(bodies: readonly Pick<FolderBody, "file" | "bytes">[], dataDir: string): Violation[] {
  const logs = logFilesOf(dataDir).map((path) => ({ path, text: readFileSync(path, "utf8") }));
  const personal = new Map<string, string>();
  for (const { file, bytes } of bodies)
    for (const text of personalDataIn(bytes)) personal.set(text, personal.get(text) ?? file);
  return logs.flatMap(({ path, text: log }) =>
    [...personal]
      .filter(([text]) => containsWord(log, text) || containsWord(log, JSON.stringify(text).slice(1, -1)))
      .map(([, file]) => ({
        file,
        rule: "personal_in_log",
        detail: `something personal of this body is in ${path.slice(dataDir.length + 1)}`,
      })),
  );
}

function logFilesOf(dataDir: string): string[] {
  return [dataDir, join(dataDir, "logs")].flatMap((dir) =>
    readdirSync(dir, { withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.log(\.\d+)?$/.test(entry.name))
      .map(({ name }) => join(dir, name)),
  );
}

/** Not as part of a longer word: "Norm" is not in "Normal". */
function containsWord(log: string, word: string): boolean {
  for (let at = log.indexOf(word); at >= 0; at = log.indexOf(word, at + 1)) {
    const around = `${log[at - 1] ?? " "}${log[at + word.length] ?? " "}`;
    if (!/[\p{L}\p{N}]/u.test(around)) return true;
  }
  return false;
}
