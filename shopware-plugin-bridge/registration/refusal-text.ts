import type { RefusalReason } from "./refusal.ts";

export type TextLanguage = "de" | "en";

interface Text {
  readonly de: string;
  readonly en: string;
}

const ASK: Text = {
  de: "Bestätigt wird das im Karla-Modul der Administration unter der bisherigen Adresse, oder von demjenigen, der diesen Dienst betreibt (npm run karla -- shopware-move). Danach hier innerhalb von 24 Stunden noch einmal versuchen.",
  en: "It is confirmed in the Karla module of the administration at the address known so far, or by whoever runs this service (npm run karla -- shopware-move). Then try again here within 24 hours.",
};

const AGAIN: Text = {
  de: "Bitte noch einmal versuchen. Wenn es so bleibt: die App neu herunterladen und installieren.",
  en: "Please try again. If it stays like this: download the app anew and install it.",
};

const UNREADABLE: Text = {
  de: `Die Anfrage des Shops ist unvollständig. ${AGAIN.de}`,
  en: `The shop's request is incomplete. ${AGAIN.en}`,
};

const NOT_PROVEN: Text = {
  de: `Die Signatur des Shops passt nicht zu dem, was mit Karla vereinbart ist. Es wurde nichts geändert. ${AGAIN.de}`,
  en: `The shop's signature does not fit what was agreed with Karla. Nothing was changed. ${AGAIN.en}`,
};

const NOT_PUBLIC: Text = {
  de: "Karla erreicht den Shop unter dieser Adresse nicht: Sie muss mit https beginnen und aus dem Internet erreichbar sein. Bitte APP_URL in der .env des Shops prüfen.",
  en: "Karla cannot reach the shop at this address: it has to begin with https and be reachable from the internet. Please check APP_URL in the shop's .env.",
};

const BAD_URL: Text = {
  de: "Die Adresse des Shops ist ungültig. Bitte APP_URL in der .env des Shops prüfen.",
  en: "The shop's address is not valid. Please check APP_URL in the shop's .env.",
};

const TEXTS: Record<RefusalReason, Text> = {
  bad_app_signature: {
    de: "Die Anfrage ist nicht mit dem Geheimnis dieser App signiert. Bitte die App neu herunterladen und installieren; in einem Store-Shop prüfen, ob die Lizenz gültig ist.",
    en: "The request is not signed with this app's secret. Please download the app anew and install it; with an app of the Store check that its licence is valid.",
  },
  stale_timestamp: {
    de: "Die Uhr des Servers geht um mehr als fünf Minuten falsch. Bitte die Uhrzeit des Servers stellen (NTP) und noch einmal versuchen.",
    en: "The server's clock is off by more than five minutes. Please set the server's time (NTP) and try again.",
  },
  bad_shop_id: {
    de: "Die Shop-ID ist ungültig. Bitte im Shop mit bin/console app:shop-id:change (in älteren Versionen app:url-change:resolve) eine neue erzeugen.",
    en: "The shop id is not valid. Please make a new one in the shop with bin/console app:shop-id:change (in older versions app:url-change:resolve).",
  },
  "bad_shop_url:credentials": {
    de: "Die Adresse des Shops enthält Zugangsdaten (https://name:passwort@…). Bitte in APP_URL ohne sie angeben.",
    en: "The shop's address holds credentials (https://name:password@…). Please give it without them in APP_URL.",
  },
  "bad_shop_url:port": {
    de: "Die Adresse des Shops hat einen Port, den Karla nicht aufruft. Bitte den Shop unter https ohne Portangabe erreichbar machen und APP_URL anpassen.",
    en: "The shop's address has a port that Karla does not call. Please make the shop reachable by https without a port and change APP_URL.",
  },
  "bad_shop_url:not_https": NOT_PUBLIC,
  "bad_shop_url:not_public": NOT_PUBLIC,
  "bad_shop_url:not_a_url": BAD_URL,
  "bad_shop_url:too_long": BAD_URL,
  "bad_shop_url:bad_characters": BAD_URL,
  other_address: {
    de: `Dieser Shop ist bereits unter einer anderen Adresse mit Karla verbunden. Es wurde nichts geändert. Wenn der Shop umgezogen ist, muss die neue Adresse bestätigt werden. ${ASK.de}`,
    en: `This shop is already connected to Karla from another address. Nothing was changed. If the shop has moved, its new address has to be confirmed. ${ASK.en}`,
  },
  shop_signature_missing: {
    de: `Dieser Shop ist bereits mit Karla verbunden, und die Anfrage ist nicht mit seinem Geheimnis signiert. Es wurde nichts geändert. Wenn die App im Shop neu installiert wird, muss das bestätigt werden. ${ASK.de}`,
    en: `This shop is already connected to Karla, and the request is not signed with its secret. Nothing was changed. If the app is being installed anew in the shop, this has to be confirmed. ${ASK.en}`,
  },
  shop_signature_wrong: {
    de: `${NOT_PROVEN.de} Hilft auch das nicht, muss die neue Verbindung bestätigt werden. ${ASK.de}`,
    en: `${NOT_PROVEN.en} If that does not help either, the new connection has to be confirmed. ${ASK.en}`,
  },
  previous_signature_wrong: NOT_PROVEN,
  late_signature: NOT_PROVEN,
  unknown_shop: {
    de: "Karla kennt diesen Shop nicht. Bitte die App im Shop deinstallieren und neu installieren.",
    en: "Karla does not know this shop. Please uninstall the app in the shop and install it again.",
  },
  not_confirmed: {
    de: `Die Verbindung dieses Shops ist noch nicht bestätigt. ${AGAIN.de}`,
    en: `The connection of this shop is not confirmed yet. ${AGAIN.en}`,
  },
  deleted: {
    de: "Die App wurde in diesem Shop deinstalliert. Bitte neu installieren.",
    en: "The app was uninstalled in this shop. Please install it again.",
  },
  copy_of_shop: {
    de: "Die Anfrage kommt von einer Kopie dieses Shops unter einer anderen Adresse. Ist der Shop umgezogen: in der Administration „Shop dauerhaft umziehen“ wählen. Ist es eine Testumgebung: dort „Apps neu installieren“ wählen.",
    en: "The request comes from a copy of this shop at another address. If the shop has moved: choose “move shop permanently” in the administration. If it is a staging environment: choose “reinstall apps” there.",
  },
  unreadable_body: UNREADABLE,
  other_event: UNREADABLE,
  too_large: UNREADABLE,
  lost_race: {
    de: "Zur selben Zeit hat sich derselbe Shop noch einmal angemeldet. Bitte noch einmal versuchen.",
    en: "The same shop was registering once more at the same time. Please try again.",
  },
  too_many: {
    de: "Zu viele Anmeldungen in kurzer Zeit. Bitte in einer Minute noch einmal versuchen.",
    en: "Too many registrations in a short time. Please try again in a minute.",
  },
};

/** What a shop shows its merchant when we refuse: what happened, and what to do now. */
export function refusalText(reason: RefusalReason, language: TextLanguage): string {
  return TEXTS[reason][language];
}
