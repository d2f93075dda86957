import { type Destination, destinationOf, ONCE_EFFECTS, type OutboxItem } from "../outbox/outbox.ts";
import { backoffMs, budgetUsedMs, MAX_REFUSALS, RETRY_BUDGET_MS } from "../outbox/retry-policy.ts";
import type { EffectReason } from "./effect-reason.ts";

/** What is read of a failed call to the core or to the shop's platform. */
export interface CallFailure {
  kind: "transport" | "refusal" | "contract" | "unexpected";
  status: number | null;
  /** Milliseconds we were asked to wait. */
  retryAfterMs: number | null;
  /** Our credentials are not taken (the core: 400 without any, 401, 403; the platform: 401, 403). */
  credentials: boolean;
  /** The permission of the app that the shop says is missing, e.g. "order_delivery:read". */
  permission?: string;
  /** False where what was asked was surely not begun. Otherwise it may have been: what may be done only once is not repeated. */
  reached?: boolean;
  /** Short and free of personal data, e.g. "zip_code_invalid". */
  detail: string | null;
}

export interface FailureVerdict {
  state: "pending" | "dead";
  reason: EffectReason;
  dueAt: number;
  /** 400 and 422: counted apart, three make a dead letter. */
  refused: boolean;
  /** What the breaker is told. */
  breaker: "failed" | "opens" | "hold" | "answered";
}

/** The words for the same failure on either side, and of both for products; each has its line in `docs/operations.md`. */
const WORDS: Record<Destination, Record<"credentials" | "unknown" | "unreachable" | "refused", EffectReason>> = {
  karla: {
    credentials: "credentials_refused",
    unknown: "core_shop_unknown",
    unreachable: "core_unreachable",
    refused: "refused_by_core",
  },
  platform: {
    credentials: "shop_access_refused",
    unknown: "shop_access_refused",
    unreachable: "shop_unreachable",
    refused: "refused_by_shop",
  },
  // Which side it was, `detail` says.
  catalogue: {
    credentials: "catalogue_refused",
    unknown: "catalogue_refused",
    unreachable: "catalogue_unreachable",
    refused: "product_refused",
  },
};

/** Decides what a failed attempt means for its effect and for the shop's breaker. Pure. */
export function judgeFailure(
  failure: CallFailure,
  item: OutboxItem,
  context: { now: number; openMs: number; random: number },
): FailureVerdict {
  const { now } = context;
  const words = WORDS[destinationOf(item.effect)];
  const again = now + backoffMs(item.finished + 1, context.random, failure.retryAfterMs ?? 0);
  const spent =
    budgetUsedMs(
      item.firstTriedAt ?? now,
      now,
      item.firstTriedAt === null ? context.openMs : item.openMsAtFirst,
      context.openMs,
    ) >= RETRY_BUDGET_MS;
  const retry = (reason: EffectReason, breaker: FailureVerdict["breaker"]): FailureVerdict =>
    spent
      ? { state: "dead", reason: "retry_budget_spent", dueAt: now, refused: false, breaker }
      : { state: "pending", reason, dueAt: again, refused: false, breaker };

  const once = ONCE_EFFECTS.includes(item.effect);
  const unknown = (breaker: FailureVerdict["breaker"]): FailureVerdict => {
    return { state: "dead", reason: "outcome_unknown", dueAt: now, refused: false, breaker };
  };

  if (failure.permission !== undefined) return retry("shop_permission_missing", "opens");
  if (failure.credentials) return retry(words.credentials, "opens");
  switch (failure.status) {
    case 400:
    case 409:
    case 413:
    case 422: {
      // A flow that fails is a refusal too, and its first steps may have been done.
      if (once && failure.reached === true) return unknown("answered");
      const dead = item.refusals + 1 >= MAX_REFUSALS;
      const reason = failure.status === 413 ? "too_large" : words.refused;
      return { state: dead ? "dead" : "pending", reason, dueAt: again, refused: true, breaker: "answered" };
    }
    case 404:
      return retry(words.unknown, "opens");
    case 429:
      return retry("rate_limited", "hold");
    default:
      if (once && failure.reached !== false) return unknown("failed");
      return retry(failure.kind === "contract" ? "answer_unreadable" : words.unreachable, "failed");
  }
}
