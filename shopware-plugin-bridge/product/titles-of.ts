import { type Field, objectOf, textOf } from "@karla/sync/json-fields";
import type { JsonObject } from "@karla/sync/read-json";
import { objectsOf } from "../order/json-fields.ts";

const LOCALE = /^([a-z]{2})-([a-z]{2})$/;

/**
 * A product's names by language. Of several with the same language (de-DE, de-AT) the one whose country has its name from it
 * counts, else the first by code, so that the same product always says the same.
 */
export function titlesOf({ translations }: JsonObject): Record<string, string> {
  const titles = new Map<string, string>();
  for (const [code, name] of namesByLocale(translations).sort(
    ([a], [b]) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1),
  )) {
    const language = code.slice(0, 2);
    if (!titles.has(language)) titles.set(language, name);
  }
  return Object.fromEntries(titles);
}

function namesByLocale(translations: Field): [string, string][] {
  return objectsOf(translations).flatMap(({ name, language }): [string, string][] => {
    const code = textOf(objectOf(objectOf(language)?.locale)?.code)?.toLowerCase() ?? "";
    const title = textOf(name);
    return LOCALE.test(code) && title !== null ? [[code, title]] : [];
  });
}

function rankOf(code: string): number {
  return code.slice(0, 2) === code.slice(3) ? 0 : 1;
}
