import type { PageLanguage } from "./page-language.ts";

/** An amount for people's eyes; a currency that the runtime does not know is shown as its code. */
export function formatMoney(language: PageLanguage, amount: number | null, currency: string): string {
  if (amount === null) return "–";
  try {
    return new Intl.NumberFormat(language, { style: "currency", currency }).format(amount);
  } catch {
    return `${amount} ${currency}`;
  }
}
