import type { MadeClaim } from "@karla/tracking/read-claims";
import type { ClaimPageTop } from "@karla/tracking/render-claim-page";
import type { SeenOrder, UnseenOrder } from "./order-look.ts";

/** What a customer is shown at `/apps/karla/resolve`. */
export type ResolveAnswer =
  | UnseenOrder
  | { outcome: "page"; seen: SeenOrder; top: ClaimPageTop; claims: readonly MadeClaim[] }
  /** Somebody reports again and again. */
  | { outcome: "too_often"; seen: SeenOrder; retryAfterSeconds: number }
  /** What was sent was no form of ours, or one past its time: nobody is told which. */
  | { outcome: "expired" }
  /** More bytes than a form may have; nothing of them was kept. */
  | { outcome: "too_large" };
