import { isBeforeCutoff } from "./is-before-cutoff.ts";
import type { Fulfillment } from "./order.ts";
import type { OrderSettings } from "./settings.ts";

/**
 * Those of the fulfillments whose parcels the merchant wants the core to be told of. One without a known state, or a date that
 * can be read, is none of them where that is what decides: a parcel too many cannot be taken back.
 */
export function toldFulfillments(
  fulfillments: readonly Fulfillment[],
  { deliveryStates, historicalCutoff }: Pick<OrderSettings, "deliveryStates" | "historicalCutoff">,
): readonly Fulfillment[] {
  return fulfillments.filter(({ state, createdAt }) => {
    const chosen = deliveryStates === null || (state !== null && deliveryStates.includes(state));
    return chosen && !isBeforeCutoff(createdAt, { historicalCutoff });
  });
}
