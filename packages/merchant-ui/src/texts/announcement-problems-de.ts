/** What a merchant reads in German where a shop does not hear what Karla knows of an order. */
export const announcementProblemsDe = {
  webhooks_not_allowed: {
    title: "Karla darf Ihrem Shop nichts von Lieferungen melden",
    meaning:
      "Karla lässt Ihren Schlüssel für {{slug}} keine Meldungen einrichten. Bestellungen gehen weiter an Karla, aber Ihre Flows erfahren nichts von Paketen und Reklamationen.",
    todo: "Geben Sie einen Schlüssel ein, der {{slug}} bearbeiten darf, oder berichtigen Sie den Namen des Shops. Wir versuchen es alle 15 Minuten von selbst.",
    button: "Zur Verbindung",
  },
  announcement_unclear: {
    title: "Eine Meldung ist vielleicht nicht hinausgegangen",
    meaning:
      "Karla hatte eine Neuigkeit zur Bestellung {{order}}. Ihr Shop brach ab, während wir sie weitergaben: Ob Ihre Flows gelaufen sind, wissen wir nicht. Damit niemand dasselbe zweimal hört, geben wir sie nicht noch einmal weiter.",
    todo: "Wenn es wichtig ist, sehen Sie sich die Bestellung {{order}} in Ihrem Shop an. Sonst müssen Sie nichts tun; dieser Hinweis verschwindet nach einem Tag.",
    button: "Verbindung testen",
  },
};
