import type { TriggerUse } from "../announce/trigger-uses.ts";
import type { ErasureRequest, Whose } from "../erasure/erasure-request.ts";
import type { OrderFacts } from "../order/order.ts";

/** Why an authentic event cannot be used. Closed list; each is shown to the merchant with its next action. */
export const QUARANTINE_REASONS = [
  /** Not UTF-8 JSON, nested deeper or wider than any platform sends. */
  "unreadable_body",
  "not_an_object",
  "no_order_id",
  "unreadable_money",
  "unreadable_currency",
  /** A field that the platform always sends is missing or of another kind. */
  "unreadable_order",
  /** An event of Karla's without what a shop is told it by: its group, its time, the order. */
  "unreadable_event",
  /** The body is not what its topic carries: another message signed with the same secret. */
  "not_of_this_topic",
  "unknown_topic",
  /** Header and payload name different shops. */
  "shop_mismatch",
  /** The same delivery id arrived before with another body. */
  "same_key_other_body",
  /** It was leased while the worker process died, three times. */
  "poison",
  /** Processing it threw, five times: a defect of ours. The worker's log has the error. */
  "failed_to_process",
  /** The receiver read another order's id in it than the worker: a defect of ours. */
  "lane_mismatch",
] as const;
export type QuarantineReason = (typeof QUARANTINE_REASONS)[number];

/** Why an event is about no order, where that needs a word. */
export const NO_ORDER_REASONS = [
  /** A claim that names no parcel: the core does not say whose it is, and the shop is told nothing. */
  "claim_without_order",
  /** A customer asked for their data. */
  "data_request",
] as const;
export type NoOrderReason = (typeof NO_ORDER_REASONS)[number];

/** An event as the inbox gives it back. */
export interface InboxEvent {
  topic: string;
  body: Buffer;
  /** The headers the receiver kept, names lower-case. */
  headers: Record<string, string>;
}

export type Normalised =
  | { outcome: "facts"; facts: OrderFacts }
  /** Concerns no order that is kept (compliance, bulk results, an order's deletion). */
  | {
      outcome: "no_order";
      /** Where it is of a kind that concerns one else. */
      why?: NoOrderReason;
    }
  /** Something changed, and the event does not show what: the order of its lane, or anything where it is the shop's. It is read. */
  | { outcome: "hint" }
  /** Somebody in the shop wants this order to be sent again: as it is now, whether or not anything changed. */
  | { outcome: "send_again"; orderId: string }
  /** The shop wants to hear nothing more of what Karla knows of this order. */
  | { outcome: "mute"; orderId: string }
  /** Whether the shop's automations use a trigger of ours. It concerns no order. */
  | { outcome: "trigger_use"; use: TriggerUse }
  /** Products changed, or went: these. It concerns no order. */
  | { outcome: "products"; ids: readonly string[] }
  /** Something that Karla knows, and the shop is told. */
  | {
      outcome: "announcement";
      /** Id of the order of whose parcels it says that something happened; null where it says nothing of parcels. */
      moved: string | null;
      announcement: { orderId: string; customerId: string | null };
    }
  /** Somebody asks that everything of a person, or of the shop, is erased. It stays in the inbox until that is done. */
  | { outcome: "erasure"; request: ErasureRequest }
  /** A customer wants to know what is kept of them. It stays in the inbox until somebody has answered. */
  | { outcome: "data_request"; whose: Whose }
  /** The app's access to the shop is said to have ended or changed. No more than a hint: the shop itself is asked. */
  | { outcome: "access_changed" }
  | { outcome: "quarantine"; reason: QuarantineReason; detail: string };

/** Platform -> canonical. Pure; one per platform. Never throws for what a body contains. `detail` never holds personal data. */
export type Normalise = (event: InboxEvent) => Normalised;
