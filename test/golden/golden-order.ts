/**
 * An order as neither platform writes it: what a merchant would say of it. Amounts are whole numbers of the currency's
 * smallest unit, instants are UTC. Two shops that sold the same to the same person have the same of this; what the two
 * cannot both say of an order is in `not-equivalent.test.ts`.
 */
export interface GoldenOrder {
  /** What it is there for. */
  kind: string;
  number: number;
  placedAt: string;
  cancelledAt: string | null;
  currency: { code: string; digits: 0 | 2 };
  /** Whether the prices are with tax, without it, or there is none (exports). */
  prices: "gross" | "net" | "tax_free";
  lines: readonly GoldenLine[];
  /** Null where nothing is sent. */
  shipping: { method: ShippingMethod; price: number; taxes: readonly { rate: number; amount: number }[] } | null;
  discounts: readonly GoldenDiscount[];
  payment: "paid" | "open" | "refunded_in_part";
  /** In the sequence in which they leave. Empty: all goes in one, later. */
  shipments: readonly GoldenShipment[];
  buyer: {
    email: string;
    firstName: string;
    lastName: string;
    /** Null for a guest. */
    account: string | null;
    tags: readonly string[];
  };
  /** Null where nothing is sent. */
  shipTo: GoldenAddress | null;
  billTo: GoldenAddress;
  locale: "de-DE" | "en-GB";
  note: string | null;
  tags: readonly string[];
  /** What the shop asks besides, by its label: `CUSTOM_FIELDS`. */
  fields: Readonly<Partial<Record<FieldLabel, string>>>;
  /** The page by which the buyer came, from its path on. */
  landingPage: string | null;
}

export interface GoldenLine {
  article: GoldenArticle;
  pieces: number;
  price: number;
  /** Per cent. Null where the order is free of tax. */
  rate: number | null;
  engraving?: string;
}

export interface GoldenArticle {
  /** The variant; of a product without any the same as `product`. */
  key: string;
  product: string;
  title: string;
  options: readonly string[];
  sku: string;
  grams: number;
  picture: { src: string; alt: string | null } | null;
  is: "goods" | "download" | "deposit";
}

export interface GoldenDiscount {
  /** Null for one that needs no code. */
  code: string | null;
  title: string;
  type: "percentage" | "fixed_amount";
  /** What it takes off each line, in the lines' sequence. */
  shares: readonly number[];
}

export interface GoldenShipment {
  key: string;
  /** Null: it has not left, and has no numbers. */
  leftAt: string | null;
  numbers: readonly string[];
  /** Pieces of each line, in the lines' sequence. */
  pieces: readonly number[];
}

export interface GoldenAddress {
  firstName: string;
  lastName: string;
  company: string | null;
  line1: string;
  line2: string | null;
  zip: string;
  city: string;
  country: string;
  countryCode: string;
  phone: string | null;
}

/** Shopify says who carries a parcel; Shopware how it is sent. `url` is the carrier's page, `%s` the number. */
export const SHIPPING_METHODS = {
  dhl: { title: "DHL Paket", carrier: "DHL", url: "https://track.example.com/dhl?n=%s" },
  ups: { title: "UPS", carrier: "UPS", url: "https://track.example.com/ups/%s" },
  swiss: { title: "Schweizer Post", carrier: "Swiss Post", url: "https://track.example.com/ch/%s" },
  courier: { title: "Radkurier Nord", carrier: "Radkurier Nord", url: null },
} as const;
export type ShippingMethod = keyof typeof SHIPPING_METHODS;

/** The name of the custom field that holds in Shopware what is a note attribute of that label in Shopify. */
export const CUSTOM_FIELDS = {
  Geschenkpapier: "gift_wrap",
  Wunschtermin: "delivery_date",
  Pakete: "parcel_count",
} as const;
export type FieldLabel = keyof typeof CUSTOM_FIELDS;
