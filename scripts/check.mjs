// `npm run check`: types, unused code, import rules, style, file length. `npm run check -- types style` runs those two.
import { runChecks, STEP_NAMES } from "./run-checks.mjs";

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !STEP_NAMES.includes(name));
if (unknown.length > 0) {
  console.error(`No such check: ${unknown.join(", ")}. There are: ${STEP_NAMES.join(", ")}.`);
  process.exit(2);
}
const { failed } = await runChecks(asked.length > 0 ? asked : STEP_NAMES);
process.exit(failed > 0 ? 1 : 0);
