import { cleanText } from "@karla/sync/json-fields";
import type { Parcel } from "@karla/sync/order";
import type { JsonObject, JsonValue } from "@karla/sync/read-json";
import { listOf } from "./json-fields.ts";

/**
 * The parcels of a fulfillment. `tracking_numbers` and `tracking_urls` are not parallel lists: there are numbers without
 * a URL, one number with two, URLs without a number. A number is only trimmed, never judged: a parcel whose number looks
 * wrong to us is still a parcel.
 */
export function parcelsOf(fulfillment: JsonObject): Parcel[] {
  const numbers = textsOf(fulfillment.tracking_numbers, fulfillment.tracking_number);
  const urls = textsOf(fulfillment.tracking_urls, fulfillment.tracking_url).flatMap((url) => webUrlOf(url) ?? []);
  return numbers.map((trackingNumber, index) => ({ trackingNumber, trackingUrl: urlOf(index, numbers, urls) }));
}

function textsOf(list: JsonValue | undefined, single: JsonValue | undefined): string[] {
  const texts = [...listOf(list), single].flatMap((item) => (typeof item === "string" ? cleanText(item).trim() : []));
  return [...new Set(texts.filter((text) => text !== ""))];
}

/** A link that may be followed. As written, unless it has line breaks or spaces in it, which no link has. */
function webUrlOf(text: string): string | null {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return null;
  return /\s/.test(text) ? new URL(text).href : text;
}

/**
 * A wrong link is worse than none. The URL that has the number in it; else the only URL of the only number; else the one
 * at the same place, if there are as many URLs as numbers and none has another number in it.
 */
function urlOf(index: number, numbers: readonly string[], urls: readonly string[]): string | null {
  const number = numbers[index];
  if (number === undefined) return null;
  const own = urls.find((url) => numberIn(url, numbers) === number);
  if (own !== undefined) return own;
  if (numbers.length === 1 && urls.length === 1) return urls[0] ?? null;
  const parallel = numbers.length === urls.length && urls.every((url, at) => isOpenTo(url, at, numbers));
  return parallel ? (urls[index] ?? null) : null;
}

function isOpenTo(url: string, index: number, numbers: readonly string[]): boolean {
  const named = numberIn(url, numbers);
  return named === null || named === numbers[index];
}

/** Which number a URL names. The longest, because one number can be the beginning of another. */
function numberIn(url: string, numbers: readonly string[]): string | null {
  const spellings = (number: string) => [number, encodeURIComponent(number), encodeURI(number)];
  const named = numbers.filter((number) => spellings(number).some((spelling) => url.includes(spelling)));
  return named.sort((a, b) => b.length - a.length)[0] ?? null;
}
