import { isSigned } from "../signature/is-signed.ts";
import type { Installation } from "./installation.ts";
import type { Confirmation } from "./read-confirmation.ts";
import { type Refusal, refuse } from "./refusal.ts";

export type ConfirmationDecision =
  | { outcome: "confirmed"; installation: Installation; first: boolean; moved: boolean }
  /** The shop did not hear our answer and asks again: it gets the same one, nothing changes. */
  | { outcome: "repeated" }
  | Refusal;

/**
 * Whether the secret that a registration gave out becomes the shop's. A confirmation that fails changes nothing: an older
 * shop is neither deleted nor moved by somebody who knows its id.
 */
export function decideConfirmation(
  confirmation: Confirmation,
  installation: Installation | null,
  now: number,
): ConfirmationDecision {
  const { body, signature, previousSignature, clientId, clientSecret } = confirmation;
  if (installation === null) return refuse(401, "unknown_shop");
  const { pending, secret } = installation;
  if (pending === null || !isSigned([body], signature, pending.secret)) {
    const isAgain = installation.clientId === clientId && installation.clientSecret === clientSecret;
    return isAgain && secret !== null && isSigned([body], signature, secret)
      ? { outcome: "repeated" }
      : refuse(401, "shop_signature_wrong");
  }
  if (pending.doublySigned && (secret === null || !isSigned([body], previousSignature, secret))) {
    return refuse(401, "previous_signature_wrong");
  }
  const isBack = installation.deletedAt !== null;
  const first = secret === null || isBack;
  return {
    outcome: "confirmed",
    first,
    moved: installation.url !== null && installation.url !== pending.url,
    installation: {
      ...installation,
      url: pending.url,
      secret: pending.secret,
      // What was queued before the shop took its leave is of no use to anybody.
      previousSecret: isBack ? null : secret,
      rotatedAt: now,
      pending: null,
      move: null,
      clientId,
      clientSecret,
      // `app.activated` may get lost, and does not come at all after "reinstall apps": the registration counts.
      active: first || installation.active,
      deletedAt: null,
    },
  };
}
