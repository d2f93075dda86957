import type { Phase } from "../phase.ts";
import type { Moment } from "../read/read-moment.ts";
import type { TrackedParcel } from "../tracked-order.ts";
import type { ArrivalView } from "../tracking-view.ts";
import { newestFirst } from "./newest-first.ts";
import type { Standing } from "./standing-of.ts";

const COMING: ReadonlySet<Phase> = new Set<Phase>(["order_created", "order_processed", "in_transit", "in_delivery"]);
const DAY_MS = 24 * 60 * 60 * 1000;
/** The last place in which a day ends is half a day behind UTC. */
const LAST_ZONE_MS = 12 * 60 * 60 * 1000;

/** When it is expected: what the carrier says, else the day the customer asked for. */
export function arrivalOf(parcel: TrackedParcel, { phase, cancelled }: Standing, now: number): ArrivalView | null {
  if (cancelled || !COMING.has(phase)) return null;
  const { arrival } = parcel;
  if (arrival !== null) {
    const { from, to, words, language } = arrival;
    const dated = from !== null || to !== null;
    return {
      source: "carrier",
      from,
      to,
      words: dated ? null : words,
      language,
      passed: isOver(to ?? from, now),
    };
  }
  const [asked] = newestFirst(parcel.events).flatMap(({ info }) => (info.preferred === null ? [] : [info.preferred]));
  if (asked === undefined) return null;
  return { source: "recipient", from: asked, to: null, words: null, language: null, passed: isOver(asked, now) };
}

function isOver(moment: Moment | null, now: number): boolean {
  if (moment === null) return false;
  const endsAt = moment.precision === "day" ? Date.parse(moment.on) + DAY_MS + LAST_ZONE_MS : moment.at;
  return endsAt <= now;
}
