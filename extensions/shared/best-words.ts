/** Shopify's `i18n.translate`: gives the key back where there is no such text, or throws. */
export type Translate = (key: string) => string;

/** The first of these texts that there is; null where there is none. */
export function bestWords(translate: Translate, keys: readonly string[]): string | null {
  for (const key of keys) {
    const words = tryWords(translate, key);
    if (words !== null) return words;
  }
  return null;
}

function tryWords(translate: Translate, key: string): string | null {
  try {
    const words = translate(key);
    return words === "" || words === key || words.includes("missing translation") ? null : words;
  } catch {
    return null;
  }
}
