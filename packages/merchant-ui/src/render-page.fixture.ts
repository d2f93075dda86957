import { createInstance } from "i18next";
import { createElement, type ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { I18nextProvider, initReactI18next } from "react-i18next";
import { plainPrimitives } from "./plain-primitives.fixture.tsx";
import { type Primitives, PrimitivesProvider } from "./primitives.tsx";
import { merchantTexts } from "./texts/merchant-texts.ts";

export type Language = keyof typeof merchantTexts;
export const LANGUAGES: readonly Language[] = ["de", "en"];

/** The page as HTML, in one language and without a way back to another. */
export function renderPage(page: ReactElement, language: Language, primitives: Primitives = plainPrimitives): string {
  const i18n = createInstance();
  i18n.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    initImmediate: false,
    resources: { [language]: { merchant: merchantTexts[language] } },
    interpolation: { escapeValue: false },
  });
  const inside = createElement(PrimitivesProvider, { value: primitives }, page);
  return renderToStaticMarkup(createElement(I18nextProvider, { i18n }, inside));
}
