export interface Market {
  /** "" or "/de-at". */
  root: string;
  /** "de-AT" */
  locale: string;
  direction: "ltr" | "rtl";
}

const RIGHT_TO_LEFT = new Set(["ar", "he", "fa", "ur"]);

/** The market of a path, which in a shop of several begins with language and country; English elsewhere. */
export function marketOf(path: string): Market {
  const [, language, country] = /^\/([a-z]{2})-([a-z]{2})(?:\/|$)/.exec(path) ?? [];
  if (language === undefined || country === undefined) return { root: "", locale: "en", direction: "ltr" };
  return {
    root: `/${language}-${country}`,
    locale: `${language}-${country.toUpperCase()}`,
    direction: RIGHT_TO_LEFT.has(language) ? "rtl" : "ltr",
  };
}
