import { spawn } from "node:child_process";
import { existsSync, globSync, statSync } from "node:fs";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { childEnv } from "./env.ts";
import { takeLock } from "./take-lock.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const BUILT = `${ROOT}build/server/index.js`;
const LOCK = `${ROOT}node_modules/.build-app.lock`;
const SOURCES = [
  "app/**/*.{ts,tsx,css}",
  "packages/merchant-ui/src/**/*.{ts,tsx}",
  "vite.config.ts",
  "package-lock.json",
];

/** Builds the admin when there is no build, or one that is older than a source. Of two that want it one does it. */
export async function buildApp(say: (line: string) => void): Promise<void> {
  if (isBuilt()) return;
  const free = await takeLock(LOCK);
  try {
    if (isBuilt()) return;
    say("Building the admin …");
    await build();
  } finally {
    free();
  }
}

async function build(): Promise<void> {
  const cli = `${ROOT}node_modules/@remix-run/dev/dist/cli.js`;
  const child = spawn(process.execPath, [cli, "vite:build"], {
    cwd: ROOT,
    // Otherwise React's larger and slower development build goes in.
    env: childEnv({ NODE_ENV: "production" }),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [output, complaint, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.once("exit", resolve)),
  ]);
  if (code !== 0) throw new Error(`The admin could not be built:\n${output}${complaint}`.slice(-3_000));
}

function isBuilt(): boolean {
  return existsSync(BUILT) && newestSourceMs() <= statSync(BUILT).mtimeMs;
}

function newestSourceMs(): number {
  const files = globSync(SOURCES, { cwd: ROOT }).filter((file) => !file.endsWith(".test.ts"));
  return Math.max(...files.map((file) => statSync(`${ROOT}${file}`).mtimeMs));
}
