import {
  BOOK,
  COURSE,
  CRATE,
  GIFT_SET,
  KNIFE,
  LANTERN,
  MUG,
  SAMPLE,
  SHIRT_BLUE_XL,
  SHIRT_RED_M,
  WATER,
} from "./articles.ts";
import type { GoldenAddress, GoldenArticle, GoldenLine, GoldenOrder, GoldenShipment } from "./golden-order.ts";

/** Twenty orders, each of a kind, as two shops could have sold them. */

const EURO = { code: "EUR", digits: 2 } as const;

const HOME: GoldenAddress = {
  firstName: "Jana",
  lastName: "Beispiel",
  company: null,
  line1: "Hafenstr. 12",
  line2: null,
  zip: "20457",
  city: "Hamburg",
  country: "Germany",
  countryCode: "DE",
  phone: "+49 40 0000000",
};

const BASEL: GoldenAddress = {
  ...HOME,
  line1: "Rheingasse 3",
  zip: "4058",
  city: "Basel",
  country: "Switzerland",
  countryCode: "CH",
};

function line(article: GoldenArticle, pieces: number, price: number, rate: number | null = 19): GoldenLine {
  return { article, pieces, price, rate };
}

/** One that has left. */
function left(key: string, pieces: readonly number[], ...numbers: string[]): GoldenShipment {
  return { key, leftAt: "2026-11-23T14:30:00Z", numbers, pieces };
}

type Changes = Partial<GoldenOrder> & Pick<GoldenOrder, "lines">;

function order(kind: string, number: number, changes: Changes): GoldenOrder {
  return {
    kind,
    number,
    placedAt: "2026-11-20T13:03:09Z",
    cancelledAt: null,
    currency: EURO,
    prices: "gross",
    shipping: { method: "dhl", price: 490, taxes: [{ rate: 19, amount: 78 }] },
    discounts: [],
    payment: "paid",
    shipments: [],
    buyer: { email: "jana@example.com", firstName: "Jana", lastName: "Beispiel", account: "jana", tags: [] },
    shipTo: HOME,
    billTo: HOME,
    locale: "de-DE",
    note: null,
    tags: [],
    fields: {},
    landingPage: null,
    ...changes,
  };
}

const GUEST = { email: "kai@example.com", firstName: "Kai", lastName: "Muster", account: null, tags: [] };
const OFFICE = { ...HOME, company: "Muster & Söhne GmbH", line2: "Hinterhaus, 2. OG" };

export const GOLDEN_ORDERS: readonly GoldenOrder[] = [
  order("one article, not sent yet", 1001, { lines: [line(MUG, 2, 1495)] }),

  order("several articles and variants, one parcel", 1002, {
    lines: [line(SHIRT_RED_M, 1, 2490), line(SHIRT_BLUE_XL, 3, 2690), line(MUG, 1, 1495)],
    shipments: [left("1002-a", [1, 3, 1], "00340434161094000001")],
  }),

  order("two rates of tax, which the shipping shares", 1003, {
    lines: [line(MUG, 3, 1495), line(BOOK, 1, 2490, 7)],
    shipping: {
      method: "dhl",
      price: 499,
      taxes: [
        { rate: 19, amount: 51 },
        { rate: 7, amount: 12 },
      ],
    },
  }),

  order("prices without tax, to a company", 1004, {
    prices: "net",
    lines: [line(KNIFE, 4, 10840), line(BOOK, 2, 2327, 7)],
    shipping: { method: "ups", price: 990, taxes: [{ rate: 19, amount: 188 }] },
    shipTo: OFFICE,
    billTo: OFFICE,
    buyer: { email: "einkauf@example.com", firstName: "Ute", lastName: "Söhne", account: "ute", tags: ["B2B"] },
    payment: "open",
  }),

  order("free of tax, in francs", 1005, {
    prices: "tax_free",
    currency: { code: "CHF", digits: 2 },
    lines: [line(MUG, 1, 1550, null), line(BOOK, 1, 2590, null)],
    shipping: { method: "swiss", price: 1200, taxes: [] },
    shipTo: BASEL,
    billTo: BASEL,
    shipments: [left("1005-a", [1, 1], "99.00.123456.00000001")],
  }),

  order("in pounds, in English", 1006, {
    currency: { code: "GBP", digits: 2 },
    lines: [line(KNIFE, 1, 11995, 20)],
    shipping: { method: "ups", price: 1290, taxes: [{ rate: 20, amount: 215 }] },
    shipTo: {
      ...HOME,
      line1: "1 Harbour Lane",
      zip: "BS1 4ST",
      city: "Bristol",
      country: "United Kingdom",
      countryCode: "GB",
      phone: null,
    },
    billTo: {
      ...HOME,
      line1: "1 Harbour Lane",
      zip: "BS1 4ST",
      city: "Bristol",
      country: "United Kingdom",
      countryCode: "GB",
      phone: null,
    },
    locale: "en-GB",
    shipments: [left("1006-a", [1], "1Z999AA10123456784")],
  }),

  order("in a currency without decimals", 1007, {
    currency: { code: "JPY", digits: 0 },
    lines: [line(LANTERN, 2, 3300, 10)],
    shipping: { method: "dhl", price: 1500, taxes: [{ rate: 10, amount: 136 }] },
  }),

  order("two parcels with one number each, sent apart", 1008, {
    lines: [line(MUG, 4, 1495), line(GIFT_SET, 1, 5900)],
    shipments: [
      left("1008-a", [4, 0], "00340434161094000081"),
      { ...left("1008-b", [0, 1], "00340434161094000082"), leftAt: "2026-11-24T09:15:00Z" },
    ],
  }),

  order("one shipment of three numbers, one of them odd", 1009, {
    lines: [line(WATER, 9, 690)],
    shipments: [left("1009-a", [9], "00340434161094000091", "  JJD 0003/92 ", "00340434161094000093")],
  }),

  order("a part has left, the rest has not", 1010, {
    lines: [line(MUG, 2, 1495), line(KNIFE, 1, 12900)],
    shipments: [
      left("1010-a", [2, 0], "00340434161094000101"),
      { key: "1010-b", leftAt: null, numbers: [], pieces: [0, 1] },
    ],
  }),

  order("by a guest, to somebody else", 1011, {
    lines: [line(GIFT_SET, 1, 5900)],
    buyer: GUEST,
    billTo: {
      ...HOME,
      firstName: "Kai",
      lastName: "Muster",
      line1: "Am Ring 7",
      zip: "50667",
      city: "Köln",
      phone: null,
    },
    fields: { Geschenkpapier: "Sterne, rot", Wunschtermin: "2026-12-05" },
    note: "Bitte\nnicht   klingeln — das Baby schläft 😴",
  }),

  order("umlauts, emoji, quotes and a long name", 1012, {
    lines: [{ ...line(SHIRT_RED_M, 1, 2490), engraving: "Für Oma ♥ & Opa" }, line(GIFT_SET, 2, 5900)],
    shipTo: {
      ...HOME,
      firstName: "Žofia-Łucja",
      lastName: "Müller-Größe d’Arc",
      line1: "Straße des 17. Juni 135",
      line2: "c/o „Ærø“ 🏠",
    },
    note: "„Grüße“ aus 東京 👩‍👩‍👧",
  }),

  order("tags, and a customer who has some", 1013, {
    lines: [line(MUG, 1, 1495)],
    tags: ["kampagne:herbst", "VIP", "Nachbestellung"],
    buyer: {
      email: "Jana@Example.com",
      firstName: "Jana",
      lastName: "Beispiel",
      account: "jana",
      tags: ["Stammkundin", "VIP"],
    },
  }),

  order("brought by a campaign", 1014, {
    lines: [line(BOOK, 1, 2490, 7)],
    shipping: { method: "dhl", price: 300, taxes: [{ rate: 7, amount: 20 }] },
    landingPage: "/angebote/herbst?ref=newsletter_11&utm_source=mail&utm_campaign=herbst-26",
  }),

  order("for nothing", 1015, {
    lines: [line(SAMPLE, 1, 0)],
    shipping: { method: "courier", price: 0, taxes: [] },
    shipments: [left("1015-a", [1], "NX-00000015")],
  }),

  order("downloads alone", 1016, {
    lines: [line(COURSE, 1, 2900)],
    shipping: null,
    shipTo: null,
  }),

  order("a download with goods, several parcels announced", 1017, {
    lines: [line(COURSE, 1, 2900), line(WATER, 2, 690), line(MUG, 1, 1495)],
    fields: { Pakete: "3" },
    shipments: [left("1017-a", [0, 2, 1], "00340434161094000171")],
  }),

  order("a deposit, which is in no parcel", 1018, {
    lines: [line(WATER, 2, 690), line(CRATE, 2, 330)],
    shipments: [left("1018-a", [2, 0], "00340434161094000181")],
  }),

  order("cancelled after it left, a part paid back", 1019, {
    lines: [line(KNIFE, 1, 12900)],
    shipments: [left("1019-a", [1], "00340434161094000191")],
    cancelledAt: "2026-11-25T07:00:00Z",
    payment: "refunded_in_part",
  }),

  order("one article in two lines, to a parcel locker", 1020, {
    lines: [
      { ...line(MUG, 1, 1495), engraving: "Ada" },
      { ...line(MUG, 2, 1395), engraving: "Kai" },
    ],
    shipTo: { ...HOME, line1: "Packstation 123", line2: "Postnummer 12345678" },
    shipments: [left("1020-a", [1, 2], "00340434161094000201")],
  }),
];

/** The one with discounts, of which the platforms do not say all alike: `DIFFERENCES_OF_DISCOUNTS`. */
export const DISCOUNTED_ORDER: GoldenOrder = order("two codes and a discount without one", 1021, {
  lines: [line(MUG, 4, 1500), line(BOOK, 2, 2500, 7)],
  discounts: [
    { code: "HERBST-10", title: "10 % im Herbst", type: "percentage", shares: [600, 500] },
    { code: "DANKE 5", title: "5 € als Dank", type: "fixed_amount", shares: [300, 200] },
    { code: null, title: "Mengenrabatt", type: "percentage", shares: [150, 0] },
  ],
});
