/** The usual needs that a gallery has rules for, in German. */
export const templatesDe = {
  gallery: {
    title: "Mit einer Vorlage beginnen",
    intro: "Jede Vorlage fügt Regeln hinzu, die Sie ändern können, bevor Sie speichern.",
    use: "Diese Vorlage verwenden",
    use_this: "Diese Vorlage verwenden: {{template}}",
    found: "In {{share}} Ihrer letzten Bestellungen gefunden: {{source}}",
    tag: "Tag „{{tag}}“",
    reads: "Liest: {{source}}",
    not_found:
      "In Ihren letzten Bestellungen noch nicht gesehen, deshalb liest die Regel: {{source}}. Heißt es in Ihrem Shop anders, wählen Sie das in der Regel.",
    usual: "Heißt meistens: {{names}}",
  },
  template: {
    gift_message: {
      title: "Geschenknachricht",
      text: "Sendet als Eigenschaft, was Ihre Kundschaft für die beschenkte Person schreibt.",
    },
    delivery_date: {
      title: "Wunschtermin der Lieferung",
      text: "Liest das Datum, das im Warenkorb gewählt wurde, und sendet es in einheitlicher Form als Eigenschaft.",
    },
    order_reference: {
      title: "Eigenes Zeichen von Geschäftskundschaft",
      text: "Sendet als Eigenschaft die Bestellnummer oder das Zeichen, das eine Geschäftskundin oder ein Geschäftskunde angegeben hat.",
    },
    subscription: {
      title: "Abonnement",
      text: "Ordnet Bestellungen eines Abonnements dem Segment „Subscription“ zu.",
    },
    attribution: {
      title: "Woher die Bestellung kam",
      text: "Sendet Quelle, Kampagne und Empfehlung des Besuchs, jeweils als Eigenschaft.",
    },
  },
  /** What the rules of a template are called. The merchant can change it. */
  template_rule: {
    gift_message: "Geschenknachricht",
    delivery_date: "Wunschtermin",
    order_reference: "Eigenes Zeichen",
    subscription: "Abonnement",
    utm_source: "Quelle des Besuchs",
    utm_campaign: "Kampagne des Besuchs",
    ref: "Empfehlung des Besuchs",
  },
};
