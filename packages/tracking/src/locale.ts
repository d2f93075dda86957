/** The languages a tracking page speaks. */
export const LOCALES = ["de", "en", "fr", "es", "it", "nl", "da", "pl"] as const;

export type Locale = (typeof LOCALES)[number];

const BY_LANGUAGE: ReadonlyMap<string, Locale> = new Map<string, Locale>([
  ...LOCALES.map((locale): [string, Locale] => [locale, locale]),
  // What Karla's `LanguageEnum` calls Danish.
  ["dk", "da"],
]);
/** More than any browser asks for. */
const MAX_TAGS = 20;

/**
 * The first of our languages that is wanted: of a tag (`de-AT`), of tags in the order of preference, or of an
 * `Accept-Language` header with its weights. English where none of them is ours.
 */
export function localeOf(wanted: string | readonly string[]): Locale {
  const tags = (typeof wanted === "string" ? wanted : wanted.slice(0, MAX_TAGS).join(","))
    .split(",", MAX_TAGS)
    .map(weighted)
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight);
  const [first] = tags.flatMap(({ language }) => BY_LANGUAGE.get(language) ?? []);
  return first ?? "en";
}

function weighted(entry: string): { language: string; weight: number } {
  const [tag = "", ...params] = entry.trim().toLowerCase().split(";");
  const weight = params.map((param) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(param)?.[1]).find(Boolean);
  return { language: tag.split(/[-_]/)[0] ?? "", weight: weight === undefined ? 1 : Number(weight) };
}
