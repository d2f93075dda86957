import type { JsonObject, JsonValue } from "./read-json.ts";

/**
 * How a field of an untrusted body is read on any platform: as what it should be, or not at all. `undefined` is a missing key.
 * Numbers are text here (see `readJson`).
 */
export type Field = JsonValue | undefined;

/** No mailbox has a longer address (RFC 5321, 4.5.3.1.3). */
const MAX_EMAIL = 254;
/** One address and nothing else: a line break would begin another header of a mail, a comma another recipient. */
const EMAIL = /^[^\s\p{Cc}@,;<>]+@[^\s\p{Cc}@,;<>]+$/u;

export function objectOf(field: Field): JsonObject | null {
  return typeof field === "object" && field !== null && !Array.isArray(field) ? field : null;
}

/** A text that every part of the way can carry: PostgreSQL refuses NUL, UTF-8 has no lone surrogates. */
export function cleanText(text: string): string {
  return text.replaceAll("\u0000", "").toWellFormed();
}

/** The text, unchanged but for `cleanText`; null where it is empty, blank or no text. */
export function textOf(field: Field): string | null {
  if (typeof field !== "string") return null;
  const text = cleanText(field);
  return text.trim() === "" ? null : text;
}

/** An e-mail address, trimmed, else as written. Null where the text cannot be one: a mail would not arrive, or elsewhere. */
export function emailOf(field: Field): string | null {
  const email = textOf(field)?.trim() ?? "";
  return email.length <= MAX_EMAIL && EMAIL.test(email) ? email : null;
}
