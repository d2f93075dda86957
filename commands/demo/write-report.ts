import type { Figures, Verdict } from "./verdict.ts";

const SHOWN_PROBLEMS = 10;

/** What became of the orders of each platform's shop. */
export type Outcome = Readonly<Record<"shopify" | "shopware", Verdict>>;

/** Of both platforms, each with so many that neither hides the other's. */
export function problemsOf({ shopify, shopware }: Outcome): string[] {
  return [...shown("Shopify", shopify), ...shown("Shopware", shopware)];
}

/** The result for a person: what came in, what became of it, and what is wrong. */
export function reportText(outcome: Outcome, seconds: number): string {
  const { shopify, shopware } = outcome;
  const figures = (label: string, of: (figures: Figures) => number): Row => [
    label,
    of(shopify.figures),
    of(shopware.figures),
  ];
  const problems = problemsOf(outcome);
  return [
    "",
    ...table([
      ["", "Shopify", "Shopware"],
      figures("deliveries acknowledged", ({ received }) => received),
      figures("distinct events", ({ events }) => events),
      figures("orders in the shop's books", ({ orders }) => orders),
      figures("orders in the core, whole", ({ delivered }) => delivered),
      figures("orders rightly not sent", ({ skipped }) => skipped),
      ...both(shopify.skips, shopware.skips).map(([reason, ...counts]): Row => [`  ${reason}`, ...counts]),
      figures("parcels in the core", ({ parcels }) => parcels),
      ["orders found by a comparison alone", shopify.found ?? "–", shopware.found ?? "–"],
      figures("events in quarantine", ({ quarantined }) => quarantined),
      figures("lost", ({ lost }) => lost),
      figures("scans of the carrier, each on its page", ({ carrier_events }) => carrier_events),
      figures("flows started by them", ({ flow_triggers }) => flow_triggers),
      figures("changes of a fulfillment's status", ({ fulfillment_events }) => fulfillment_events),
      figures("told more than once", ({ duplicate_effects }) => duplicate_effects),
    ]),
    "",
    "Among the orders:",
    ...table(
      both(shopify.kinds, shopware.kinds).map(([kind, ...counts]): Row => [kind.replaceAll("_", " "), ...counts]),
    ),
    "",
    problems.length === 0
      ? `Every order of both shops arrived whole, and every scan came back to its shop and its customer, in ${seconds} s.`
      : `Not every order or scan arrived whole, after ${seconds} s.`,
    ...problems.map((problem) => `  ${problem}`),
    "",
  ].join("\n");
}

/** The one line of `--json`: the figures of both, and of each with the number of its problems. */
export function reportJson({ shopify, shopware }: Outcome, seconds: number): string {
  const [ours, theirs] = [shopify.figures, shopware.figures];
  const total: Figures = {
    received: ours.received + theirs.received,
    events: ours.events + theirs.events,
    orders: ours.orders + theirs.orders,
    delivered: ours.delivered + theirs.delivered,
    quarantined: ours.quarantined + theirs.quarantined,
    skipped: ours.skipped + theirs.skipped,
    lost: ours.lost + theirs.lost,
    parcels: ours.parcels + theirs.parcels,
    carrier_events: ours.carrier_events + theirs.carrier_events,
    flow_triggers: ours.flow_triggers + theirs.flow_triggers,
    fulfillment_events: ours.fulfillment_events + theirs.fulfillment_events,
    duplicate_effects: ours.duplicate_effects + theirs.duplicate_effects,
  };
  const platforms = {
    shopify: { ...ours, problems: shopify.problems.length },
    shopware: { ...theirs, found: shopware.found, problems: shopware.problems.length },
  };
  return JSON.stringify({ ...total, platforms, seconds });
}

function shown(platform: string, { problems }: Verdict): string[] {
  const more = problems.length - SHOWN_PROBLEMS;
  const lines = [...problems.slice(0, SHOWN_PROBLEMS), ...(more > 0 ? [`and ${more} more`] : [])];
  return lines.map((problem) => `${platform}: ${problem}`);
}

type Row = [label: string, shopify: number | string, shopware: number | string];

/** The counts of both under each name that one of them has. */
function both(ours: Readonly<Record<string, number>>, theirs: Readonly<Record<string, number>>): Row[] {
  return [...new Set([...Object.keys(ours), ...Object.keys(theirs)])].map((name) => [
    name,
    ours[name] ?? "–",
    theirs[name] ?? "–",
  ]);
}

function table(rows: readonly Row[]): string[] {
  const widest = Math.max(...rows.map(([label]) => label.length));
  return rows.map(
    ([label, ...counts]) => `  ${label.padEnd(widest)}${counts.map((count) => String(count).padStart(10)).join("")}`,
  );
}
