import type { CircleVerdict } from "../proof/circle/judge-circle.ts";
import type { CoreOrder } from "../proof/core-order.ts";
import { countShopwareKinds } from "../proof/shopware/count-shopware-kinds.ts";
import { expectedShopwareOrder } from "../proof/shopware/expected-order.ts";
import { idOfOrder } from "../proof/shopware/ids.ts";
import type { ShopwareEntry } from "../proof/shopware/shopware-books.ts";
import type { StackStatus } from "../stack.ts";
import { judgeHeld, type OrderVerdict } from "./judge-order.ts";
import { withShopwareMapping } from "./shopware-mapping.ts";
import type { Compared } from "./side.ts";
import { type Figures, fromKarla, numbersOf, orderProblems, skipCounts, type Verdict, when } from "./verdict.ts";

/** What a Shopware shop sent, by its own journal. */
export interface SentCounts {
  /** Tries that were acknowledged. */
  received: number;
  /** Distinct events of which a try was made. */
  events: number;
  /** Events of which a try was acknowledged. */
  acknowledged: number;
  /** Bodies that were sent, and those that were acknowledged: tries of an event within one second have the same one. */
  bodies: number;
  acknowledgedBodies: number;
  /** Messages that never left the shop. */
  neverSent: number;
}

export interface ShopwareEvidence {
  entries: readonly ShopwareEntry[];
  sent: SentCounts;
  /** Orders that a comparison found to be missing or older in our books. */
  compared: Compared;
  held: ReadonlyMap<string, CoreOrder>;
  /** Of this shop: what the operator's command said before the first event and after the last. */
  before: StackStatus;
  after: StackStatus;
  /** What became of the carrier's scans. */
  circle: CircleVerdict;
}

/** So many orders show every kind, and messages that got lost. */
const FULL_SIZE = 100;
/** What we read in the shop, as an event. */
const READING = "admin/order";

/** Decides from a Shopware shop's books alone what had to happen, and names everything that happened otherwise. */
export function judgeShopware(evidence: ShopwareEvidence): Verdict {
  const { entries, sent, held, before, after, circle } = evidence;
  const { found, failure } = evidence.compared;
  const verdicts = entries.map((entry) => ({
    entry,
    verdict: judgeHeld(expectedShopwareOrder(entry, withShopwareMapping), held.get(idOfOrder(entry.order.booked))),
  }));
  const count = (verdict: OrderVerdict["verdict"]): number =>
    verdicts.filter((each) => each.verdict.verdict === verdict).length;
  const readings = readingsIn(after) - readingsIn(before);
  const stored = after.events.total - before.events.total - readings - (fromKarla(after) - fromKarla(before));
  const lostEvents = Math.max(0, sent.acknowledgedBodies - stored);
  const live = new Set(verdicts.flatMap(({ verdict }) => numbersOf(verdict)));
  const inCore = new Set(
    [...held.values()].flatMap(({ trackings }) => (trackings ?? []).map(({ carrier }) => carrier?.tracking_number)),
  );
  const figures: Figures = {
    received: sent.received,
    events: sent.events,
    orders: entries.length,
    delivered: count("delivered"),
    quarantined: after.events.quarantined - before.events.quarantined,
    skipped: count("skipped"),
    lost: lostEvents + count("lost"),
    parcels: [...live].filter((number) => inCore.has(number)).length,
    ...circle.figures,
  };
  const mapped = verdicts.filter(
    ({ verdict }) => verdict.verdict === "delivered" && verdict.expected.order_analytics.note_attributes.length > 0,
  ).length;
  const kinds = countShopwareKinds(entries);
  const isFull = entries.length >= FULL_SIZE;
  const booked = new Set(entries.map(({ order }) => idOfOrder(order.booked)));
  const problems = [
    ...verdicts.flatMap(({ entry, verdict }) => orderProblems(nameOf(entry), verdict)),
    ...verdicts.flatMap(({ entry, verdict }) => reasonProblems(entry, verdict, after)),
    ...[...held.keys()].filter((id) => !booked.has(id)).map((id) => `the core holds order ${id}, which nobody placed`),
    ...when(lostEvents > 0, `${lostEvents} acknowledged events are not in the inbox`),
    ...when(stored > sent.bodies, `the inbox holds ${stored} events, but only ${sent.bodies} were sent`),
    ...when(sent.acknowledged < sent.events, `${sent.events - sent.acknowledged} events were never acknowledged`),
    ...when(sent.received <= sent.events, "no event was delivered twice: nothing was proven about duplicates"),
    ...when(isFull && sent.neverSent === 0, "no message got lost: nothing was proven about the comparison"),
    ...when(failure !== null, `the shop was not compared with the books: ${failure}`),
    ...when(isFull && found === 0, "the comparison found nothing, and some orders were shipped without a message"),
    ...when(readings === 0, "nobody read an order in the shop"),
    ...when(figures.quarantined > 0, `${figures.quarantined} events are in quarantine`),
    ...when(
      after.outbox.dead > before.outbox.dead,
      `${after.outbox.dead - before.outbox.dead} deliveries were given up`,
    ),
    ...when(!after.settled, "the pipeline did not come to rest"),
    ...when(mapped < 0.5 * figures.delivered, "the mapping had something to say of fewer than half of the orders"),
    ...when(figures.delivered < 0.75 * figures.orders, "fewer than three of four orders were delivered"),
    ...when(figures.parcels !== live.size, `the books have ${live.size} parcels, the core ${figures.parcels} of them`),
    ...Object.entries(kinds).flatMap(([kind, shown]) => when(isFull && shown === 0, `no order is ${kind}`)),
    ...circle.problems,
  ];
  return { figures, found, skips: skipCounts(verdicts), kinds, problems };
}

function readingsIn({ topics }: StackStatus): number {
  return topics[READING] ?? 0;
}

function nameOf({ order: { booked } }: ShopwareEntry): string {
  return `${booked.number} (${booked.kinds.join(", ")})`;
}

/** The reason the pipeline gives must be the one the books give. An order that is gone has the one it had when it was read last. */
function reasonProblems({ order }: ShopwareEntry, verdict: OrderVerdict, { orders }: StackStatus): string[] {
  if (verdict.verdict === "skipped" && verdict.reason === "deleted") return [];
  const given = orders.find(({ orderId }) => orderId === idOfOrder(order.booked))?.reason ?? null;
  const wanted = verdict.verdict === "skipped" ? verdict.reason : null;
  return when(
    given !== wanted,
    `${order.booked.number} should be skipped for ${wanted ?? "nothing"}, and is for ${given ?? "nothing"}`,
  );
}
