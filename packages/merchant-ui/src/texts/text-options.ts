import type { InitOptions } from "i18next";
import { merchantTexts } from "./merchant-texts.ts";

export const LOCALES = ["en", "de"];
export const DEFAULT_LOCALE = "en";

type Texts = Readonly<Record<string, string>>;

/**
 * For i18next: the merchant's texts, and those that only one admin says, as the namespace of that name. All texts are small
 * and come with the code, so nothing is loaded later.
 */
export function textOptions(name: string, own: { de: Texts; en: Texts }): InitOptions {
  return {
    supportedLngs: LOCALES,
    nonExplicitSupportedLngs: true,
    fallbackLng: DEFAULT_LOCALE,
    defaultNS: name,
    ns: [name, "merchant"],
    resources: {
      de: { [name]: own.de, merchant: merchantTexts.de },
      en: { [name]: own.en, merchant: merchantTexts.en },
    },
    // React escapes.
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  };
}
