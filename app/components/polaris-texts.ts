import de from "@shopify/polaris/locales/de.json" with { type: "json" };
import en from "@shopify/polaris/locales/en.json" with { type: "json" };

/** The words that Polaris itself says. */
export function polarisTexts(locale: string): typeof en {
  return locale.startsWith("de") ? { ...en, ...de } : en;
}
