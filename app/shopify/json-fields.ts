import { type Field, objectOf, textOf } from "@karla/sync/json-fields";
import type { JsonObject, JsonValue } from "@karla/sync/read-json";

/** What of `@karla/sync/json-fields` is Shopify's own way: lists are lists, flags may be words, tags may be one text. */

/** More pieces of one line than anybody ships. */
const MOST_PIECES = 1_000_000_000;

export function listOf(field: Field): JsonValue[] {
  return Array.isArray(field) ? field : [];
}

/** The objects of a list; anything else in it is passed over. */
export function objectsOf(field: Field): JsonObject[] {
  return listOf(field).flatMap<JsonObject>((item) => objectOf(item) ?? []);
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
