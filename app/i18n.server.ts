import { DEFAULT_LOCALE, LOCALES } from "@karla/merchant-ui/locales";
import { RemixI18Next } from "remix-i18next/server";
import { i18nOptions } from "./i18n.ts";

/** Shopify names the merchant's language in the query of the document; outside of the admin the browser does. */
export const i18n = new RemixI18Next({
  detection: {
    supportedLanguages: LOCALES,
    fallbackLanguage: DEFAULT_LOCALE,
    searchParamKey: "locale",
    order: ["searchParams", "header"],
  },
  i18next: i18nOptions,
});
