import { isSigned } from "../signature/is-signed.ts";
import { proofOf } from "../signature/proof-of.ts";
import { isApproved } from "./approve-move.ts";
import type { Installation } from "./installation.ts";
import type { Registration } from "./read-registration.ts";
import { type Refusal, refuse } from "./refusal.ts";

/** What shows that a registration is the shop's own. */
export type ShownBy =
  /** Nothing is known of this shop yet that could be taken from it. */
  | "first"
  | "shop_signature"
  /** The merchant or the operator has confirmed the address. */
  | "approval"
  /** It took its leave (`app.deleted`), comes back at its own address, and is of a version that never signs twice. */
  | "reinstalled";

export type RegistrationDecision =
  | {
      outcome: "registered";
      shownBy: ShownBy;
      installation: Installation;
      /** The body of the answer, in Shopware's own names. */
      answer: { proof: string; secret: string; confirmation_url: string };
    }
  /** `noted` is to be saved: the same shop with the question that waits for an answer. All else of it is as before. */
  | (Refusal & { noted: Installation | null });

/**
 * Whether a shop gets a new secret. For a shop that is known, knowing the app's secret is not enough (CVE-2026-31889):
 * whoever gets the new secret has the shop. The newest registration replaces one that is not confirmed; what is confirmed
 * stays valid until the new one is.
 */
export function decideRegistration(
  registration: Registration,
  installation: Installation | null,
  options: { appName: string; confirmationUrl: string; newSecret: () => string; now: number },
): RegistrationDecision {
  const { shopId, shopUrl, url, appSecret, shopwareVersion } = registration;
  const shownBy = shows(registration, installation, options.now);
  switch (shownBy) {
    case "shop_signature_missing":
    case "shop_signature_wrong":
    case "other_address":
      return { ...refuse(401, shownBy), noted: withQuestion(installation, url, options.now) };
    case "first":
    case "shop_signature":
    case "approval":
    case "reinstalled": {
      const secret = options.newSecret();
      const doublySigned = shownBy === "shop_signature";
      const known = installation ?? unknownShop(shopId);
      return {
        outcome: "registered",
        shownBy,
        installation: {
          ...known,
          pending: { secret, url, registeredAt: options.now, doublySigned },
          signsTwice: known.signsTwice || doublySigned,
          shopwareVersion: shopwareVersion ?? known.shopwareVersion,
        },
        answer: {
          proof: proofOf({ shopId, shopUrl, appName: options.appName }, appSecret.secret),
          secret,
          confirmation_url: options.confirmationUrl,
        },
      };
    }
  }
}

type NotShown = "shop_signature_missing" | "shop_signature_wrong" | "other_address";

function shows(
  { url, shopSignature, spellings }: Registration,
  installation: Installation | null,
  now: number,
): ShownBy | NotShown {
  if (installation === null || installation.secret === null) return "first";
  if (isSigned(spellings, shopSignature, installation.secret)) return "shop_signature";
  // Also where the signature is wrong: this is the way out for a shop whose secret and ours have come apart.
  if (installation.move?.url === url && isApproved(installation.move, now)) return "approval";
  if (url !== installation.url) return "other_address";
  if (shopSignature !== undefined) return "shop_signature_wrong";
  return installation.deletedAt !== null && !installation.signsTwice ? "reinstalled" : "shop_signature_missing";
}

/** An approval that is still good is not pushed aside by another question; the same question is not written again. */
function withQuestion(installation: Installation | null, url: string, now: number): Installation | null {
  if (installation === null || isApproved(installation.move, now)) return null;
  const { move } = installation;
  if (move?.url === url && move.approvedAt === null) return null;
  return { ...installation, move: { url, askedAt: now, approvedAt: null } };
}

function unknownShop(shopId: string): Installation {
  return {
    shopId,
    url: null,
    secret: null,
    previousSecret: null,
    rotatedAt: null,
    pending: null,
    move: null,
    clientId: null,
    clientSecret: null,
    signsTwice: false,
    active: false,
    shopwareVersion: null,
    deletedAt: null,
    version: 0,
  };
}
