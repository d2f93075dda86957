import type { Locale } from "../locale.ts";
import type { ClaimFault, ClaimPreference, ClaimReason } from "./check-claim.ts";
import type { ClaimStatus } from "./read-claims.ts";
import { da } from "./texts/da.ts";
import { de } from "./texts/de.ts";
import { en } from "./texts/en.ts";
import { es } from "./texts/es.ts";
import { fr } from "./texts/fr.ts";
import { it } from "./texts/it.ts";
import { nl } from "./texts/nl.ts";
import { pl } from "./texts/pl.ts";

/** Every word of the page on which a customer reports a problem. `{{…}}` stands for a value. */
export interface ClaimTexts {
  readonly title: string;
  readonly parcel: string;
  readonly unsent: string;
  readonly items: string;
  readonly of: string;
  readonly reason: string;
  readonly reasons: Readonly<Record<ClaimReason, string>>;
  readonly reason_unknown: string;
  readonly description: string;
  readonly preference: string;
  readonly preferences: Readonly<Record<ClaimPreference | "none", string>>;
  readonly photos: string;
  readonly photos_hint: string;
  readonly photos_again: string;
  readonly signature: string;
  readonly signature_hint: string;
  readonly submit: string;
  readonly faulty: string;
  readonly faults: Readonly<Record<ClaimFault, string>>;
  /** Why the form is shown again though nothing in it is wrong. */
  readonly busy: string;
  readonly unsent_claim: string;
  readonly made: { readonly title: string; readonly lead: string };
  readonly expired: string;
  readonly too_large: string;
  readonly no_parcel: string;
  readonly full: string;
  readonly claims: string;
  readonly status: Readonly<Record<ClaimStatus, string>>;
}

export const CLAIM_TEXTS: Readonly<Record<Locale, ClaimTexts>> = { de, en, fr, es, it, nl, da, pl };
