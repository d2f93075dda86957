/** Longer lists are written by nobody's browser. */
const MAX_CHARS = 500;

/**
 * How dates and numbers are written on a page of this language: as in the first region that the browser names with it.
 * "en" and "en-GB,en;q=0.8" give "en-GB"; without such a region the language itself. Shopify names the language alone.
 */
export function formatLocaleOf(acceptLanguage: string | null, language: string): string {
  const wanted = (acceptLanguage ?? "").slice(0, MAX_CHARS).split(",").map(toWanted);
  // Sorting is stable: of equal weight, the first one stays first.
  const best = wanted
    .filter(({ locale, weight }) => locale?.language === language && weight > 0)
    .sort((a, b) => b.weight - a.weight)[0];
  const region = best?.locale?.region;
  return region === undefined ? language : `${language}-${region}`;
}

/** One entry of the header, as "en-GB;q=0.8". Without a weight it has the highest. */
function toWanted(entry: string): { locale: Intl.Locale | null; weight: number } {
  const [tag = "", ...parameters] = entry.split(";").map((part) => part.trim());
  const weight = Number(parameters.find((one) => /^q=/i.test(one))?.slice(2) ?? 1);
  return { locale: toLocale(tag), weight: weight > 0 && weight <= 1 ? weight : 0 };
}

/** Null for "*" and for what is no language tag. */
function toLocale(tag: string): Intl.Locale | null {
  try {
    const [known] = Intl.getCanonicalLocales(tag);
    return known === undefined ? null : new Intl.Locale(known);
  } catch {
    return null;
  }
}
