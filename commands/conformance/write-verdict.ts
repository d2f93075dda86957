import { writeFileSync } from "node:fs";
import { OUTCOMES } from "./judge-body.ts";
import type { RunVerdict } from "./judge-run.ts";
import { WHERE_TO_LOOK } from "./violation.ts";

/** One line: what a machine reads. */
export function verdictJson({ bodies, paired, violations }: RunVerdict): string {
  const count = (outcome: string) => bodies.filter((body) => body.outcome === outcome).length;
  return JSON.stringify({
    bodies: bodies.length,
    accepted: bodies.filter(({ accepted }) => accepted).length,
    delivered: count("delivered"),
    quarantined: count("quarantined"),
    skipped: count("skipped"),
    no_order: count("no_order"),
    paired,
    violations,
  });
}

/** A table by topic, then what went wrong and where to look. */
export function verdictText({ bodies, paired, violations }: RunVerdict, whereToLook = WHERE_TO_LOOK): string {
  const byTopic = [...Map.groupBy(bodies, ({ topic }) => topic)].sort(([a], [b]) => (a < b ? -1 : 1));
  const cells = [...byTopic, ["all", bodies] as const].map(([topic, list]) => [
    topic,
    ...["", ...OUTCOMES].map((outcome) =>
      String(list.filter((body) => outcome === "" || body.outcome === outcome).length),
    ),
  ]);
  const width = Math.max(30, ...cells.map(([topic = ""]) => topic.length + 2));
  const rows = [["topic", "bodies", ...OUTCOMES], ...cells].map(
    ([topic = "", ...numbers]) => topic.padEnd(width) + numbers.map((number) => number.padStart(12)).join(""),
  );
  const reasons = Map.groupBy(
    bodies.filter(({ reason }) => reason !== null),
    ({ outcome, reason }) => `${outcome}: ${reason}`,
  );
  const byRule = Map.groupBy(violations, ({ rule }) => rule);
  return [
    ...rows,
    "",
    ...[...reasons].sort().map(([reason, list]) => `${String(list.length).padStart(6)}  ${reason}`),
    `${String(paired.delivered).padStart(6)}  of ${paired.bodies} lone fulfillments arrived once their order was known`,
    "",
    violations.length === 0 ? "No violations." : `${violations.length} violations:`,
    ...[...byRule].flatMap(([rule, list]) => [
      `  ${rule}  (look at ${whereToLook[rule] ?? "the logs"})`,
      ...list.map(({ file, detail }) => `    ${file}: ${detail}`),
    ]),
  ].join("\n");
}

/** Per body what became of it, and the last request of it to the core, its digits as they were sent. */
export function writeReport(path: string, { bodies }: RunVerdict): void {
  const entries = bodies.map(({ file, topic, outcome, reason, request }) => {
    const fields = JSON.stringify({ file, topic, outcome, reason });
    return `${fields.slice(0, -1)},"request":${isJson(request) ? request : "null"}}`;
  });
  writeFileSync(path, `[\n${entries.join(",\n")}\n]\n`);
}

function isJson(text: string | null): boolean {
  try {
    return text !== null && JSON.parse(text) !== undefined;
  } catch {
    return false;
  }
}
