import type { PageLanguage } from "../http/page-language.ts";

const en = {
  title: "Track your order",
  find: "Find your order",
  orderNumber: "Order number",
  zipCode: "Zip code",
  search: "Show order",
  notFound: "We could not find this order. Please check the order number and the zip code.",
  order: "Order",
  placed: "Ordered on",
  total: "Total",
  parcels: "Parcels",
  noParcel: "Your order is being prepared. Parcels appear here as soon as they are on their way.",
  parcel: "Parcel",
  follow: "Follow the parcel with the carrier",
  items: "Items",
  states: {
    pending: "Being prepared",
    transit: "On its way",
    collect: "Ready to collect",
    delivered: "Delivered",
    returned: "Returned",
  },
};

const de: typeof en = {
  title: "Bestellung verfolgen",
  find: "Bestellung finden",
  orderNumber: "Bestellnummer",
  zipCode: "Postleitzahl",
  search: "Bestellung anzeigen",
  notFound: "Wir konnten diese Bestellung nicht finden. Bitte prüfen Sie Bestellnummer und Postleitzahl.",
  order: "Bestellung",
  placed: "Bestellt am",
  total: "Summe",
  parcels: "Pakete",
  noParcel: "Ihre Bestellung wird vorbereitet. Pakete erscheinen hier, sobald sie unterwegs sind.",
  parcel: "Paket",
  follow: "Paket beim Versanddienst verfolgen",
  items: "Artikel",
  states: {
    pending: "In Vorbereitung",
    transit: "Unterwegs",
    collect: "Abholbereit",
    delivered: "Zugestellt",
    returned: "Zurückgesendet",
  },
};

/** The words of the tracking page. */
export const TRACK_TEXTS: Readonly<Record<PageLanguage, typeof en>> = { en, de };
