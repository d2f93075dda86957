import { createHash } from "node:crypto";
import { globSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { Observation } from "./fault.ts";

/** What is known of a session so far, so that one that was cut off can go on. */
export interface KeptResults {
  observations: Map<string, Observation>;
  /** Spent by the sessions before this one. */
  seconds: number;
  /** On disk when this returns. */
  keep(name: string, seen: Observation, seconds: number): void;
  /** The session came to its end: the next one starts anew. */
  forget(): void;
}

const figures = z.record(z.string(), z.number());
const File = z.object({
  sources: z.string(),
  seconds: z.number(),
  observations: z.record(
    z.string(),
    z.object({ injected: figures, observed: figures, broken: z.array(z.string()), run: z.string().exactOptional() }),
  ),
});

/** Results of the session with these options. Those of other sources than today's are not believed. */
export function openResults(options: Readonly<Record<string, unknown>>, fresh: boolean): KeptResults {
  const name = createHash("sha256").update(JSON.stringify(options)).digest("hex").slice(0, 12);
  const user = process.getuid?.() ?? 0;
  const path = join(tmpdir(), `karla-chaos-results-${user}`, `${name}.json`);
  const sources = sourcesAsTheyAre();
  const kept = fresh ? null : read(path);
  const usable = kept !== null && kept.sources === sources ? kept : null;
  const observations = new Map<string, Observation>(Object.entries(usable?.observations ?? {}));
  return {
    observations,
    seconds: usable?.seconds ?? 0,
    keep(step, seen, seconds) {
      observations.set(step, seen);
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      writeFileSync(
        `${path}.new`,
        JSON.stringify({ sources, seconds, observations: Object.fromEntries(observations) }),
      );
      renameSync(`${path}.new`, path);
    },
    forget: () => rmSync(path, { force: true }),
  };
}

function read(path: string): z.infer<typeof File> | null {
  try {
    return File.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return null;
  }
}

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Changes with each change of what is proven and of what proves, whatever the version control says. */
function sourcesAsTheyAre(): string {
  const hash = createHash("sha256");
  const files = ["app", "commands", "packages", "prisma"].flatMap((folder) =>
    globSync(`${folder}/**/*.{ts,tsx,sql}`, { cwd: ROOT, exclude: (name) => name === "node_modules" }),
  );
  for (const file of files.sort()) {
    const { size, mtimeMs } = statSync(join(ROOT, file));
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest("hex");
}
