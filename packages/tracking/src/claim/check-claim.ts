import type { ClaimableOrder, ClaimableParcel } from "./claimable-order.ts";

/** `ClaimReason` of the contract, the likeliest first. */
export const CLAIM_REASONS = ["damage", "partial_damage", "investigation", "return", "support"] as const;
export type ClaimReason = (typeof CLAIM_REASONS)[number];

/** `ClaimResolutionPreference` of the contract. */
export const CLAIM_PREFERENCES = ["reorder", "refund"] as const;
export type ClaimPreference = (typeof CLAIM_PREFERENCES)[number];

/** As much of a customer's own words as a workflow of the shop's is given. */
export const MAX_DESCRIPTION = 2_000;

/** What a customer entered, as it came: anybody's text. */
export interface FilledClaim {
  readonly parcel: string;
  /** Pieces by the key of their item. */
  readonly pieces: ReadonlyMap<string, string>;
  readonly reason: string;
  /** "": none in particular. */
  readonly preference: string;
  readonly description: string;
}

/** What is wrong with what was entered; each belongs to one field. */
export type ClaimFault =
  | "parcel_missing"
  | "items_missing"
  | "pieces_wrong"
  | "reason_missing"
  | "preference_wrong"
  | "description_missing"
  | "description_long"
  | "photos_many"
  | "photo_large"
  | "photo_unusable"
  | "signature_large"
  | "signature_unusable";

export interface ValidClaim {
  readonly parcelId: string;
  readonly reason: ClaimReason;
  readonly preference: ClaimPreference | null;
  readonly description: string | null;
  readonly items: readonly { readonly sku: string | null; readonly title: string | null; readonly quantity: number }[];
}

export type CheckedClaim =
  | { outcome: "valid"; claim: ValidClaim }
  | { outcome: "invalid"; faults: readonly ClaimFault[] };

/** A shop cannot do anything about these without knowing what of the parcel is meant. */
const OF_ITEMS: ReadonlySet<ClaimReason> = new Set<ClaimReason>(["damage", "partial_damage", "return"]);

/** What was entered as a claim about the order. Pieces of another parcel than the chosen one do not count. */
export function checkClaim({ parcels }: ClaimableOrder, filled: FilledClaim): CheckedClaim {
  const parcel = parcels.find(({ id }) => id === filled.parcel) ?? null;
  const reason = CLAIM_REASONS.find((each) => each === filled.reason) ?? null;
  const preference = CLAIM_PREFERENCES.find((each) => each === filled.preference) ?? null;
  const description = plainText(filled.description);
  const pieces = parcel === null ? [] : piecesIn(parcel, filled);
  const items = pieces.flatMap(({ quantity, ...item }) => (quantity ? [{ ...item, quantity }] : []));
  const needsItems = reason !== null && OF_ITEMS.has(reason) && pieces.length > 0;
  const isWrong = pieces.some(({ quantity }) => quantity === null);
  const faults: ClaimFault[] = [
    ...when(parcel === null, "parcel_missing"),
    ...when(isWrong, "pieces_wrong"),
    ...when(needsItems && !isWrong && items.length === 0, "items_missing"),
    ...when(reason === null, "reason_missing"),
    ...when(preference === null && filled.preference !== "", "preference_wrong"),
    ...when(reason === "support" && description === "", "description_missing"),
    ...when(description.length > MAX_DESCRIPTION, "description_long"),
  ];
  if (parcel === null || reason === null || faults.length > 0) return { outcome: "invalid", faults };
  const claim = { parcelId: parcel.id, reason, preference, description: description || null, items };
  return { outcome: "valid", claim };
}

function when(is: boolean, fault: ClaimFault): ClaimFault[] {
  return is ? [fault] : [];
}

/** `quantity`: null where what was entered is no number of pieces that are there. */
function piecesIn({ items }: ClaimableParcel, { pieces }: FilledClaim) {
  return items.map(({ key, sku, title, size, quantity: most }) => {
    const entered = pieces.get(key)?.trim() || "0";
    const quantity = /^\d{1,7}$/.test(entered) && Number(entered) <= most ? Number(entered) : null;
    return { sku, title: [title, size].filter((part) => part !== null).join(" ") || null, quantity };
  });
}

/** Lines of text without what cannot be seen, or turns the reading direction around. */
function plainText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\r\n?/g, "\n")
    .replaceAll(/[^\P{Cc}\n\t]|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "")
    .trim();
}
