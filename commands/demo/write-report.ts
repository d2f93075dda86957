import type { Figures, Verdict } from "./judge.ts";

const SHOWN_PROBLEMS = 20;

/** The result for a person: what came in, what became of it, and what is wrong. */
export function reportText({ figures, skips, kinds, problems }: Verdict, seconds: number): string {
  const rows: [string, number][] = [
    ["deliveries acknowledged", figures.received],
    ["distinct events", figures.events],
    ["orders in the shop's books", figures.orders],
    ["orders in the core, whole", figures.delivered],
    ["orders rightly not sent", figures.skipped],
    ...Object.entries(skips).map(([reason, count]): [string, number] => [`  ${reason}`, count]),
    ["parcels in the core", figures.parcels],
    ["events in quarantine", figures.quarantined],
    ["lost", figures.lost],
  ];
  const shown = problems.slice(0, SHOWN_PROBLEMS).map((problem) => `  ${problem}`);
  const more = problems.length > SHOWN_PROBLEMS ? [`  and ${problems.length - SHOWN_PROBLEMS} more`] : [];
  return [
    "",
    ...table(rows),
    "",
    "Among the orders:",
    ...table(Object.entries(kinds).map(([kind, count]): [string, number] => [kind.replaceAll("_", " "), count])),
    "",
    problems.length === 0
      ? `Every order arrived whole, in ${seconds} s.`
      : `Not every order arrived whole: ${problems.length} problems, after ${seconds} s.`,
    ...shown,
    ...more,
    "",
  ].join("\n");
}

/** The one line of `--json`. */
export function reportJson(figures: Figures, seconds: number): string {
  return JSON.stringify({ ...figures, platforms: { shopify: figures }, seconds });
}

function table(rows: readonly [string, number][]): string[] {
  const widest = Math.max(...rows.map(([label]) => label.length));
  return rows.map(([label, count]) => `  ${label.padEnd(widest)}  ${String(count).padStart(7)}`);
}
