import type { JsonObject, JsonValue } from "@karla/sync/read-json";

/**
 * How a field of an untrusted body is read: as what it should be, or not at all. `undefined` is a missing key. Numbers
 * are text here (see `readJson`).
 */
type Field = JsonValue | undefined;

/** More pieces of one line than anybody ships. */
const MOST_PIECES = 1_000_000_000;

export function objectOf(field: Field): JsonObject | null {
  return typeof field === "object" && field !== null && !Array.isArray(field) ? field : null;
}

export function listOf(field: Field): JsonValue[] {
  return Array.isArray(field) ? field : [];
}

/** The objects of a list; anything else in it is passed over. */
export function objectsOf(field: Field): JsonObject[] {
  return listOf(field).flatMap<JsonObject>((item) => objectOf(item) ?? []);
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

export function flagOf(field: Field, otherwise: boolean): boolean {
  if (field === "true") return true;
  if (field === "false") return false;
  return typeof field === "boolean" ? field : otherwise;
}

/** A number of pieces: whole (the rest is cut off), never negative, bounded. Null where it cannot be read. */
export function quantityOf(field: Field): number | null {
  if (typeof field !== "string" || field.trim() === "") return null;
  const number = Number(field);
  return Number.isNaN(number) ? null : Math.min(Math.max(Math.trunc(number), 0), MOST_PIECES);
}

export function finiteOf(field: Field): number | null {
  if (typeof field !== "string" || field.trim() === "") return null;
  const number = Number(field);
  return Number.isFinite(number) ? number : null;
}

/** Comma-joined, as Shopify sends tags, or a list. Trimmed, none empty, each once. */
export function tagsOf(field: Field): string[] {
  const tags = typeof field === "string" ? field.split(",") : listOf(field);
  return [...new Set(tags.flatMap((tag) => textOf(tag)?.trim() ?? []))];
}
