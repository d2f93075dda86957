import type { KnownParcel } from "@karla/sync/parcel-notes";
import { readInstant } from "@karla/sync/read-instant";
import type { FulfillmentEventStatus } from "../admin/graphql.generated.ts";
import { byAdvance, fulfillmentStatusOf } from "./fulfillment-status-of.ts";

/** A status and since when, in seconds since the epoch: Shopify knows no finer instants. */
export interface StatusAt {
  status: FulfillmentEventStatus;
  at: number;
}

export interface FulfillmentPlan {
  /** The oldest first. */
  write: StatusAt[];
  /** What another app has already said something newer than. */
  conflicts: number;
}

/** A buyer who looks today is not told what was yesterday. */
const OLDEST_S = 24 * 3_600;

/** How different shops and carriers write one number. */
export function plainNumber(trackingNumber: string): string {
  return trackingNumber.replaceAll(/[\s.\-_/]/g, "").toUpperCase();
}

/**
 * What has to be told of a fulfillment, from what is known of its parcels and what was told already: each change of its status
 * that is missing. It only depends on what is, so it may be asked as often as one likes. `now`: seconds since the epoch.
 */
export function planFulfillmentEvents(
  { numbers, told }: { numbers: readonly string[]; told: readonly StatusAt[] },
  parcels: readonly KnownParcel[],
  now: number,
): FulfillmentPlan {
  const lives = [...new Set(numbers.map(plainNumber))].map((number) => lifeOf(number, parcels));
  const phases = phasesOf(lives);
  const ours = new Set([...lives.flat(), ...phases.flatMap(instantsOf)].map(keyOf));
  const others = told.filter((event) => !ours.has(keyOf(event)));
  const known = new Set(told.map(keyOf));
  const plan: FulfillmentPlan = { write: [], conflicts: 0 };
  for (const phase of phases) {
    const fresh = phase.instants.find((at) => at >= now - OLDEST_S && at <= now);
    const isTold = instantsOf(phase).some((event) => known.has(keyOf(event)));
    const isSaid = others.some(({ status }) => status === phase.status);
    if (fresh === undefined || isTold || isSaid) continue;
    if (others.some(({ at }) => at > fresh)) plan.conflicts += 1;
    else plan.write.push({ status: phase.status, at: fresh });
  }
  return plan;
}

/** A status for as long as it lasts, with each instant at which something was heard meanwhile, the oldest first. */
interface Phase {
  status: FulfillmentEventStatus;
  instants: number[];
}

function lifeOf(number: string, parcels: readonly KnownParcel[]): StatusAt[] {
  const own = parcels.filter(({ trackingNumber }) => trackingNumber !== null && plainNumber(trackingNumber) === number);
  return own.flatMap(({ events }) =>
    events.flatMap((event) => {
      const [status, instant] = [fulfillmentStatusOf(event), readInstant(event.at)];
      return status === null || instant === null ? [] : [{ status, at: instant.seconds }];
    }),
  );
}

/** The fulfillment's own: none before something is known of each of its parcels. */
function phasesOf(lives: readonly (readonly StatusAt[])[]): Phase[] {
  const instants = [...new Set(lives.flat().map(({ at }) => at))].sort((a, b) => a - b);
  const phases: Phase[] = [];
  for (const at of instants) {
    const statuses = lives.map((life) => statusAt(life, at));
    const heard = statuses.filter((status) => status !== null).sort(byAdvance);
    const [status] = heard;
    if (status === undefined || heard.length < statuses.length) continue;
    const last = phases.at(-1);
    if (last?.status === status) last.instants.push(at);
    else phases.push({ status, instants: [at] });
  }
  return phases;
}

/** What a parcel said last until then; of what it said in one second, that which is furthest. */
function statusAt(life: readonly StatusAt[], at: number): FulfillmentEventStatus | null {
  const before = life.filter((event) => event.at <= at);
  const last = Math.max(...before.map((event) => event.at));
  const statuses = before.filter((event) => event.at === last).map(({ status }) => status);
  return statuses.sort(byAdvance).at(-1) ?? null;
}

function instantsOf({ status, instants }: Phase): StatusAt[] {
  return instants.map((at) => ({ status, at }));
}

function keyOf({ status, at }: StatusAt): string {
  return `${status} ${at}`;
}
