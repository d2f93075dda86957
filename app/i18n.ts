import { merchantTexts } from "@karla/merchant-ui/texts";
import type { InitOptions } from "i18next";
import { adminTexts } from "./i18n-texts.ts";

export const LOCALES = ["en", "de"];
export const DEFAULT_LOCALE = "en";

/** The same on the server and in the browser. All texts are small and come with the code, so nothing is loaded later. */
export const i18nOptions: InitOptions = {
  supportedLngs: LOCALES,
  nonExplicitSupportedLngs: true,
  fallbackLng: DEFAULT_LOCALE,
  defaultNS: "admin",
  ns: ["admin", "merchant"],
  resources: {
    de: { admin: adminTexts.de, merchant: merchantTexts.de },
    en: { admin: adminTexts.en, merchant: merchantTexts.en },
  },
  // React escapes.
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
};
