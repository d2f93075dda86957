import { editorRulesDe } from "./editor-rules-de.ts";

/** The mapping editor in German. What a step, a source or a target is called is in `words-de.ts`. */
export const mappingEditorDe = {
  title: "Was noch an Karla geht",
  back: "Zurück zur Übersicht",
  loading: "Ihre Regeln werden geladen",
  error_title: "Ihre Regeln konnten nicht geladen werden",
  error_text:
    "Ihre Bestellungen sind sicher und werden gesendet wie bisher: Nur diese Seite ließ sich nicht anzeigen. Bitte versuchen Sie es noch einmal.",
  missing: "Bitte füllen Sie das aus.",
  whole_number: "Hier passt nur eine ganze Zahl. Bis dahin gilt {{value}}.",
  publish: "Veröffentlichen",
  change: "Ändern",
  choose_another: "Etwas anderes wählen",
  remove: "Entfernen",
  up: "Nach oben",
  down: "Nach unten",
  source_is: "{{label}}: {{source}}",
  tabs: {
    label: "Regeln, Ausprobieren und Versionen",
    rules: "Regeln",
    try: "An Ihren Bestellungen ausprobieren",
    versions: "Versionen",
  },
  busy: {
    save: "Ihre Regeln werden gespeichert",
    try: "Ihre Regeln werden ausprobiert",
    publish: "Ihre Regeln werden veröffentlicht",
    restore: "Die Version wird zurückgeholt",
    send_again: "Die Bestellungen werden noch einmal gesendet",
    compare: "Die Versionen werden verglichen",
    read_file: "Die Datei wird gelesen",
  },
  standing: {
    title: "Stand Ihrer Regeln",
    unsaved:
      "Ihre Bestellungen werden gesendet wie bisher, bis Sie Ihre Änderungen gespeichert und veröffentlicht haben.",
    nothing: "Sie haben noch keine Regeln. Karla bekommt Ihre Bestellungen mit allem, was ohnehin gesendet wird.",
    in_use: "Ihre Bestellungen werden mit diesen Regeln gesendet (Version {{version}}).",
    to_publish:
      "Was Sie hier gespeichert haben, gilt noch nicht. Veröffentlichen Sie es, dann werden Ihre nächsten Bestellungen so gesendet.",
  },
  unsaved: {
    label: "Nicht gespeicherte Änderungen",
    text: "Sie haben Änderungen, die nicht gespeichert sind.",
    outdated: "Sie haben Änderungen, die nicht gespeichert sind. Inzwischen hat jemand anderes etwas gespeichert.",
    save: "Speichern",
    discard: "Verwerfen",
  },
  file: {
    import: "Aus einer Datei lesen",
    export: "In eine Datei schreiben",
    too_large_title: "Die Datei ist zu groß",
    too_large_text:
      "Höchstens {{kilobytes}} Kilobyte können gelesen werden. Wählen Sie eine Datei, die auf dieser Seite geschrieben wurde.",
    unreadable_title: "Die Datei konnte nicht gelesen werden",
    unreadable_text: "Bitte wählen Sie sie noch einmal. Es wurde nichts geändert.",
  },
  preview: {
    order: "Gezeigt für diese Bestellung",
    no_orders:
      "Sobald jemand in Ihrem Shop kauft, sehen Sie hier, was Ihre Regeln aus der Bestellung machen. Anfangen können Sie auch ohne.",
    on_order: "Aus Bestellung {{order}}:",
    here: "Hier ist es:",
    updating: "Wird aktualisiert",
    nothing: "nichts",
    empty: "(leerer Text)",
  },
  problem: {
    finding: "Zu lösen",
    unfinished: "Nicht fertig",
    issue: "Bei dieser Bestellung",
  },
  ...editorRulesDe,
};
