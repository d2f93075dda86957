import { z } from "zod";
import { listOf, number, oneOf, text } from "../read/fields.ts";
import { readInstant } from "../read/read-moment.ts";
import { CLAIM_REASONS, type ClaimReason } from "./check-claim.ts";

const STATUSES = ["pending", "accepted", "rejected", "closed"] as const;
export type ClaimStatus = (typeof STATUSES)[number];

/** `ClaimResponseDTO`, as far as a customer is shown it. */
export interface MadeClaim {
  /** When it was made, milliseconds since the epoch; null where nobody said. */
  readonly at: number | null;
  /** Null for one that we do not know. */
  readonly reason: ClaimReason | null;
  readonly status: ClaimStatus;
  readonly items: readonly { readonly title: string | null; readonly quantity: number }[];
}

const item = z.looseObject({ title: text, quantity: number }).transform(({ title, quantity }) => ({
  title,
  quantity: Math.max(1, Math.floor(quantity ?? 1)),
}));

const claim = z
  .looseObject({
    created_at: text,
    reason: oneOf(CLAIM_REASONS),
    status: oneOf(STATUSES),
    selected_items: listOf(item),
  })
  .transform(({ created_at, reason, status, selected_items }) => ({
    at: created_at === null ? null : readInstant(created_at),
    reason,
    status: status ?? "pending",
    items: selected_items,
  }));

const claims = listOf(claim);

/** The core's answer as claims, in its order. What cannot be read is left out. Never throws. */
export function readClaims(json: unknown): readonly MadeClaim[] {
  return claims.parse(json);
}
