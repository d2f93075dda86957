import { spawn } from "node:child_process";
import { existsSync, globSync, statSync } from "node:fs";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { childEnv } from "./env.ts";
import { takeLock } from "./take-lock.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));

/** Something that Vite makes of our sources. */
interface Build {
  /** As it is called in a sentence. */
  name: string;
  /** What is there when it is made. */
  built: string;
  sources: readonly string[];
  /** Node's arguments that make it. */
  command: readonly string[];
}

const SHARED = ["packages/merchant-ui/src/**/*.{ts,tsx,css}", "package-lock.json"];

const ADMIN: Build = {
  name: "admin",
  built: "build/server/index.js",
  sources: ["app/**/*.{ts,tsx,css}", "vite.config.ts", ...SHARED],
  command: ["node_modules/@remix-run/dev/dist/cli.js", "vite:build"],
};

const SHOPWARE_MODULE: Build = {
  name: "Shopware module",
  built: "build/shopware-module/manifest.json",
  sources: [
    "shopware-plugin-bridge/module/client/**/*.{ts,tsx,css}",
    "shopware-plugin-bridge/module/vite.config.ts",
    ...SHARED,
  ],
  command: ["node_modules/vite/bin/vite.js", "build", "--config", "shopware-plugin-bridge/module/vite.config.ts"],
};

/** Builds the pages of both apps, each where there is no build, or one that is older than a source. Of two that want it one does it. */
export async function buildApp(say: (line: string) => void): Promise<void> {
  for (const build of [ADMIN, SHOPWARE_MODULE]) await buildOnce(build, say);
}

async function buildOnce(build: Build, say: (line: string) => void): Promise<void> {
  if (isBuilt(build)) return;
  const free = await takeLock(`${ROOT}node_modules/.build-app.lock`);
  try {
    if (isBuilt(build)) return;
    say(`Building the ${build.name} …`);
    await make(build);
  } finally {
    free();
  }
}

async function make({ name, command: [script = "", ...args] }: Build): Promise<void> {
  const child = spawn(process.execPath, [`${ROOT}${script}`, ...args], {
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
  if (code !== 0) throw new Error(`The ${name} could not be built:\n${output}${complaint}`.slice(-3_000));
}

function isBuilt({ built, sources }: Build): boolean {
  return existsSync(`${ROOT}${built}`) && newestMs(sources) <= statSync(`${ROOT}${built}`).mtimeMs;
}

function newestMs(sources: readonly string[]): number {
  const files = globSync([...sources], { cwd: ROOT }).filter((file) => !file.endsWith(".test.ts"));
  return Math.max(...files.map((file) => statSync(`${ROOT}${file}`).mtimeMs));
}
