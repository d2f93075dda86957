/** What became of what the merchant pressed, in German. `n` is a number as the merchant writes it. */
export const answersDe = {
  answer: {
    saved_title: "Gespeichert",
    saved_text:
      "Ihre Regeln sind als Entwurf aufbewahrt. Bis Sie veröffentlichen, werden Ihre Bestellungen wie bisher gesendet.",
    stale_title: "Die Regeln wurden inzwischen geändert",
    stale_text:
      "Jemand anderes oder ein anderer Tab von Ihnen hat inzwischen gespeichert. Es wurde nichts überschrieben oder veröffentlicht. Was Sie hier geändert haben, bleibt, bis Sie es verwerfen: Exportieren Sie es vorher, wenn Sie es brauchen.",
    reload: "Neu laden",
    findings_title_one: "Zuerst ist {{count}} Problem zu lösen",
    findings_title_other: "Zuerst sind {{count}} Probleme zu lösen",
    findings_rules: "Es geht um: {{rules}}",
    findings_text:
      "Was es ist, steht neben den Regeln. Es wurde nichts gespeichert, und Ihre Bestellungen werden wie bisher gesendet.",
    refused_title: "Das ließ sich nicht übernehmen",
    refused_rule: "Es geht um die Regel {{number}} der Datei.",
    refused_detail: "Falls Sie den Support von Karla fragen, hilft ihm dies: {{detail}}",
    would_fail_title_one: "Nicht veröffentlicht: {{n}} Bestellung hätte ein neues Problem",
    would_fail_title_other: "Nicht veröffentlicht: {{n}} Bestellungen hätten neue Probleme",
    would_fail_first: "Es geht um: {{orders}}",
    would_fail_text:
      "Eine Regel, die ein Problem hat, sendet bei dieser Bestellung nichts; die Bestellung selbst geht wie gewohnt an Karla. Unter „{{tab}}“ sehen Sie jede Bestellung mit ihrem Problem.",
    publish_anyway: "Trotzdem veröffentlichen",
    published_title: "Veröffentlicht als Version {{version}}",
    published_text: "Ab jetzt werden Ihre Bestellungen mit diesen Regeln gesendet.",
    restored_title: "Zurückgeholt: Es ist jetzt Version {{version}}",
    restored_text: "Ab jetzt werden Ihre Bestellungen mit den Regeln jener Version gesendet.",
    unchanged_text:
      "Bei Ihren letzten Bestellungen ändert sich nichts, deshalb muss keine noch einmal gesendet werden.",
    changed_text_one:
      "Von Ihren letzten Bestellungen käme {{n}} jetzt anders bei Karla an. Wenn Sie möchten, wird sie noch einmal gesendet.",
    changed_text_other:
      "Von Ihren letzten Bestellungen kämen {{n}} jetzt anders bei Karla an. Wenn Sie möchten, werden sie noch einmal gesendet.",
    send_again_one: "Die {{n}} geänderte Bestellung noch einmal senden",
    send_again_other: "Die {{n}} geänderten Bestellungen noch einmal senden",
    no_such_version_title: "Diese Version gibt es nicht, oder sie ist nicht mehr in Gebrauch",
    no_such_version_text:
      "Es wurde nichts geändert und nichts gesendet. Laden Sie neu, um die Versionen zu sehen, wie sie jetzt sind.",
    sent_again_none_title: "Keine Bestellung muss noch einmal gesendet werden",
    sent_again_none_text: "Karla hat alle Ihre letzten Bestellungen so, wie sie jetzt sind.",
    sent_again_title_one: "{{n}} Bestellung wird noch einmal gesendet",
    sent_again_title_other: "{{n}} Bestellungen werden noch einmal gesendet",
    sent_again_text: "Das geschieht von selbst. Sie müssen nichts tun.",
    read_file_title_one: "{{count}} Regel wurde aus der Datei gelesen",
    read_file_title_other: "{{count}} Regeln wurden aus der Datei gelesen",
    read_file_text: "Es ist noch nichts gespeichert. Sehen Sie es sich unten an und speichern Sie es dann.",
    read_file_elsewhere: "Einiges davon gibt es in diesem Shop nicht. Diese Regeln finden dort nichts:",
    read_file_elsewhere_rule: "{{rule}}: {{from}}",
    read_file_findings_one: "Vor dem Speichern ist {{count}} Problem zu lösen. Es steht neben der Regel.",
    read_file_findings_other: "Vor dem Speichern sind {{count}} Probleme zu lösen. Sie stehen neben den Regeln.",
    not_sent_title: "Das wurde nicht gesendet",
    not_sent_text:
      "Es kam keine Antwort zurück. Bitte prüfen Sie Ihre Internetverbindung und versuchen Sie es noch einmal. Ihre Änderungen bleiben hier, solange diese Seite offen ist.",
  },
  /** What only a shop of another system has. */
  elsewhere: {
    field: "ein Feld der Bestellung",
    note_attribute: "eine Zusatzangabe",
    line_property: "eine Artikelangabe",
    tags: "Tags",
    metafield: "ein Metafeld",
    custom_field: "ein Zusatzfeld",
    literal: "ein fester Wert",
    template: "ein Text",
  },
};
