import { type Phase, phasesOf } from "./fulfillment-phases.ts";
import { plainNumber } from "./plain-number.ts";
import type { Deviations, ToldOrder } from "./told-order.ts";
import type { ToldScan } from "./told-scans.ts";

/** An event that a fulfillment got. */
export interface FulfillmentEvent {
  fulfillmentId: string;
  status: string;
  /** When it happened; milliseconds since the epoch. */
  at: number;
}

/**
 * Each change of a fulfillment's status is one of its events, at the instant of a scan that says so, and nothing else is. Of
 * several parcels one is known further than the other for a while, and what was right by then may be there as well.
 */
export function fulfillmentDeviations(orders: readonly ToldOrder[], events: readonly FulfillmentEvent[]): Deviations {
  const byFulfillment = Map.groupBy(events, ({ fulfillmentId }) => fulfillmentId);
  const known = new Set(orders.flatMap(({ fulfillments }) => fulfillments.map(({ id }) => id)));
  const strange = events.filter(({ fulfillmentId }) => !known.has(fulfillmentId));
  const judged = orders.flatMap((order) =>
    order.fulfillments.map((fulfillment) => judgeOne(order, fulfillment, byFulfillment.get(fulfillment.id) ?? [])),
  );
  return {
    duplicates: judged.reduce((sum, { duplicates }) => sum + duplicates, 0),
    problems: [
      ...strange.map(
        ({ fulfillmentId, status }) => `fulfillment ${fulfillmentId} got ${status}, and is none of the books'`,
      ),
      ...judged.flatMap(({ problems }) => problems),
    ],
  };
}

function judgeOne(
  { name, has, parcels }: ToldOrder,
  { numbers }: ToldOrder["fulfillments"][number],
  told: readonly FulfillmentEvent[],
): Deviations {
  const wanted = [...new Set(numbers.map(plainNumber))].filter((number) => number !== "");
  const lives = wanted.map((number) => parcels.find((parcel) => parcel.number === number)?.scans ?? []);
  const isTold = has === "always" && lives.length > 0;
  const phases = isTold ? phasesOf(lives) : [];
  const allowed = isTold ? allPhasesOf(lives) : [];
  const among = (list: readonly Phase[]) => (event: FulfillmentEvent) => list.some((phase) => isOf(event, phase));
  const isPassing = lives.length > 1 && !told.every(among(phases));
  const missing = isPassing ? [] : phases.filter((phase) => !told.some(among([phase])));
  const repeated =
    lives.length > 1
      ? told.filter((event, place) => told.findIndex((other) => isSame(event, other)) < place)
      : phases.flatMap((phase) => told.filter(among([phase])).slice(1));
  const what = `${name}: the fulfillment of ${wanted.join(", ")}`;
  const said = ({ status, at }: FulfillmentEvent) => `${what} was told ${status} of ${iso(at)}`;
  return {
    duplicates: repeated.length,
    problems: [
      ...missing.map(({ status, instants: [at = 0] }) => `${what} was never told ${status} of ${iso(at)}`),
      ...repeated.map((event) => `${said(event)} once more`),
      ...told.filter((event) => !among(allowed)(event)).map((event) => `${said(event)}, which no scan says`),
    ],
  };
}

/** What it came to after each of the carrier's answers. */
function allPhasesOf(lives: readonly (readonly ToldScan[])[]): Phase[] {
  const answers = [...new Set(lives.flat().map(({ shownAt }) => shownAt))];
  return answers.flatMap((until) => phasesOf(lives.map((scans) => scans.filter(({ shownAt }) => shownAt <= until))));
}

function isOf({ status, at }: FulfillmentEvent, phase: Phase): boolean {
  return phase.status === status && phase.instants.includes(at);
}

function isSame(one: FulfillmentEvent, other: FulfillmentEvent): boolean {
  return one.status === other.status && one.at === other.at;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
