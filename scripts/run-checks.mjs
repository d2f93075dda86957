import { existsSync, readdirSync } from "node:fs";
import { availableParallelism, freemem } from "node:os";
import { join } from "node:path";
import { filesTooLong } from "./file-length.mjs";
import { runTool } from "./run-tool.mjs";

/** Every step is independent of the others; the slow ones come first, so that two cores are done together. */
const STEPS = {
  types: () => inTurn(PROJECTS.map((path) => () => runTool("tsc", ["--noEmit", "-p", path]))),
  unused: () => runTool("knip", ["--no-progress", "--no-config-hints"]),
  imports: () => runTool("depcruise", ["--config", ".dependency-cruiser.cjs", ...SOURCE_FOLDERS]),
  style: () => runTool("biome", ["ci", "--colors=off", "--error-on-warnings", "--max-diagnostics=200"]),
  length: async () => {
    const found = filesTooLong();
    return { ok: found.length === 0, output: found.map((line) => `${line}\n`).join("") };
  },
};
const SOURCE_FOLDERS = ["app", "extensions", "shopware-plugin-bridge", "commands", "packages"];
/** Some extensions have globals of their own: what Shopify gives them at their places. */
const PROJECTS = [".", ...foldersIn("extensions").filter((path) => existsSync(join(path, "tsconfig.json")))];
const BYTES_PER_STEP = 800_000_000;

export const STEP_NAMES = Object.keys(STEPS);

function foldersIn(path) {
  return existsSync(path) ? readdirSync(path).map((name) => join(path, name)) : [];
}

/** All of these, one after the other; what any of them finds. */
async function inTurn(runs) {
  const results = [];
  for (const run of runs) results.push(await run());
  return { ok: results.every(({ ok }) => ok), output: results.map(({ output }) => output).join("") };
}

/**
 * Runs the checks side by side, prints one line per step and the whole output of those that fail.
 *
 * @param {readonly string[]} names
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runChecks(names = STEP_NAMES) {
  const waiting = [...names];
  const count = { passed: 0, failed: 0 };
  const lane = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const startedAt = performance.now();
      const { ok, output } = await STEPS[name]();
      count[ok ? "passed" : "failed"] += 1;
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      console.log(`${ok ? "ok    " : "FAILED"} ${name.padEnd(8)} ${seconds.padStart(5)} s`);
      if (!ok) console.log(output);
    }
  };
  const lanes = Math.max(1, Math.min(availableParallelism(), 4, Math.floor(freemem() / BYTES_PER_STEP)));
  await Promise.all(Array.from({ length: lanes }, lane));
  return count;
}
