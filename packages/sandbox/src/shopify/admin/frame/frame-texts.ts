import type { Language } from "../../../page/texts.ts";

export interface FrameTexts {
  admin: string;
  menu: string;
  app: string;
  save: string;
  discard: string;
  unsaved: string;
  loading: string;
  noApp: string;
  noAppHint: string;
  more: string;
  uninstall: string;
  uninstallTitle: string;
  uninstallHint: string;
  cancel: string;
  notInstalled: string;
  notInstalledHint: string;
  install: string;
  failed: string;
  consentTitle: string;
  consentHint: string;
  /** What each optional scope allows. */
  scopes: Readonly<Record<string, string>>;
  allow: string;
  decline: string;
}

export const FRAME_TEXTS: Readonly<Record<Language, FrameTexts>> = {
  en: {
    admin: "Sandbox admin",
    menu: "App menu",
    app: "App",
    save: "Save",
    discard: "Discard",
    unsaved: "Unsaved changes",
    loading: "Loading",
    noApp: "No app is configured",
    noAppHint: "Start the sandbox with SANDBOX_APP_URL and SANDBOX_SHOPIFY_CLIENT_ID to see the app here.",
    more: "More actions",
    uninstall: "Uninstall app",
    uninstallTitle: "Uninstall Karla?",
    uninstallHint:
      "Karla loses its access to this shop at once and hears nothing more of it. The shop goes on selling.",
    cancel: "Cancel",
    notInstalled: "Karla is not installed in this shop",
    notInstalledHint: "The shop goes on selling, and Karla hears nothing of it.",
    install: "Install app",
    failed: "That did not work.",
    consentTitle: "Let Karla see more of this shop?",
    consentHint: "Karla asks to be allowed to",
    scopes: {
      read_customers: "see the customers and their metafields",
      read_products: "see the products, their variants and their metafields",
    },
    allow: "Allow",
    decline: "Do not allow",
  },
  de: {
    admin: "Sandbox-Admin",
    menu: "Menü der App",
    app: "App",
    save: "Speichern",
    discard: "Verwerfen",
    unsaved: "Ungespeicherte Änderungen",
    loading: "Lädt",
    noApp: "Keine App eingerichtet",
    noAppHint: "Mit SANDBOX_APP_URL und SANDBOX_SHOPIFY_CLIENT_ID gestartet, zeigt die Sandbox hier die App.",
    more: "Weitere Aktionen",
    uninstall: "App deinstallieren",
    uninstallTitle: "Karla deinstallieren?",
    uninstallHint:
      "Karla verliert sofort den Zugriff auf diesen Shop und erfährt nichts mehr von ihm. Der Shop verkauft weiter.",
    cancel: "Abbrechen",
    notInstalled: "Karla ist in diesem Shop nicht installiert",
    notInstalledHint: "Der Shop verkauft weiter, und Karla erfährt nichts davon.",
    install: "App installieren",
    failed: "Das hat nicht geklappt.",
    consentTitle: "Karla mehr von diesem Shop sehen lassen?",
    consentHint: "Karla möchte gern",
    scopes: {
      read_customers: "die Kunden und ihre Metafelder sehen",
      read_products: "die Produkte, ihre Varianten und ihre Metafelder sehen",
    },
    allow: "Erlauben",
    decline: "Nicht erlauben",
  },
};
