import { createInstance, type TFunction } from "i18next";
import type { Language } from "../render-page.fixture.ts";
import { merchantTexts } from "../texts/merchant-texts.ts";

/** The texts of one language, without a way back to another. */
export function speaker(language: Language): TFunction<"merchant"> {
  const i18n = createInstance();
  i18n.init({
    lng: language,
    fallbackLng: false,
    initImmediate: false,
    resources: { [language]: { merchant: merchantTexts[language] } },
    interpolation: { escapeValue: false },
  });
  return i18n.getFixedT(language, "merchant");
}

/** As it is read, without the marks that set data apart. */
export const read = (text: string): string => text.replaceAll(/[\u2068\u2069]/g, "");

/** Said in words: no key, no code, no placeholder. What comes from data stands between marks, and may be anything. */
export const SPOKEN = /^(?!.*(\{\{|\}\}|[a-z]+_[a-z]+|mapping\.))\S.*\S$/s;
export const withoutData = (text: string): string => text.replaceAll(/\u2068.*?\u2069/gs, "…");
