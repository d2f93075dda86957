import type { Match } from "../live/match.ts";
import type { Kind } from "../shopify/kinds.ts";
import { KIND_NAMES } from "./kind-names.ts";

export type Language = "en" | "de";

export type ShopPlatform = "shopify" | "shopware";

export interface Texts {
  shop: Readonly<Record<ShopPlatform, { title: string; lead: string }>>;
  caption: string;
  columns: { number: string; kind: string; total: string; parcels: string; state: string };
  counters: { events: string; acknowledged: string; orders: string; inCore: string };
  kind: Readonly<Record<Kind, string>>;
  state: { in_core: string; on_its_way: string };
  notSent: Readonly<Record<Extract<Match, { state: "not_sent" }>["because"], string>>;
  nothingYet: string;
  coreSilent: string;
}

export const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    shop: {
      shopify: {
        title: "Sandbox shop",
        lead: "This shop keeps selling. On the left is what it sold, on the right whether the core holds it.",
      },
      shopware: {
        title: "Sandbox shop on Shopware",
        lead: "This shop keeps selling. On the left is what it sold, on the right whether the core holds it. Every fifth order is shipped without a message; a comparison finds it within five minutes.",
      },
    },
    caption: "The last 40 orders",
    columns: { number: "Order", kind: "What is special", total: "Total", parcels: "Parcels", state: "Core" },
    counters: { events: "Events sent", acknowledged: "Acknowledged", orders: "Orders", inCore: "In the core" },
    kind: KIND_NAMES.en,
    state: { in_core: "In the core", on_its_way: "On its way" },
    notSent: {
      test: "Not sent: a test order",
      cancelled: "Not sent: cancelled before shipping",
      nothing_to_ship: "Not sent: nothing to ship",
      no_address: "Not sent: no shipping address",
      no_zip: "Not sent: no zip code",
    },
    nothingYet: "The first order is on its way.",
    coreSilent: "The core does not answer at the moment.",
  },
  de: {
    shop: {
      shopify: {
        title: "Sandbox-Shop",
        lead: "Dieser Shop verkauft ununterbrochen. Links steht, was er verkauft hat, rechts, ob der Core es kennt.",
      },
      shopware: {
        title: "Sandbox-Shop auf Shopware",
        lead: "Dieser Shop verkauft ununterbrochen. Links steht, was er verkauft hat, rechts, ob der Core es kennt. Jede fünfte Bestellung wird ohne Nachricht versandt; ein Abgleich findet sie innerhalb von fünf Minuten.",
      },
    },
    caption: "Die letzten 40 Bestellungen",
    columns: { number: "Bestellung", kind: "Besonderheit", total: "Summe", parcels: "Pakete", state: "Core" },
    counters: { events: "Gesendete Ereignisse", acknowledged: "Bestätigt", orders: "Bestellungen", inCore: "Im Core" },
    kind: KIND_NAMES.de,
    state: { in_core: "Im Core", on_its_way: "Unterwegs" },
    notSent: {
      test: "Nicht gesendet: Testbestellung",
      cancelled: "Nicht gesendet: vor dem Versand storniert",
      nothing_to_ship: "Nicht gesendet: nichts zu versenden",
      no_address: "Nicht gesendet: keine Lieferadresse",
      no_zip: "Nicht gesendet: keine Postleitzahl",
    },
    nothingYet: "Die erste Bestellung ist unterwegs.",
    coreSilent: "Der Core antwortet gerade nicht.",
  },
};

/** German where the browser prefers it to English, else English. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const wishes = (acceptLanguage ?? "").split(",").map((part, place) => {
    const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
    const weight = parameters.map((text) => /^\s*q=([\d.]+)\s*$/.exec(text)?.[1]).find((text) => text !== undefined);
    return { language: tag.split("-")[0], weight: Number(weight ?? 1), place };
  });
  const best = wishes
    .filter(({ language, weight }) => (language === "de" || language === "en") && weight > 0)
    .sort((left, right) => right.weight - left.weight || left.place - right.place)[0];
  return best?.language === "de" ? "de" : "en";
}
