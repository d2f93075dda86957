import { excessOf } from "./measure-json.ts";

/** A JSON value as read: every number is the text of its digits, as written ("398.00", "820982911946154508", "1e3"). */
export type JsonValue = string | boolean | null | JsonValue[] | JsonObject;
/** Without a prototype: a key named `__proto__` or `constructor` is a key like any other, and absent if not sent. */
export interface JsonObject {
  [key: string]: JsonValue;
}

export type ReadJson = { outcome: "value"; value: JsonValue } | { outcome: "unreadable"; why: string };

/** The step from text to value is the one place where a value's kind is asserted. */
type Reviver = (key: string, value: unknown, context: { source: string }) => unknown;
const parse = JSON.parse as (text: string, reviver: Reviver) => JsonValue;
/** ECMAScript "JSON.parse source text access", newer than TypeScript's library. */
const rawJson = (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON;

/**
 * Lossless: no id and no amount passes through a float. Bytes that are not UTF-8 are unreadable, never repaired; a byte
 * order mark in front is allowed. Never throws. `why` never quotes the body.
 */
export function readJson(bytes: Buffer): ReadJson {
  const text = decode(bytes);
  if (text === null) return { outcome: "unreadable", why: "not UTF-8" };
  const excess = excessOf(bytes);
  if (excess !== null) return { outcome: "unreadable", why: excess };
  try {
    return { outcome: "value", value: parse(text, asText) };
  } catch {
    return { outcome: "unreadable", why: "not JSON" };
  }
}

/**
 * The part at `path` of bytes that `readJson` could read, as compact JSON with its numbers as they were written: what a
 * value looks like that is to be shown as one text. Parses once more, because a value no longer knows its numbers.
 */
export function printJsonAt(bytes: Buffer, path: readonly (string | number)[]): string {
  return JSON.stringify(sourceAt(bytes, path));
}

/** The same of each item of the list at `path`; none where there is no list. */
export function printJsonItemsAt(bytes: Buffer, path: readonly (string | number)[]): string[] {
  const list = sourceAt(bytes, path);
  return Array.isArray(list) ? list.map((item) => JSON.stringify(item)) : [];
}

function sourceAt(bytes: Buffer, path: readonly (string | number)[]): unknown {
  let part: unknown = parse(decode(bytes) ?? "null", asSource);
  for (const step of path) {
    part = typeof part === "object" && part !== null && Object.hasOwn(part, step) ? Reflect.get(part, step) : null;
  }
  return part;
}

function decode(bytes: Buffer): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

const asText: Reviver = (_key, value, context) => {
  if (typeof value === "number") return context.source;
  if (typeof value === "object" && value !== null && !Array.isArray(value)) Object.setPrototypeOf(value, null);
  return value;
};

const asSource: Reviver = (_key, value, context) => (typeof value === "number" ? rawJson(context.source) : value);
