import type { JournaledParcel } from "../carrier-journal.ts";
import { plainNumber } from "../proof/circle/plain-number.ts";
import { isToldToTheEnd } from "../proof/circle/told-scans.ts";

export interface TellingSetup {
  /** What the carrier has told so far, by tracking number. */
  journal(): ReadonlyMap<string, JournaledParcel>;
  /** Numbers of the parcels that it has to tell of. */
  parcels: readonly string[];
  /** How much the shops have said and were told so far. */
  said(): number;
  settle(): Promise<unknown>;
  now(): number;
  sleep(ms: number): Promise<void>;
  say(line: string): void;
}

/** Longer than a late scan, or a pause that the carrier asks for, and than a message of the core that comes again. */
const PATIENCE_MS = 25_000;
const LOOK_MS = 2_000;

/** Waits until the carrier has told the whole life of each parcel and all that follows is done, or nothing comes any more. */
export async function waitUntilTold(setup: TellingSetup): Promise<void> {
  const { now, sleep } = setup;
  let seen = "";
  for (let since = now(); ; await sleep(LOOK_MS)) {
    await setup.settle();
    const told = setup.journal();
    const begun = new Set([...told.keys()].map(plainNumber));
    const unheard = setup.parcels.filter((number) => !begun.has(plainNumber(number))).length;
    const underWay = [...told.values()].filter((parcel) => !isToldToTheEnd(parcel)).length;
    const scans = [...told.values()].reduce((sum, parcel) => sum + parcel.scans.length, 0);
    const state = JSON.stringify([told.size, scans, setup.said()]);
    if (state === seen && unheard + underWay === 0) return;
    if (state === seen && now() - since > PATIENCE_MS) return;
    if (state !== seen) since = now();
    seen = state;
    setup.say(`  ${unheard + underWay} parcels on their way, ${scans} scans so far`);
  }
}
