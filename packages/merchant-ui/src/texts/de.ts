import { announcementProblemsDe } from "./announcement-problems-de.ts";
import { certificateDe } from "./certificate-de.ts";
import { connectionDe } from "./connection-de.ts";
import { importDe } from "./import-de.ts";
import { mappingEditorDe } from "./mapping/editor-de.ts";
import { mappingWordsDe } from "./mapping/words-de.ts";
import { personalDataDe } from "./personal-data-de.ts";
import { productProblemsDe } from "./product-problems-de.ts";
import { replayDe } from "./replay-de.ts";
import { settingsDe } from "./settings-de.ts";

/** What a merchant reads in German. Same keys and placeholders as `en`; `_one` and `_other` are i18next's plural forms. */
export const de = {
  home: {
    title: "Karla",
    loading: "Ihre Bestellungen werden geladen",
    error_title: "Ihre Bestellungen konnten nicht geladen werden",
    error_text:
      "Ihre Bestellungen sind sicher: Nur diese Seite ließ sich nicht anzeigen. Bitte versuchen Sie es noch einmal.",
    try_again: "Noch einmal versuchen",
    all_well: "Alles in Ordnung",
    all_well_text: "Jede Bestellung, die zu Karla gehen kann, ist dort angekommen.",
    on_their_way_one: "Alles in Ordnung, {{count}} Bestellung ist unterwegs zu Karla",
    on_their_way_other: "Alles in Ordnung, {{count}} Bestellungen sind unterwegs zu Karla",
    on_their_way_text: "Sie müssen nichts tun.",
    problems_one: "{{count}} Problem braucht Ihre Aufmerksamkeit",
    problems_other: "{{count}} Probleme brauchen Ihre Aufmerksamkeit",
    problems_text: "Was los ist und was hilft, steht unten. Bis dahin geht keine Bestellung verloren.",
    failed_one: "{{count}} Bestellung konnte nicht an Karla gesendet werden",
    failed_other: "{{count}} Bestellungen konnten nicht an Karla gesendet werden",
    failed_text: "Der Grund steht neben der Bestellung.",
    not_connected: "Noch nicht mit Karla verbunden",
    not_connected_text:
      "Ihre Bestellungen werden schon gesammelt. Sie gehen an Karla, sobald Sie die Verbindung herstellen.",
    connect: "Mit Karla verbinden",
    figures: "In Zahlen",
    received: "Nachrichten aus Ihrem Shop in 30 Tagen",
    delivered: "Bestellungen an Karla gesendet",
    waiting: "Bestellungen, die warten",
    failed: "Nicht gesendet",
    last_order: "Letzte Bestellung: {{name}}, {{when}}",
    worst_delay: "Längste Verzögerung in 24 Stunden: {{delay}}",
    import_running: "Der Import läuft: {{progress}}",
    import_paused: "Der Import ist angehalten: {{progress}}",
    compared_whole: "Mit Ihrem Shop verglichen: {{when}}. In den letzten sieben Tagen fehlte nichts.",
    compared_one:
      "Mit Ihrem Shop verglichen: {{when}}. In den letzten sieben Tagen hatte uns {{count}} Bestellung nicht erreicht und wurde geholt.",
    compared_other:
      "Mit Ihrem Shop verglichen: {{when}}. In den letzten sieben Tagen hatten uns {{count}} Bestellungen nicht erreicht und wurden geholt.",
    problems: "Was Ihre Aufmerksamkeit braucht",
    all_problems: "Alle Probleme anzeigen",
    orders: "Letzte Bestellungen",
    orders_caption: "Die letzten Bestellungen und was aus ihnen geworden ist",
    no_orders: "Noch keine Bestellungen",
    no_orders_connected:
      "Sobald jemand in Ihrem Shop kauft, erscheint die Bestellung hier von selbst und geht an Karla. Sie müssen nichts tun.",
    no_orders_not_connected:
      "Sobald jemand in Ihrem Shop kauft, erscheint die Bestellung hier von selbst. Verbinden Sie sich mit Karla, damit sie dorthin gehen kann.",
  },
  orders: {
    order: "Bestellung",
    state: "Stand",
    reason: "Was das bedeutet",
    again: "Noch einmal senden…",
    updated: "Letzte Änderung",
  },
  status: {
    pending: "Wartet",
    delivered: "Gesendet",
    skipped: "Ausgelassen",
    failed: "Nicht gesendet",
  },
  reasons: {
    delivered: "Karla hat diese Bestellung.",
    on_its_way: "Die Bestellung ist unterwegs zu Karla.",
    unknown: "Dafür haben wir noch keine Erklärung. Bitte fragen Sie den Support von Karla.",
    no_address: "Die Bestellung hat keine Lieferadresse, also gibt es kein Paket zu verfolgen.",
    no_zip:
      "In der Lieferadresse fehlt die Postleitzahl. Tragen Sie sie in der Bestellung nach, dann wird sie gesendet.",
    nothing_to_ship: "In dieser Bestellung wird nichts verschickt, zum Beispiel nur ein Gutschein oder ein Download.",
    test_order: "Das ist eine Testbestellung. Testbestellungen gehen nicht an Karla.",
    cancelled_before_shipping: "Die Bestellung wurde storniert, bevor sie verschickt wurde.",
    order_state_not_chosen:
      "Bestellungen in diesem Status senden Sie nicht an Karla. Die Bestellung wird gesendet, wenn sich ihr Status ändert oder ein Paket das Lager verlässt.",
    redacted:
      "Die Daten der Kundin oder des Kunden wurden auf Wunsch gelöscht, deshalb wird die Bestellung nicht mehr gesendet.",
    awaiting_order:
      "Wir kennen den Versand, aber noch nicht die Bestellung. Sie wird gesendet, sobald die Bestellung eintrifft.",
    not_connected: "Die Bestellung wartet, bis Ihr Shop mit Karla verbunden ist.",
    credentials_refused:
      "Karla nimmt Ihren Schlüssel nicht an. Geben Sie ihn neu ein, dann wird die Bestellung gesendet.",
    core_shop_unknown:
      "Karla kennt Ihren Shop unter dem eingegebenen Namen nicht. Berichtigen Sie ihn, dann wird die Bestellung gesendet.",
    core_already_syncs:
      "Karla bekommt Ihre Bestellungen schon direkt aus Ihrem Shop, deshalb senden wir sie nicht ein zweites Mal.",
    rate_limited: "Karla hat uns gebeten, kurz zu warten. Die Bestellung wird von selbst gesendet.",
    core_unreachable: "Karla ist gerade nicht erreichbar. Wir versuchen es von selbst weiter.",
    answer_unreadable: "Karla hat eine Antwort gegeben, die wir nicht verstehen. Wir versuchen es von selbst weiter.",
    refused_by_core:
      "Karla hat diese Bestellung nicht angenommen. Prüfen Sie Adresse, Artikel und Preise: Wenn Sie etwas ändern, wird sie neu gesendet.",
    shop_access_refused:
      "Ihr Shop lässt uns diese Bestellung zurzeit nicht lesen. Öffnen Sie diese App noch einmal in Ihrem Shop.",
    shop_permission_missing:
      "Ihr Shop lässt uns diese Bestellung nicht lesen: Es fehlt eine Berechtigung. Aktualisieren Sie diese App in Ihrem Shop.",
    shop_unreachable: "Ihr Shop ist zurzeit nicht erreichbar. Wir versuchen es von selbst weiter.",
    refused_by_shop:
      "Ihr Shop beantwortet unsere Frage nach dieser Bestellung nicht. Bitte melden Sie das dem Karla-Support.",
    order_not_found: "Ihr Shop kennt diese Bestellung nicht mehr.",
    too_large: "Die Bestellung ist zu groß für Karla. Bitte melden Sie das dem Support von Karla.",
    retry_budget_spent:
      "Wir haben es drei Tage lang ohne Erfolg versucht. Lösen Sie das offene Problem und senden Sie die Bestellung dann noch einmal.",
    poison: "Etwas in dieser Bestellung hält uns immer wieder auf. Bitte melden Sie das dem Support von Karla.",
  },
  problems: {
    title: "Probleme",
    loading: "Die Probleme werden geladen",
    error_title: "Die Probleme konnten nicht geladen werden",
    error_text:
      "Ihre Bestellungen sind sicher: Nur diese Seite ließ sich nicht anzeigen. Bitte versuchen Sie es noch einmal.",
    none_title: "Keine offenen Probleme",
    none_text: "Alles läuft, wie es soll.",
    back: "Zurück zur Übersicht",
    meaning: "Was es bedeutet",
    what_to_do: "Was zu tun ist",
    since: "Seit {{when}}",
    times_one: "{{count}} Mal aufgetreten",
    times_other: "{{count}} Mal aufgetreten",
    button_for: "{{button}}: {{problem}}",
  },
  problem: {
    not_connected: {
      title: "Ihr Shop ist nicht mit Karla verbunden",
      meaning: "Ihre Bestellungen werden gesammelt, können aber noch nicht an Karla gehen.",
      todo: "Geben Sie den Namen Ihres Shops bei Karla und Ihren Schlüssel ein. Was gewartet hat, wird dann von selbst gesendet.",
      button: "Mit Karla verbinden",
    },
    credentials_refused: {
      title: "Karla nimmt Ihren Schlüssel nicht an",
      meaning: "Neue Bestellungen warten, bis der Schlüssel wieder stimmt. Keine geht verloren.",
      todo: "Kopieren Sie den Schlüssel aus Ihrem Karla-Konto und geben Sie ihn neu ein.",
      button: "Schlüssel neu eingeben",
    },
    core_shop_unknown: {
      title: "Karla kennt Ihren Shop nicht",
      meaning:
        "Bei Karla gibt es keinen Shop mit dem eingegebenen Namen. Neue Bestellungen warten, keine geht verloren.",
      todo: "Vergleichen Sie den Namen mit dem in Ihrem Karla-Konto und berichtigen Sie ihn.",
      button: "Namen berichtigen",
    },
    core_unreachable: {
      title: "Karla ist nicht erreichbar",
      meaning: "Neue Bestellungen warten und werden von selbst gesendet, sobald Karla antwortet. Keine geht verloren.",
      todo: "Meist erledigt sich das von selbst. Sie können die Verbindung jederzeit testen.",
      button: "Verbindung testen",
    },
    shop_access_refused: {
      title: "Wir dürfen Ihre Bestellungen nicht lesen",
      meaning:
        "Manchmal erreicht uns eine Sendung vor ihrer Bestellung. Dann lesen wir die Bestellung in Ihrem Shop, und Ihr Shop erlaubt das zurzeit nicht.",
      todo: "Das Öffnen dieser App erneuert den Zugang. Wurde eine Berechtigung entzogen, installieren Sie die App neu.",
      button: "Noch einmal versuchen",
    },
    shop_permission_missing: {
      title: "In Ihrem Shop fehlt eine Berechtigung",
      meaning:
        "Ihr Shop lässt diese App nicht tun, wofür sie {{permission}} braucht. Was sie dafür braucht, fällt solange aus, und Bestellungen kommen vielleicht verspätet oder nicht bei Karla an; wir versuchen es von selbst weiter.",
      todo: "Stimmen Sie den Berechtigungen dieser App zu: Sie braucht {{permission}}. In Shopify öffnen Sie dazu die App, in Shopware aktualisieren Sie sie unter „Meine Erweiterungen“.",
      button: "Noch einmal versuchen",
    },
    shop_unreachable: {
      title: "Ihr Shop ist nicht erreichbar",
      meaning:
        "Einige Bestellungen müssen in Ihrem Shop gelesen werden, und er antwortet nicht. Alle anderen werden wie gewohnt gesendet.",
      todo: "Meist geht das von selbst vorbei.",
      button: "Noch einmal versuchen",
    },
    core_already_syncs: {
      title: "Karla bekommt die Bestellungen dieses Shops schon",
      meaning:
        "Karla ist neben dieser App auch direkt mit Ihrem Shop verbunden. Damit keine Bestellung doppelt ankommt, sendet diese App vorerst nichts.",
      todo: "Entscheiden Sie sich für einen Weg. Der Knopf schaltet die direkte Verbindung ab; ab dann sendet diese App die Bestellungen.",
      button: "Direkte Verbindung abschalten",
    },
    orders_refused: {
      title: "Einige Bestellungen konnten nicht gesendet werden",
      meaning: "Karla hat sie nicht angenommen. Alle anderen Bestellungen laufen normal weiter.",
      todo: "Der Grund steht neben jeder Bestellung. Beheben Sie ihn dort und senden Sie die Bestellungen dann noch einmal.",
      button: "Bestellungen noch einmal senden",
    },
    events_quarantined: {
      title: "Einige Nachrichten waren nicht verwendbar",
      meaning:
        "Nachrichten aus Ihrem Shop oder von Karla haben wir aufbewahrt, konnten aber nichts mit ihnen anfangen. Einzelne Bestellungen sind bei Karla vielleicht nicht aktuell, oder eine Meldung von dort hat Ihren Shop nicht erreicht.",
      todo: "Lassen Sie sie noch einmal lesen. Wenn das Problem wiederkommt, melden Sie es bitte dem Support von Karla.",
      button: "Noch einmal lesen",
    },
    mapped_field_gone: {
      title: "Ein Feld fehlt in Ihren neuen Bestellungen",
      meaning:
        "Sie ordnen das Feld {{field}} zu. Früher stand es in vielen Bestellungen; seit der Bestellung {{order}} fast in keiner mehr, und Karla bekommt es nicht.",
      todo: "Vielleicht nennt Ihr Shop, sein Theme oder eine App es jetzt anders. Öffnen Sie die Felder und wählen Sie das neue.",
      button: "Felder öffnen",
    },
    shop_silent: {
      title: "Ihr Shop meldet uns keine neuen Bestellungen",
      meaning:
        "Bestellungen haben sich geändert, und Ihr Shop hat uns nichts gemeldet. Deshalb sehen wir alle fünf Minuten selbst nach: Keine Bestellung geht verloren, aber sie kommen später bei Karla an.",
      todo: "Meist geht das von selbst vorbei. Dauert es Stunden, installieren Sie die App neu oder melden Sie es dem Support von Karla.",
      button: "Verbindung testen",
    },
    webhooks_switched_off: {
      title: "Shopware hatte aufgehört, uns Bestellungen zu melden",
      meaning:
        "Einige Meldungen Ihres Shops haben uns zehnmal hintereinander nicht erreicht, und Shopware hat sie abgeschaltet. Wir schalten sie von selbst wieder ein. Solange sehen wir alle fünf Minuten nach Bestellungen, es geht also keine verloren.",
      todo: "Nichts, wenn es einmal geschieht; dieser Hinweis verschwindet nach einem Tag. Kommt er wieder, erreicht Ihr Shop uns oft nicht: Bitte melden Sie das dem Support von Karla.",
      button: "Verbindung testen",
    },
    ...announcementProblemsDe,
    ...productProblemsDe,
    data_requested: {
      title: "Jemand fragt nach seinen Daten",
      meaning:
        "Jemand möchte wissen, was über ihn oder sie gespeichert ist. Anfragen ohne Antwort: {{open}}. Die erste ist bis {{until}} zu beantworten; restliche Tage: {{days}}.",
      todo: "Öffnen Sie „Datenschutz“, laden Sie die Datei herunter, senden Sie sie der Person und haken Sie die Anfrage ab.",
      button: "Datenschutz öffnen",
    },
    unknown: {
      title: "Etwas braucht Ihre Aufmerksamkeit",
      meaning: "Für dieses Problem haben wir noch keine Erklärung. Es geht keine Bestellung verloren.",
      todo: "Testen Sie die Verbindung. Wenn das Problem bleibt, melden Sie es bitte dem Support von Karla.",
      button: "Verbindung testen",
    },
  },
  connection: connectionDe,
  import: importDe,
  replay: replayDe,
  personal_data: personalDataDe,
  settings: settingsDe,
  certificate: certificateDe,
  mapping: mappingEditorDe,
  mapping_words: mappingWordsDe,
};
