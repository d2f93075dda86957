import { type Field, objectOf, textOf } from "@karla/sync/json-fields";
import { readInstant } from "@karla/sync/read-instant";
import type { JsonObject, JsonValue } from "@karla/sync/read-json";

/** What of `@karla/sync/json-fields` is Shopware's own way: PHP writes an empty map as `[]`, and a list with gaps as an object. */

/** More pieces of one line than anybody ships. */
const MOST_PIECES = 1_000_000_000;

export function listOf(field: Field): JsonValue[] {
  return Array.isArray(field) ? field : Object.values(objectOf(field) ?? {});
}

/** The objects of a list; anything else in it is passed over. */
export function objectsOf(field: Field): JsonObject[] {
  return listOf(field).flatMap<JsonObject>((item) => objectOf(item) ?? []);
}

/** A field in the language of the answer, else as it is in the shop's own. */
export function translatedOf(entity: JsonObject | null, field: string): string | null {
  return textOf(objectOf(entity?.translated)?.[field]) ?? textOf(entity?.[field]);
}

/** A number of pieces: whole (the rest is cut off), never negative, bounded. Null where it cannot be read. */
export function quantityOf(field: Field): number | null {
  const number = Number(textOf(field) ?? Number.NaN);
  return Number.isNaN(number) ? null : Math.min(Math.max(Math.trunc(number), 0), MOST_PIECES);
}

/** An instant as the shop writes it, "2026-11-24T18:04:20.580+00:00"; null where it is none. */
export function instantOf(field: Field): string | null {
  const text = textOf(field);
  return text !== null && readInstant(text) !== null ? text : null;
}

/** A link that may be followed. Null for any other. */
export function webUrlOf(field: Field): string | null {
  const url = textOf(field)?.trim() ?? "";
  return /^https?:\/\/\S+$/i.test(url) && URL.canParse(url) ? url : null;
}

/** The word of a state machine for where an order, delivery or transaction stands, e.g. "in_progress". */
export function stateOf(entity: JsonObject | null): string | null {
  return textOf(objectOf(entity?.stateMachineState)?.technicalName);
}
