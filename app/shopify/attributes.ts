import { cleanText, objectOf } from "@karla/sync/json-fields";
import type { Attribute } from "@karla/sync/order";
import type { JsonObject, JsonValue } from "@karla/sync/read-json";

export const MAX_ATTRIBUTES = 250;
/** Names and values together, in UTF-8. Whole attributes are left out, none is cut. */
export const MAX_ATTRIBUTE_BYTES = 64 * 1024;

/** Prints the part of the body at a path as compact JSON (`printJsonAt`). */
export type Print = (path: readonly (string | number)[]) => string;
type Path = readonly (string | number)[];

/**
 * `note_attributes` of an order and `properties` of a line: a list of name and value. Values are texts in all bodies a
 * shop was seen to send; apps may set anything. A boolean becomes "true", null "", a list or an object its compact JSON.
 * An attribute without a name cannot be addressed and is dropped; of a name that comes twice the last value counts.
 */
export function attributesOf(field: JsonValue | undefined, path: Path, print: Print): Attribute[] {
  const byName = new Map<string, string>();
  for (const { name, value, at } of pairsOf(field, path)) {
    const clean = cleanText(name);
    if (clean.trim() !== "") byName.set(clean, valueText(value, at, print));
  }
  return withinLimits([...byName].map(([name, value]) => ({ name, value })));
}

interface Pair {
  name: string;
  value: JsonValue | undefined;
  at: Path;
}

/** Seen as well: `{}` for none, one `{name, value}` without a list, and a plain object of names. */
function pairsOf(field: JsonValue | undefined, path: Path): Pair[] {
  if (Array.isArray(field)) {
    return field.flatMap((item, index) => {
      const object = objectOf(item);
      return object === null ? [] : pairOf(object, [...path, index]);
    });
  }
  const object = objectOf(field);
  if (object === null) return [];
  if (typeof object.name === "string" && Object.hasOwn(object, "value")) return pairOf(object, path);
  return Object.entries(object).map(([name, value]) => ({ name, value, at: [...path, name] }));
}

function pairOf({ name, value }: JsonObject, path: Path): Pair[] {
  return typeof name === "string" ? [{ name, value, at: [...path, "value"] }] : [];
}

function valueText(value: JsonValue | undefined, at: Path, print: Print): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "object") return cleanText(print(at));
  return typeof value === "string" ? cleanText(value) : String(value);
}

function withinLimits(attributes: readonly Attribute[]): Attribute[] {
  let bytes = 0;
  return attributes.slice(0, MAX_ATTRIBUTES).filter(({ name, value }) => {
    const size = Buffer.byteLength(name) + Buffer.byteLength(value);
    if (bytes + size > MAX_ATTRIBUTE_BYTES) return false;
    bytes += size;
    return true;
  });
}
