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
  },
};
