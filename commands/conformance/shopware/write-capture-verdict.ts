import { writeFileSync } from "node:fs";
import type { CaptureVerdict, JudgedStep } from "./judge-capture.ts";
import { PLUGIN_DEFECTS, type PluginDefect } from "./plugin-defects.ts";
import { WHERE_TO_LOOK } from "./where-to-look.ts";

/** One line: what a machine reads. */
export function captureJson({ cases, steps, violations }: CaptureVerdict): string {
  return JSON.stringify({
    cases,
    steps: steps.length,
    accepted: steps.filter(({ accepted }) => accepted).length,
    missed_by_webhook_found_by_poll: steps.filter(({ foundByPoll }) => foundByPoll).length,
    deviations: countOf(steps),
    violations,
  });
}

/** Which steps went wrong, and in what the core rightly differs from the plugin. */
export function captureText({ cases, steps, violations }: CaptureVerdict): string {
  const accepted = steps.filter((step) => step.accepted).length;
  const found = steps.filter(({ foundByPoll }) => foundByPoll).length;
  const byRule = Map.groupBy(violations, ({ rule }) => rule);
  return [
    `${accepted} of ${steps.length} steps of ${cases} orders are at the core as they should be.`,
    `${found} came without any message, and were found by comparing the shop with our books.`,
    "",
    "Where the core holds something else than Karla's plugin told it, on purpose:",
    ...Object.entries(countOf(steps)).map(
      ([name, count]) => `${String(count).padStart(6)}  ${name}: ${reasonOf(name)}`,
    ),
    "",
    violations.length === 0 ? "No violations." : `${violations.length} violations:`,
    ...[...byRule].flatMap(([rule, list]) => [
      `  ${rule}  (look at ${WHERE_TO_LOOK[rule] ?? "the logs"})`,
      ...list.map(({ file, detail }) => `    ${file}: ${detail}`),
    ]),
  ].join("\n");
}

/** Per step what became of it. */
export function writeCaptureReport(path: string, { steps, violations }: CaptureVerdict): void {
  writeFileSync(path, `${JSON.stringify({ steps, violations }, null, 1)}\n`);
}

function countOf(steps: readonly JudgedStep[]): Record<string, number> {
  const names = steps.flatMap(({ deviations }) => deviations).sort();
  return Object.fromEntries([...Map.groupBy(names, (name) => name)].map(([name, list]) => [name, list.length]));
}

function reasonOf(name: string): string {
  return isDefect(name) ? PLUGIN_DEFECTS[name] : "";
}

function isDefect(name: string): name is PluginDefect {
  return name in PLUGIN_DEFECTS;
}
