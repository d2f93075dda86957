import type { ShopId } from "../ids.ts";

/** A form for one claim, as a customer was shown it. */
export interface ClaimForm {
  shopId: ShopId;
  /** UUID. */
  id: string;
  /** From then on nobody may send it: milliseconds since the epoch. */
  expiresAt: number;
}

export type TakenForm =
  /** `begun`: a claim was asked for with it before, and nobody noted how that ended. */
  | { outcome: "taken"; use: FormUse; begun: BegunClaim | null }
  /** It was used: this is the claim. */
  | { outcome: "made"; claimId: string }
  /** Somebody is using it, in this process or another. */
  | { outcome: "in_use" };

export interface BegunClaim {
  /** SHA-256 of what was claimed. */
  contentHash: Buffer;
  /** When it was asked for: milliseconds since the epoch. */
  at: number;
}

/** The right to use a form, for some seconds. */
export interface FormUse extends Pick<ClaimForm, "shopId" | "id"> {
  leaseToken: string;
}

/** That a form makes one claim, whoever sends it how often to which process. */
export interface ClaimForms {
  take(form: ClaimForm): Promise<TakenForm>;
  /** Notes what will be asked for now; false where the use is over, and somebody else may be at it. */
  begin(use: FormUse, contentHash: Buffer): Promise<boolean>;
  /** The claim is made, and it stays the form's. */
  finish(use: FormUse, claimId: string): Promise<void>;
  /** Nothing was made, or nobody knows: the form may be sent again at once. */
  giveBack(use: FormUse): Promise<void>;
}
