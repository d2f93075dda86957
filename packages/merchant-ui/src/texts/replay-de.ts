/** Eine Bestellung noch einmal senden, auf Deutsch. */
export const replayDe = {
  title: "Eine Bestellung noch einmal senden",
  title_of: "Bestellung {{order}} noch einmal senden",
  loading: "Es wird ermittelt, was das Senden bewirken würde",
  error_title: "Was das Senden bewirken würde, ließ sich nicht ermitteln",
  error_text: "Es wurde nichts gesendet und nichts geändert. Bitte versuchen Sie es noch einmal.",
  changes: "Was sich bei Karla ändert",
  changes_caption: "Was Karla jetzt von der Bestellung hat und was es danach hätte",
  at_karla: "Jetzt bei Karla",
  afterwards: "Danach",
  all_new: "Karla hat diese Bestellung noch nicht: Sie wird ganz gesendet.",
  some_differ: "Das Folgende hätte Karla danach anders als jetzt:",
  same_again: "Karla bekäme die Bestellung so, wie es sie schon hat.",
  not_exact:
    "Was Karla jetzt hat, kann davon ein wenig abweichen: Es wurde gesendet, bevor sich etwas an Ihren Einstellungen geändert hat.",
  effects: "Was sonst geschieht",
  happens: "Das geschieht",
  left_out: "Das unterbleibt, damit niemand zweimal von der Bestellung hört",
  effect: {
    order: "Die Bestellung wird an Karla gesendet.",
    refresh_order: "Ihr Shop wird vorher nach der Bestellung gefragt: Gesendet wird sie, wie sie dort jetzt ist.",
    read_order: "Ihr Shop wird vorher nach der Bestellung gefragt: Gesendet wird sie, wie sie dort jetzt ist.",
    read_extras: "Ihr Shop wird nach den Feldern gefragt, die Sie zuordnen.",
    read_pictures: "Ihr Shop wird nach den Bildern der Artikel gefragt.",
    order_cancelled:
      "Karla erfährt, dass die Bestellung storniert wurde, und schreibt deshalb vielleicht der Kundschaft.",
    note_trackpage: "Die Adresse der Sendungsverfolgung wird in Ihrem Shop an die Bestellung geschrieben.",
    other: "Es folgt etwas, wofür wir hier noch keine Worte haben.",
  },
  parcels_given_one: "Karla erfährt von {{count}} Paket und schreibt deshalb vielleicht der Kundschaft.",
  parcels_given_other: "Karla erfährt von {{count}} Paketen und schreibt deshalb vielleicht der Kundschaft.",
  parcels_kept_one: "Von {{count}} Paket, das Karla schon hat, erfährt es nicht noch einmal.",
  parcels_kept_other: "Von {{count}} Paketen, die Karla schon hat, erfährt es nicht noch einmal.",
  send_title: "Senden",
  with_effects: "Allen noch einmal Bescheid geben, die schon davon gehört haben",
  with_effects_text:
    "Als wäre die Bestellung neu: mit allen Paketen, zu denen Karla der Kundschaft vielleicht noch einmal schreibt. Was das bedeutet, steht oben, sobald Sie es wählen.",
  send: "Jetzt senden",
  busy: "Die Bestellung wird noch einmal gesendet",
  under_way_title: "Die Bestellung ist unterwegs zu Karla",
  under_way_text: "Sie können diese Seite verlassen: Es geht von selbst weiter.",
  done_title: "Die Bestellung wurde noch einmal gesendet",
  done_text: "Karla hat sie jetzt so, wie Ihr Shop sie hat.",
  refused_title: "Die Bestellung wurde nicht noch einmal gesendet",
  look_again: "Noch einmal ansehen",
  reason: {
    unchanged:
      "Karla hat diese Bestellung genau so, wie wir sie kennen. Hat Ihr Shop etwas Neueres, wird das gesendet.",
    newer_state:
      "Die Bestellung hat sich geändert, seit Sie diese Seite geöffnet haben. Sehen Sie sie sich noch einmal an und senden Sie sie dann.",
    on_its_way: "Die Bestellung ist schon unterwegs zu Karla und geht von selbst hinaus.",
    not_in_books: "Diese Bestellung kennen wir nicht.",
    event_gone:
      "Das ist lange her: Was daraus wurde, ist nicht mehr bekannt. Sehen Sie sich die Bestellung noch einmal an.",
  },
};
