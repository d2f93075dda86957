/** What the theme says around the app's own words. */
export interface StorefrontWords {
  skip: string;
  menu: string;
  track: string;
  about: string;
  aboutText: string;
  trying: string;
  tryingHow: string;
  logIn: string;
  logOut: string;
}

const en: StorefrontWords = {
  skip: "Skip to content",
  menu: "Menu",
  track: "Track your order",
  about: "About us",
  aboutText: "A shop that keeps selling. This page has no block of the app, and loads nothing of it.",
  trying: "For trying out",
  tryingHow: "Orders of the sandbox with their zip codes. A customer who is logged in needs none.",
  logIn: "Log in as the customer of",
  logOut: "Log out",
};

const de: StorefrontWords = {
  skip: "Zum Inhalt",
  menu: "Menü",
  track: "Bestellung verfolgen",
  about: "Über uns",
  aboutText: "Ein Shop, der immer weiter verkauft. Diese Seite hat keinen Block der App und lädt nichts von ihr.",
  trying: "Zum Ausprobieren",
  tryingHow: "Bestellungen der Sandbox mit ihren Postleitzahlen. Wer angemeldet ist, braucht keine.",
  logIn: "Anmelden als Kunde von",
  logOut: "Abmelden",
};

export function storefrontWords(language: string): StorefrontWords {
  return language === "de" ? de : en;
}
