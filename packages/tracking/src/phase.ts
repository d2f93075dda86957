/** `PhaseEnum` of the contract, in the order of a parcel's life. */
export const PHASES = [
  "order_created",
  "order_processed",
  "in_transit",
  "in_delivery",
  "collect",
  "delivered",
  "delivery_failed",
  "returned",
  "return_created",
  "return_transit",
  "return_received",
  "return_failed",
] as const;

export type Phase = (typeof PHASES)[number];

/** `FlagEnum` of the contract: late, or wrong in another way. */
export const FLAGS = ["normal", "delay", "error"] as const;

export type Flag = (typeof FLAGS)[number];

/** Before a carrier has the parcel. */
export function isPreTransit(phase: Phase): boolean {
  return phase === "order_created" || phase === "order_processed";
}

/** On its way from the customer back to the merchant, after it had been delivered. */
export function isReturn(phase: Phase): boolean {
  return phase.startsWith("return_");
}
