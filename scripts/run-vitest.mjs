import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runTool } from "./run-tool.mjs";

/**
 * Runs vitest on the screen and counts from its own report. Anything that went wrong counts as at least one failure: a
 * file that cannot be loaded, an error outside of any test, a run without a single test, a report that is not there.
 *
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runVitest() {
  const folder = mkdtempSync(join(tmpdir(), "karla-vitest-"));
  try {
    const reportFile = join(folder, "report.json");
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${reportFile}`];
    const { ok } = await runTool("vitest", ["run", ...reporters], { show: true });
    return countTests(readReport(reportFile), ok);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {any} report what vitest's JSON reporter wrote, or null
 * @param {boolean} ok whether vitest itself was content
 */
function countTests(report, ok) {
  const files = report?.testResults ?? [];
  const tests = files.flatMap((file) => file.assertionResults);
  const passed = tests.filter((test) => test.status === "passed").length;
  const failedTests = tests.filter((test) => test.status === "failed").length;
  const failedFiles = files.filter(
    (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  ).length;
  const failed = failedTests + failedFiles;
  return { passed, failed: failed === 0 && (!ok || passed === 0) ? 1 : failed };
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}
