/**
 * Why a replay does nothing, besides the reasons for which an order is not sent (`SKIP_REASONS`) and for which an event cannot be
 * used (`QUARANTINE_REASONS`). Closed list; each is shown with its next action.
 */
export const NO_REPLAY_REASONS = [
  /** The core has the order as it is, or the event says nothing that is not known. */
  "unchanged",
  /** The books have something newer than what is replayed, or than what somebody looked at. */
  "newer_state",
  /** It is waiting already, and goes out by itself. */
  "on_its_way",
  /** Nothing of such an order ever came. */
  "not_in_books",
  /** The inbox has no such event. */
  "no_such_event",
  /** The event's bytes are not kept any more. */
  "event_gone",
  /** The event has not been looked at for the first time. */
  "event_pending",
  /** The event is about no order, and leads to nothing without effects. */
  "no_order",
  /** The shop never published such a version. */
  "no_such_mapping",
  /** It is not known with which mapping the order was delivered. */
  "mapping_unknown",
] as const;
export type NoReplayReason = (typeof NO_REPLAY_REASONS)[number];
