import { readNumbersAsText } from "../proof/read-numbers-as-text.ts";

/** A parsed body. Numbers are the text of their digits. */
export type Fields = Readonly<Record<string, unknown>>;

/** The JSON object in these bytes; null for anything else, invalid UTF-8 included. */
export function readBody(bytes: Buffer): Fields | null {
  const text = decode(bytes);
  if (text === null) return null;
  try {
    return fieldsOf(readNumbersAsText(text));
  } catch {
    return null;
  }
}

/** The bytes as text without a byte order mark; null where they are not UTF-8. */
export function decode(bytes: Buffer): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

export function fieldsOf(value: unknown): Fields | null {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : null;
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The objects of a list. */
export function objectsIn(value: unknown): Fields[] {
  return listOf(value)
    .map(fieldsOf)
    .filter((item) => item !== null);
}

/** A text (or the digits of a number) that says something; null for blank ones. What no database can hold is left out. */
export function textOf(value: unknown): string | null {
  if (typeof value !== "string") return null;
  const text = value.replaceAll("\u0000", "").toWellFormed();
  return text.trim() === "" ? null : text;
}

export function isTrue(value: unknown): boolean {
  return value === true || value === "true";
}

/** A count of pieces. */
export function piecesOf(value: unknown): number | null {
  const pieces = Number(textOf(value) ?? Number.NaN);
  return Number.isFinite(pieces) && pieces >= 0 ? Math.trunc(pieces) : null;
}

/** Digits of the global id where there is one of that type, else the id as written. */
export function idOf(resource: Fields, type: string): string | null {
  const gid = textOf(resource.admin_graphql_api_id) ?? "";
  return globalId(gid, type) ?? referenceOf(resource.id, type);
}

/** The id in a field that refers to a resource. */
export function referenceOf(value: unknown, type: string): string | null {
  const text = textOf(value);
  return text === null ? null : (globalId(text, type) ?? text);
}

function globalId(text: string, type: string): string | null {
  const [, found, digits] = /^gid:\/\/shopify\/([A-Za-z]+)\/(\d+)$/.exec(text) ?? [];
  return found === type && digits !== undefined ? digits : null;
}
