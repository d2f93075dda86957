import type { Random } from "../../random.ts";

/** What the shop sells. Prices in the smallest unit of a currency with cents. */
export interface Article {
  title: string;
  variants: readonly string[];
  sku: string | null;
  price: number;
  grams: number;
  vendor: string;
  /** What it is made of, where the shop says so. */
  material?: string;
}

export const ARTICLES: readonly Article[] = [
  {
    title: "Filterkaffee Nordwind",
    variants: ["250 g", "1 kg"],
    sku: "KF-NORD",
    price: 1290,
    grams: 1000,
    vendor: "Rösterei Nordwind",
  },
  {
    title: "Espresso „Südseite“",
    variants: ["250 g", "500 g"],
    sku: "KF-SUED",
    price: 1490,
    grams: 500,
    vendor: "Rösterei Nordwind",
  },
  {
    title: "Handgriff aus Olivenholz",
    variants: [],
    sku: "HG-01",
    price: 2495,
    grams: 180,
    vendor: "Werkstatt Eins",
    material: "Olivenholz",
  },
  {
    title: "Steingut-Becher 300 ml",
    variants: ["weiß", "blau", "ocker"],
    sku: "BE-300",
    price: 1999,
    grams: 420,
    vendor: "Töpferei am Hang",
    material: "Steingut",
  },
  {
    title: "Wool blanket 130 × 180",
    variants: ["grey", "rust"],
    sku: "WB-130",
    price: 8990,
    grams: 1600,
    vendor: "Hillside Mills",
    material: "Wool",
  },
  {
    title: "Linen apron",
    variants: ["S/M", "L/XL"],
    sku: null,
    price: 3450,
    grams: 300,
    vendor: "Hillside Mills",
    material: "Linen",
  },
  { title: "Reparatur-Set Fahrrad", variants: [], sku: "RS-77", price: 999, grams: 250, vendor: "Werkstatt Eins" },
  { title: "Sac à pain L’Épi", variants: [], sku: "SP-2", price: 1605, grams: 120, vendor: "L’Épi" },
  {
    title: "Notizbuch A5, liniert",
    variants: ["schwarz", "rot"],
    sku: "NB-A5",
    price: 1150,
    grams: 310,
    vendor: "Papier & Co",
  },
  { title: "Chef's knife 20 cm", variants: [], sku: "KN-20", price: 12900, grams: 260, vendor: "Solingen Eins" },
];

export const DOWNLOADS: readonly Article[] = [
  { title: "Schnittmuster Schürze (PDF)", variants: [], sku: "DL-SM", price: 690, grams: 0, vendor: "Papier & Co" },
  { title: "Kaffeekurs, Video", variants: [], sku: "DL-KK", price: 2900, grams: 0, vendor: "Rösterei Nordwind" },
];

export const GIFT_CARD: Article = {
  title: "Gutschein",
  variants: ["25 €", "50 €"],
  sku: null,
  price: 2500,
  grams: 0,
  vendor: "Sandbox",
};

/** How a carrier's numbers look. Invented, and not meant to pass a check digit. */
const CARRIERS: readonly { company: string; number: (random: Random) => string }[] = [
  { company: "DHL", number: (random) => `00340434${random.digits(12)}` },
  { company: "DHL Paket", number: (random) => `JJD0003${random.digits(14)}` },
  { company: "DHL Express", number: (random) => random.digits(10) },
  { company: "DPD", number: (random) => `0${random.digits(13)}` },
  { company: "GLS", number: (random) => random.digits(11) },
  { company: "UPS", number: (random) => `1Z${random.hex(6).toUpperCase()}${random.digits(10)}` },
  { company: "Hermes", number: (random) => `H${random.digits(19)}` },
  { company: "FedEx", number: (random) => random.digits(12) },
  { company: "Deutsche Post", number: (random) => `RR${random.digits(9)}DE` },
  { company: "USPS", number: (random) => `9400${random.digits(18)}` },
];

/** Companies no platform knows by a code. */
const SMALL_CARRIERS = ["Radkurier Nord", "Bergpost-Gemeinschaft", "Night Star Freight", "Jolly Swift & Sons"] as const;

export interface Carrier {
  company: string | null;
  number(): string;
}

export function knownCarrier(random: Random): Carrier {
  const { company, number } = random.pick(CARRIERS);
  return { company, number: () => number(random) };
}

/** A carrier that has no code anywhere, or that the seller did not name. */
export function unknownCarrier(random: Random): Carrier {
  const company = random.chance(0.3) ? null : random.pick(SMALL_CARRIERS);
  return { company, number: () => `NX-${random.digits(8)}` };
}

export function trackingUrl(number: string, company: string | null): string {
  const path = (company ?? "parcel").toLowerCase().replaceAll(/[^a-z]+/g, "-");
  return `https://tracking.example.com/${path}/de?piececode=${encodeURIComponent(number)}`;
}
