import type { TrackedOrder } from "@karla/tracking/tracked-order";

/** What a customer is shown at `/apps/karla/track`. */
export type TrackAnswer =
  /** Nothing was asked for. `customer`: somebody is logged in, who has orders of his own. */
  | { outcome: "finder"; customer: boolean }
  | { outcome: "order"; order: TrackedOrder; timeZone: string }
  | { outcome: "not_found" }
  | { outcome: "throttled"; retryAfterSeconds: number }
  | { outcome: "unavailable" }
  | { outcome: "not_connected" };
