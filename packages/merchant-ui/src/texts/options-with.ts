import type { InitOptions, Resource } from "i18next";
import { DEFAULT_LOCALE, LOCALES } from "./locales.ts";

/** For i18next: these texts, of which those of the namespace `name` come first. */
export function optionsWith(name: string, resources: Resource): InitOptions {
  return {
    supportedLngs: LOCALES,
    nonExplicitSupportedLngs: true,
    fallbackLng: DEFAULT_LOCALE,
    defaultNS: name,
    ns: [name, "merchant"],
    resources,
    // React escapes.
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  };
}
