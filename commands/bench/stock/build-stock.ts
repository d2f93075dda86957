import { spawn } from "node:child_process";
import { existsSync, globSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { childEnv } from "../../env.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const HERE = "commands/bench/stock";
/** Where the stock app's client and build are. */
export const STOCK_BUILD = `${ROOT}build/bench-stock`;
const SOURCES = [`${HERE}/**/*.{ts,tsx,prisma}`, "package-lock.json"];

/** Generates the stock app's database client and builds the app for production, unless that is done and not outdated. */
export async function buildStock(say: (line: string) => void): Promise<void> {
  const built = `${STOCK_BUILD}/app/server/index.js`;
  const newestMs = Math.max(...globSync(SOURCES, { cwd: ROOT }).map((file) => statSync(`${ROOT}${file}`).mtimeMs));
  if (existsSync(built) && existsSync(`${STOCK_BUILD}/prisma/index.js`) && statSync(built).mtimeMs >= newestMs) return;
  say("Building the stock app …");
  const remix = `${ROOT}node_modules/@remix-run/dev/dist/cli.js`;
  // First, because the time of the build says whether both are new.
  await generateClient();
  await run([remix, "vite:build", ROOT, "--config", `${ROOT}${HERE}/vite.config.ts`], { NODE_ENV: "production" });
}

/** See scripts/generate-prisma-client.mjs for what these variables keep Prisma from downloading. */
async function generateClient(): Promise<void> {
  const prisma = createRequire(`${ROOT}packages/store/package.json`).resolve("prisma/build/index.js");
  await run([prisma, "generate", "--no-hints", "--schema", `${HERE}/schema.prisma`], {
    CHECKPOINT_DISABLE: "1",
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
    DATABASE_URL: "postgresql://nobody@127.0.0.1:5432/none",
    PRISMA_QUERY_ENGINE_LIBRARY: prisma,
    PRISMA_SCHEMA_ENGINE_BINARY: prisma,
  });
}

async function run(args: string[], env: Record<string, string>): Promise<void> {
  const child = spawn(process.execPath, args, { cwd: ROOT, env: childEnv(env), stdio: ["ignore", "pipe", "pipe"] });
  const [output, complaint, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.once("exit", resolve)),
  ]);
  if (code !== 0) throw new Error(`The stock app could not be built:\n${output}${complaint}`.slice(-3_000));
}
