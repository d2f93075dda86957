import type { Locale } from "@karla/tracking/locale";

export interface ProxyTexts {
  unavailable: string;
  again: string;
  notConnected: string;
  yourOrders: string;
}

/** What the page says beside the timeline and the order finder. */
export const PROXY_TEXTS: Readonly<Record<Locale, ProxyTexts>> = {
  de: {
    unavailable:
      "Der Stand Ihrer Bestellung lässt sich gerade nicht abrufen. Bitte versuchen Sie es in einer Minute noch einmal.",
    again: "Noch einmal versuchen",
    notConnected: "Die Sendungsverfolgung dieses Shops ist noch nicht eingerichtet. Bitte wenden Sie sich an den Shop.",
    yourOrders: "Ihre Bestellungen",
  },
  en: {
    unavailable: "The state of your order cannot be read at the moment. Please try again in a minute.",
    again: "Try again",
    notConnected: "Order tracking is not set up in this shop yet. Please contact the shop.",
    yourOrders: "Your orders",
  },
  fr: {
    unavailable: "L’état de votre commande n’est pas disponible pour le moment. Veuillez réessayer dans une minute.",
    again: "Réessayer",
    notConnected: "Le suivi des commandes n’est pas encore activé dans cette boutique. Veuillez contacter la boutique.",
    yourOrders: "Vos commandes",
  },
  es: {
    unavailable: "El estado de tu pedido no está disponible en este momento. Vuelve a intentarlo dentro de un minuto.",
    again: "Volver a intentarlo",
    notConnected: "El seguimiento de pedidos aún no está activado en esta tienda. Ponte en contacto con la tienda.",
    yourOrders: "Tus pedidos",
  },
  it: {
    unavailable: "Al momento lo stato del tuo ordine non è disponibile. Riprova tra un minuto.",
    again: "Riprova",
    notConnected: "Il tracciamento degli ordini non è ancora attivo in questo negozio. Contatta il negozio.",
    yourOrders: "I tuoi ordini",
  },
  nl: {
    unavailable: "De status van je bestelling is op dit moment niet beschikbaar. Probeer het over een minuut opnieuw.",
    again: "Opnieuw proberen",
    notConnected: "Bestellingen volgen is in deze winkel nog niet ingesteld. Neem contact op met de winkel.",
    yourOrders: "Je bestellingen",
  },
  da: {
    unavailable: "Status for din ordre kan ikke hentes lige nu. Prøv igen om et minut.",
    again: "Prøv igen",
    notConnected: "Ordresporing er endnu ikke sat op i denne butik. Kontakt butikken.",
    yourOrders: "Dine ordrer",
  },
  pl: {
    unavailable: "Stan zamówienia jest chwilowo niedostępny. Spróbuj ponownie za minutę.",
    again: "Spróbuj ponownie",
    notConnected: "Śledzenie zamówień nie jest jeszcze skonfigurowane w tym sklepie. Skontaktuj się ze sklepem.",
    yourOrders: "Twoje zamówienia",
  },
};
