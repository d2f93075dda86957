import type { Picture } from "@karla/api/image-form";
import type { ClaimFault, FilledClaim } from "@karla/tracking/check-claim";
import { CLAIM_LIMITS } from "@karla/tracking/claim-limits";
import { pictureTypeOf } from "./picture-type-of.ts";

/** A form as it was sent. */
export interface SentClaim {
  token: string;
  filled: FilledClaim;
  photos: readonly Picture[];
  signature: Picture | null;
  /** Pictures, or what was meant to be some, came along. */
  hasFiles: boolean;
  /** What is wrong with its files. */
  faults: readonly ClaimFault[];
}

/** Longer than anything that is entered; what is longer is cut off, and is told to be too long. */
const MAX_TEXT = 8_000;

/** Reads the fields of the form. Of a file only its bytes count; a field without a file is an empty one. */
export async function readSentClaim(form: FormData): Promise<SentClaim> {
  const texts = (name: string) =>
    form.getAll(name).flatMap((value) => (typeof value === "string" ? [value.slice(0, MAX_TEXT)] : []));
  const text = (name: string) => texts(name)[0] ?? "";
  const entered = texts("pieces");
  const pieces = new Map(texts("item").map((key, index) => [key, entered[index] ?? ""]));
  const [photos, signatures] = await Promise.all([filesIn(form, "photos"), filesIn(form, "signature")]);
  const several = photos.length > CLAIM_LIMITS.photos;
  // A hundred pictures are not looked at one by one to be refused.
  const read = { photos: several ? [] : photos.map(readPicture), signature: signatures.slice(0, 1).map(readPicture) };
  const has = (pictures: readonly (Picture | Refused)[], refused: Refused) => pictures.includes(refused);
  const checks: [boolean, ClaimFault][] = [
    [several, "photos_many"],
    [has(read.photos, "too_large"), "photo_large"],
    [has(read.photos, "unusable"), "photo_unusable"],
    [has(read.signature, "too_large"), "signature_large"],
    [has(read.signature, "unusable"), "signature_unusable"],
  ];
  return {
    token: text("token"),
    filled: {
      parcel: text("parcel"),
      pieces,
      reason: text("reason"),
      preference: text("preference"),
      description: text("description"),
    },
    photos: read.photos.filter(isPicture),
    signature: read.signature.find(isPicture) ?? null,
    hasFiles: photos.length + signatures.length > 0,
    faults: checks.flatMap(([is, fault]) => (is ? [fault] : [])),
  };
}

type Refused = "too_large" | "unusable";

async function filesIn(form: FormData, name: string): Promise<Buffer[]> {
  const files = form.getAll(name).filter((value) => typeof value !== "string");
  const read = await Promise.all(files.map(async (file) => Buffer.from(await file.arrayBuffer())));
  return read.filter((bytes) => bytes.length > 0);
}

function readPicture(bytes: Buffer): Picture | Refused {
  if (bytes.length > CLAIM_LIMITS.pictureBytes) return "too_large";
  const contentType = pictureTypeOf(bytes);
  return contentType === null ? "unusable" : { contentType, bytes };
}

function isPicture(read: Picture | Refused): read is Picture {
  return typeof read === "object";
}
