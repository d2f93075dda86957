import type { ClaimFault } from "./check-claim.ts";

/** The fields of the form, by the names under which they are sent. */
export type ClaimField = "parcel" | "pieces" | "reason" | "description" | "preference" | "photos" | "signature";

/** At which field a fault is told. */
export function fieldOf(fault: ClaimFault): ClaimField {
  switch (fault) {
    case "parcel_missing":
      return "parcel";
    case "items_missing":
    case "pieces_wrong":
      return "pieces";
    case "reason_missing":
      return "reason";
    case "preference_wrong":
      return "preference";
    case "description_missing":
    case "description_long":
      return "description";
    case "photos_many":
    case "photo_large":
    case "photo_unusable":
      return "photos";
    case "signature_large":
    case "signature_unusable":
      return "signature";
  }
}

/** Where a link to the field leads: to the first thing in it that can be entered. */
export function idOf(field: ClaimField): string {
  return `karla-claim-${field}`;
}
