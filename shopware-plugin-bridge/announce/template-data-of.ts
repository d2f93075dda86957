import { cleanText } from "@karla/sync/json-fields";
import { webUrlOf } from "../order/json-fields.ts";

/** A customer's own words about a damage are longer than any other text of an event. */
export const MAX_TEXT = 2_000;
const MAX_ITEMS = 50;
const MAX_DEPTH = 4;
/** Of one event in all, lists and maps included. */
const MAX_VALUES = 500;
/** What a template can name. */
const NAME = /^\w{1,64}$/;
const LINK = /(?:^|_)(?:url|urls|link|links|href)$/i;

/**
 * An event's data as the templates of a flow get it: all of it, as with Karla's own plugin, but bounded, and of what is named a
 * link only what may be followed; anything else in its place is null. Texts are passed on as they are: Shopware escapes them
 * where it puts them into HTML. Nothing is fetched.
 */
export function templateDataOf(data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  let left = MAX_VALUES;

  function partOf(value: unknown, isLink: boolean, depth: number): unknown {
    left -= 1;
    if (typeof value === "string") return isLink ? linkOf(value) : cleanText(value.slice(0, MAX_TEXT));
    if (typeof value === "number" || typeof value === "boolean") return value;
    if (typeof value !== "object" || value === null || depth > MAX_DEPTH) return null;
    if (!Array.isArray(value)) return mapOf(value, depth);
    const items: unknown[] = [];
    for (const item of value.slice(0, MAX_ITEMS)) if (left > 0) items.push(partOf(item, isLink, depth + 1));
    return isLink ? items.filter((item) => item !== null) : items;
  }

  function mapOf(map: object, depth: number): Record<string, unknown> {
    const entries: [string, unknown][] = [];
    for (const [name, value] of Object.entries(map)) {
      if (left > 0 && NAME.test(name)) entries.push([name, partOf(value, LINK.test(name), depth + 1)]);
    }
    return Object.fromEntries(entries);
  }

  return mapOf(data, 0);
}

/** A link that is cut leads elsewhere. */
function linkOf(text: string): string | null {
  return text.length > MAX_TEXT ? null : webUrlOf(text);
}
