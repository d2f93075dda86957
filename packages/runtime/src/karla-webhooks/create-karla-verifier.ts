import { SIGNATURE_REFUSALS, type SignatureVerdict, verifySignature } from "@karla/api/verify-signature";
import type { Verdict, Verifier } from "@karla/receiver/verifier";
import type { Clock } from "@karla/sync/clock";
import { keyOfEvent, laneOfEvent } from "@karla/sync/karla-event-key";
import type { KarlaWebhook } from "@karla/sync/karla-webhooks";
import { KARLA_SLUG } from "@karla/sync/normalise-karla";
import { karlaTopicOf } from "./karla-topics.ts";
import { webhookIdOf } from "./webhook-path.ts";

const SIGNATURE = "karla-signature";

export interface KarlaVerifierDeps {
  /** `fresh`: never from a cache. */
  findWebhook: (id: string, options?: { fresh: boolean }) => Promise<KarlaWebhook | null>;
  clock: Clock;
}

/**
 * Karla's events. The path names the webhook, which names the shop and the secret: what is signed with another shop's opens
 * nothing. A signature that does not fit what we remember is looked at once more with what the database has. What is authentic is
 * stored, whatever it says: a refusal would only bring it back, fifteen times.
 */
export function createKarlaVerifier({ findWebhook, clock }: KarlaVerifierDeps): Verifier {
  return async ({ path, headers, body }) => {
    const given = headers[SIGNATURE];
    const header = Array.isArray(given) ? given.join() : given;
    const verdictOf = (webhook: KarlaWebhook | null) =>
      verifySignature(header, { body, secret: webhook?.secret ?? "", now: clock.now() });
    // Without a secret nothing fits: this says whether there is anything to look up.
    const unsigned = verdictOf(null);
    if (!isDoubted(unsigned)) return refuse(unsigned);
    const id = webhookIdOf(path);
    if (id === null) return UNKNOWN;
    const remembered = await findWebhook(id);
    const webhook = isDoubted(verdictOf(remembered)) ? await findWebhook(id, { fresh: true }) : remembered;
    if (webhook === null) return UNKNOWN;
    const verdict = verdictOf(webhook);
    if (verdict.outcome === "refused") return refuse(verdict);
    const { eventKey, group } = keyOfEvent(body);
    return {
      outcome: "verified",
      event: {
        shopId: webhook.shopId,
        source: "karla",
        topic: karlaTopicOf(group),
        eventKey,
        laneKey: laneOfEvent(eventKey),
        headers: { [KARLA_SLUG]: webhook.slug },
      },
    };
  };
}

/** Only another secret would make it fit. */
function isDoubted(verdict: SignatureVerdict): boolean {
  return verdict.outcome === "refused" && verdict.reason === "bad_signature";
}

/** Why an event of Karla's is not taken. Closed list: each has its line in `docs/operations.md`. */
export const KARLA_REFUSALS = [...SIGNATURE_REFUSALS, "unknown_webhook"] as const;

const UNKNOWN = { outcome: "refused", status: 401, reason: "unknown_webhook" } as const satisfies Verdict & {
  reason: (typeof KARLA_REFUSALS)[number];
};

/** The reason is for our own counters; what is answered does not tell one refusal from another. */
function refuse(verdict: SignatureVerdict): Verdict {
  return { outcome: "refused", status: 401, reason: verdict.outcome === "refused" ? verdict.reason : "no_signature" };
}
