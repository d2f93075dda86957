/** What a merchant reads of problems with products in German. */
export const productProblemsDe = {
  products_not_synced: {
    title: "Produkte kommen gerade nicht bei Karla an",
    meaning:
      "Ihr Shop oder Karla beantwortet unsere Anfragen zu Produkten nicht, oder lässt sie nicht zu. Bestellungen und Sendungen betrifft das nicht.",
    todo: "Wir versuchen es von selbst weiter, und dieser Hinweis verschwindet, sobald es gelingt. Bleibt er länger als einen Tag, prüfen Sie bitte, ob Ihr Schlüssel bei Karla auch schreiben darf.",
    button: "Verbindung testen",
  },
  products_refused: {
    title: "Einige Produkte konnten nicht gesendet werden",
    meaning: "Karla hat sie nicht angenommen. Alle anderen Produkte und alle Bestellungen laufen normal weiter.",
    todo: "Senden Sie die Produkte noch einmal. Kommt der Hinweis wieder, melden Sie ihn bitte dem Support von Karla: Dort ist zu sehen, welche Produkte es sind.",
    button: "Produkte noch einmal senden",
  },
};
