import type { Phase } from "../wire/shipment-event.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How long a parcel in this phase is left alone; null: its life is over. A new key may ask 250 times a day in all. */
const PAUSES: Readonly<Record<Phase, number | null>> = {
  order_created: 4 * HOUR_MS,
  order_processed: 4 * HOUR_MS,
  in_transit: 3 * HOUR_MS,
  in_delivery: 20 * MINUTE_MS,
  delivery_failed: 3 * HOUR_MS,
  collect: 6 * HOUR_MS,
  delivered: null,
  returned: null,
  return_created: null,
  return_transit: null,
  return_received: null,
  return_failed: null,
};

const FIRST_FAILURE_MS = 5 * MINUTE_MS;

/** After this long a parcel is asked about no more, whatever became of it. */
export const WATCHED_MS = 60 * 24 * HOUR_MS;

/** How long after an answer a parcel is asked about again; null: never. Shortened by up to a tenth, so that they spread out. */
export function askPauseMs(phase: Phase, fraction: number): number | null {
  const pause = PAUSES[phase];
  return pause === null ? null : shortened(pause, fraction);
}

/** After the n-th question in a row that was not answered: 5 min, 10 min, 20 min … 6 h. */
export function failurePauseMs(failures: number, fraction: number): number {
  return shortened(Math.min(FIRST_FAILURE_MS * 2 ** (failures - 1), 6 * HOUR_MS), fraction);
}

function shortened(ms: number, fraction: number): number {
  return ms * (1 - fraction / 10);
}
