import { z } from "zod";
import { AdminError } from "./admin-error.ts";

/** What an answer with `errors` in it looks like, as far as it is read. */
const Refusal = z.object({
  errors: z
    .array(
      z.object({
        message: z.string().catch(""),
        extensions: z.object({ code: z.string() }).optional().catch(undefined),
      }),
    )
    .min(1),
  extensions: z
    .object({
      cost: z.object({
        requestedQueryCost: z.number(),
        throttleStatus: z.object({ currentlyAvailable: z.number(), restoreRate: z.number().positive() }),
      }),
    })
    .optional()
    .catch(undefined),
});

const MAX_WORDS = 300;
const SHORT_WAIT = 1_000;

/**
 * What a GraphQL answer means that came with `errors`. Shopify sends these with status 200. What it refuses for the bucket, the
 * price or a scope, or of a shop that is closed, it has not begun.
 */
export function errorOfAnswer(answer: unknown): AdminError {
  const read = Refusal.safeParse(answer);
  if (!read.success) return new AdminError("the Admin API answered no GraphQL", { kind: "contract", retry: false });
  const { errors, extensions } = read.data;
  const has = (code: string) => errors.some((error) => error.extensions?.code === code);
  const words = errors
    .map(({ message }) => message)
    .join("; ")
    .slice(0, MAX_WORDS);
  if (has("THROTTLED")) {
    return new AdminError(words, {
      kind: "throttled",
      retry: true,
      retryAfterMs: waitFor(extensions?.cost),
      reached: false,
    });
  }
  if (has("MAX_COST_EXCEEDED")) return new AdminError(words, { kind: "max_cost", retry: false, reached: false });
  if (has("ACCESS_DENIED")) return new AdminError(words, { kind: "access_denied", retry: false, reached: false });
  if (has("SHOP_INACTIVE")) return new AdminError(words, { kind: "payment_required", retry: false, reached: false });
  if (has("INTERNAL_SERVER_ERROR") || has("TIMEOUT")) {
    return new AdminError(words, { kind: "transport", retry: true });
  }
  return new AdminError(words, { kind: "contract", retry: false });
}

type Cost = NonNullable<z.infer<typeof Refusal>["extensions"]>["cost"];

/** Until the bucket holds what the request costs. It fills up by `restoreRate` points a second. */
function waitFor(cost: Cost | undefined): number {
  if (cost === undefined) return SHORT_WAIT;
  const { currentlyAvailable, restoreRate } = cost.throttleStatus;
  const missing = Math.max(0, cost.requestedQueryCost - currentlyAvailable);
  return Math.max(100, Math.ceil((missing / restoreRate) * 1000));
}
