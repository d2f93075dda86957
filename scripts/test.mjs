// `npm test`: the checks, then every test. The last line is the sum of all of them: `N passed, N failed`.
import { runChecks } from "./run-checks.mjs";
import { runVitest } from "./run-vitest.mjs";

const counts = [await runChecks(), await runVitest()];
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
