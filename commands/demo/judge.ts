import type { BookEntry } from "@karla/sandbox/fill-books";
import type { JournalCounts } from "@karla/sandbox/journal";
import type { CircleVerdict } from "../proof/circle/judge-circle.ts";
import type { CoreOrder } from "../proof/core-order.ts";
import { countKinds } from "../proof/count-kinds.ts";
import type { Expecting } from "../proof/expected-order.ts";
import type { StackStatus } from "../stack.ts";
import { isMapped, withDemoMapping } from "./demo-mapping.ts";
import { judgeOrder, type OrderVerdict } from "./judge-order.ts";
import type { Readings } from "./shop-admins.ts";
import { type Figures, fromKarla, numbersOf, orderProblems, skipCounts, type Verdict, when } from "./verdict.ts";

export interface Evidence {
  entries: readonly BookEntry[];
  journal: JournalCounts;
  /** How often the shop gave out what the worker asked for by itself. */
  readings: Readings;
  /** The domain of the shop the books belong to. */
  domain: string;
  held: ReadonlyMap<string, CoreOrder>;
  /** What the operator's command said before the first event and after the last. */
  before: StackStatus;
  after: StackStatus;
  /** What became of the carrier's scans. */
  circle: CircleVerdict;
}

/** At least so many orders of each kind in a run of full size. */
const OF_EACH_KIND = 10;
const FULL_SIZE = 500;

/** The demo's shop published a mapping, and can be read, but for what is deleted in its books from the beginning. */
const EXPECTING: Expecting = { mapped: withDemoMapping, pictures: "told" };
const OF_DELETED: Expecting = {
  mapped: (expected, version) => withDemoMapping(expected, { ...version, metafields: [] }),
  pictures: "perhaps",
};

/** Decides from the books alone what had to happen, and names everything that happened otherwise. */
export function judge(evidence: Evidence): Verdict {
  const { entries, journal, readings, held, before, after, circle } = evidence;
  const verdicts = entries.map((entry) => ({
    entry,
    verdict: judgeOrder(entry, held.get(entry.order.id), entry.order.deletedAt === null ? EXPECTING : OF_DELETED),
  }));
  const count = (verdict: OrderVerdict["verdict"]): number =>
    verdicts.filter((each) => each.verdict.verdict === verdict).length;
  // What the worker read in the shop is an event as well, one for each time that the shop answered; whole orders where it
  // imports or compares.
  const read = readings.metafields + readings.pictures + wholeOrders(after) - wholeOrders(before);
  const stored = after.events.total - before.events.total - read - (fromKarla(after) - fromKarla(before));
  const lostEvents = Math.max(0, journal.acknowledged - stored);
  const live = new Set(verdicts.flatMap(({ verdict }) => numbersOf(verdict)));
  const inCore = new Set(
    [...held.values()].flatMap(({ trackings }) => (trackings ?? []).map(({ carrier }) => carrier?.tracking_number)),
  );
  const figures: Figures = {
    received: journal.received,
    events: journal.events,
    orders: entries.length,
    delivered: count("delivered"),
    quarantined: after.events.quarantined - before.events.quarantined,
    skipped: count("skipped"),
    lost: lostEvents + count("lost"),
    parcels: [...live].filter((number) => inCore.has(number)).length,
    ...circle.figures,
  };
  const mapped = verdicts.filter(
    ({ entry, verdict }) => verdict.verdict === "delivered" && isMapped(entry.order, verdict.expected),
  ).length;
  const kinds = countKinds(entries);
  const wanted = entries.length >= FULL_SIZE ? OF_EACH_KIND : 0;
  const booked = new Set(entries.map(({ order }) => order.id));
  const problems = [
    ...verdicts.flatMap(({ entry: { order }, verdict }) =>
      orderProblems(`${order.name} (${order.kinds.join(", ")})`, verdict),
    ),
    ...verdicts.flatMap(({ entry, verdict }) => reasonProblems(entry, verdict, evidence)),
    ...[...held.keys()].filter((id) => !booked.has(id)).map((id) => `the core holds order ${id}, which nobody placed`),
    ...when(lostEvents > 0, `${lostEvents} acknowledged events are not in the inbox`),
    ...when(stored > journal.events, `the inbox holds ${stored} events, but only ${journal.events} were sent`),
    ...when(
      journal.acknowledged < journal.events,
      `${journal.events - journal.acknowledged} events were never acknowledged`,
    ),
    ...when(journal.received <= journal.events, "no event was delivered twice: nothing was proven about duplicates"),
    ...when(readings.metafields === 0, "nobody read a metafield in the shop: nothing was proven about them"),
    ...when(readings.pictures === 0, "nobody read a picture in the shop: nothing was proven about them"),
    ...when(figures.quarantined > 0, `${figures.quarantined} events are in quarantine`),
    ...when(
      after.outbox.dead > before.outbox.dead,
      `${after.outbox.dead - before.outbox.dead} deliveries were given up`,
    ),
    ...when(!after.settled, "the pipeline did not come to rest"),
    ...when(mapped < 0.5 * figures.delivered, "the mapping had something to say of fewer than half of the orders"),
    ...when(figures.delivered < 0.8 * figures.orders, "fewer than four of five orders were delivered"),
    ...when(figures.parcels !== live.size, `the books have ${live.size} parcels, the core ${figures.parcels} of them`),
    ...Object.entries(kinds).flatMap(([kind, found]) => when(found < wanted, `only ${found} orders are ${kind}`)),
    ...circle.problems,
  ];
  return { figures, found: null, skips: skipCounts(verdicts), kinds, problems };
}

function wholeOrders({ topics }: StackStatus): number {
  return topics["admin/order"] ?? 0;
}

/** The reason the pipeline gives must be the one the books give, and none where the books give none. */
function reasonProblems({ order }: BookEntry, verdict: OrderVerdict, { after, domain }: Evidence): string[] {
  const given =
    after.orders.find(({ orderId, domain: of }) => orderId === order.id && (of === null || of === domain))?.reason ??
    null;
  const wanted = verdict.verdict === "skipped" ? verdict.reason : null;
  return when(
    given !== wanted,
    `${order.name} should be skipped for ${wanted ?? "nothing"}, and is for ${given ?? "nothing"}`,
  );
}
