import type { Claim } from "@karla/api/answers";
import type { ClaimCreation } from "@karla/api/claim";
import type { KarlaClient } from "@karla/api/client";
import { KarlaError, KarlaRefusedError } from "@karla/api/errors";
import type { Picture } from "@karla/api/image-form";
import type { BegunClaim, ClaimForm, ClaimForms, FormUse } from "@karla/sync/claim-forms";
import type { ClaimFault, ValidClaim } from "@karla/tracking/check-claim";
import { claimHash } from "./claim-hash.ts";

/** What of the core's client claims need. */
export type ClaimCore = Pick<KarlaClient, "findClaims" | "createClaim" | "uploadImage">;

export type ClaimOutcome =
  | { outcome: "made" }
  | { outcome: "invalid"; faults: readonly ClaimFault[] }
  /** Somebody else is at it: the same form, sent twice. */
  | { outcome: "busy" }
  /** The core did not take it, or nobody knows. Sent again with the same form it is looked for first. */
  | { outcome: "unsent" };

export interface MakeClaimDeps {
  forms: ClaimForms;
  sleep: (ms: number) => Promise<void>;
  onFailure: (error: KarlaError) => void;
}

export interface WantedClaim {
  form: ClaimForm;
  claim: ValidClaim;
  photos: readonly Picture[];
  signature: Picture | null;
  /** The core's id of the order. */
  orderId: string;
}

/** How long a second click waits for the first one: as long as the core may take. */
const LOOKS = { times: 50, everyMs: 100 };
/** The core's clock and ours are not the same. */
const CLOCKS_APART_MS = 5 * 60_000;

/**
 * Makes the one claim of a form. The core recognises no repeated claim: what is asked for is noted before, and where nobody noted
 * how that ended, the order's claims are looked through for it before it is asked for again.
 */
export function createClaimMaker({ forms, sleep, onFailure }: MakeClaimDeps) {
  async function take(form: ClaimForm) {
    for (let look = 0; look < LOOKS.times; look += 1) {
      const taken = await forms.take(form);
      if (taken.outcome !== "in_use") return taken;
      await sleep(LOOKS.everyMs);
    }
    return { outcome: "in_use" } as const;
  }

  async function make(
    core: ClaimCore,
    use: FormUse,
    begun: BegunClaim | null,
    wanted: WantedClaim,
  ): Promise<ClaimOutcome> {
    const known = begun === null ? null : await findBegun(core, begun, wanted.orderId);
    if (known !== null) return done(use, known);
    const pictures = await upload(core, wanted);
    if (pictures.outcome === "invalid") return pictures;
    const creation = creationOf(wanted.claim, pictures);
    if (!(await forms.begin(use, claimHash(creation)))) return { outcome: "busy" };
    return done(use, await core.createClaim(creation));
  }

  async function done(use: FormUse, { uuid }: Claim): Promise<ClaimOutcome> {
    await forms.finish(use, uuid);
    return { outcome: "made" };
  }

  return async (core: ClaimCore, wanted: WantedClaim): Promise<ClaimOutcome> => {
    const taken = await take(wanted.form);
    switch (taken.outcome) {
      case "made":
        return { outcome: "made" };
      case "in_use":
        return { outcome: "busy" };
      case "taken":
        try {
          return await make(core, taken.use, taken.begun, wanted);
        } catch (error) {
          if (!(error instanceof KarlaError)) throw error;
          onFailure(error);
          return { outcome: "unsent" };
        } finally {
          await forms.giveBack(taken.use);
        }
    }
  };
}

/** Of the order's claims the one that was asked for then; null where the core has none. */
async function findBegun(core: ClaimCore, begun: BegunClaim, orderId: string): Promise<Claim | null> {
  const claims = await core.findClaims({ order_id: orderId });
  const isSince = ({ created_at }: Claim) => !(Date.parse(created_at ?? "") < begun.at - CLOCKS_APART_MS);
  return claims.find((claim) => isSince(claim) && claimHash(claim).equals(begun.contentHash)) ?? null;
}

interface Uploaded {
  outcome: "uploaded";
  photos: string[];
  signature: string | null;
}

async function upload(
  core: ClaimCore,
  { photos, signature }: WantedClaim,
): Promise<Uploaded | Extract<ClaimOutcome, { outcome: "invalid" }>> {
  const [photoUrls, signatureUrl] = await Promise.all([
    Promise.all(photos.map((photo) => uploadOne(core, "claim", photo))),
    signature === null ? null : uploadOne(core, "signature", signature),
  ]);
  const faults: ClaimFault[] = [
    ...(photoUrls.includes(REFUSED) ? (["photo_unusable"] as const) : []),
    ...(signatureUrl === REFUSED ? (["signature_unusable"] as const) : []),
  ];
  if (faults.length > 0) return { outcome: "invalid", faults };
  return { outcome: "uploaded", photos: photoUrls, signature: signatureUrl };
}

/** No address is empty. */
const REFUSED = "";

/** The picture's address. The core looks closer than we do: what it cannot clean it refuses. */
async function uploadOne(core: ClaimCore, type: "claim" | "signature", picture: Picture): Promise<string> {
  try {
    return await core.uploadImage(type, picture);
  } catch (error) {
    const refused = error instanceof KarlaRefusedError && ["invalid", "too_large"].includes(error.refusal);
    if (refused) return REFUSED;
    throw error;
  }
}

function creationOf(
  { parcelId, reason, preference, description, items }: ValidClaim,
  pictures: Uploaded,
): ClaimCreation {
  return {
    shipment_id: parcelId,
    reason,
    ...(preference === null ? {} : { resolution_preference: preference }),
    ...(description === null ? {} : { description }),
    ...(pictures.signature === null ? {} : { customer_signature_image_url: pictures.signature }),
    selected_items: items.map(({ sku, title, quantity }) => ({
      ...(sku === null ? {} : { sku }),
      ...(title === null ? {} : { title }),
      quantity,
    })),
    image_urls: pictures.photos,
  };
}
