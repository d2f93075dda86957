import { availableParallelism, freemem } from "node:os";
import { filesTooLong } from "./file-length.mjs";
import { runTool } from "./run-tool.mjs";

/** Every step is independent of the others; the slow ones come first, so that two cores are done together. */
const STEPS = {
  types: () => runTool("tsc", ["--noEmit", "-p", "."]),
  unused: () => runTool("knip", ["--no-progress", "--no-config-hints"]),
  imports: () => runTool("depcruise", ["--config", ".dependency-cruiser.cjs", ...SOURCE_FOLDERS]),
  style: () => runTool("biome", ["ci", "--colors=off", "--error-on-warnings", "--max-diagnostics=200"]),
  length: async () => {
    const found = filesTooLong();
    return { ok: found.length === 0, output: found.map((line) => `${line}\n`).join("") };
  },
};
const SOURCE_FOLDERS = ["app", "shopware-plugin-bridge", "commands", "packages"];
const BYTES_PER_STEP = 800_000_000;

export const STEP_NAMES = Object.keys(STEPS);

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
