import type { Random } from "../../random.ts";
import type { BookedAddress } from "../booked-order.ts";

const FIRST_NAMES = [
  "Jana",
  "Mehmet",
  "Ayşe",
  "Jörg",
  "Élodie",
  "Søren",
  "Ines",
  "Tom",
  "Łukasz",
  "Mia",
  "Noah",
  "Fatima",
] as const;
const LAST_NAMES = [
  "Beispiel",
  "Müller-Muster",
  "O’Sample",
  "Testmann",
  "Größing",
  "d’Exemple",
  "Nowakowska",
  "Probe",
  "van der Muster",
] as const;
const STREETS = [
  "Beispielweg",
  "Musterstraße",
  "Am Probehang",
  "Rue de l’Exemple",
  "Sample Lane",
  "Große Testallee",
] as const;
const SECOND_LINES = ["Hinterhaus, 2. OG", "c/o Probe", "Apt. 4B", "Tor 3"] as const;
const COMPANIES = ["Muster & Söhne GmbH", "Sample Works Ltd.", "Beispiel-Verlag KG", "Exemple SARL"] as const;

interface Place {
  city: string;
  zip: string;
  province: string | null;
  provinceCode: string | null;
  country: string;
  countryCode: string;
}

const PLACES: readonly Place[] = [
  { city: "Leipzig", zip: "04109", province: null, provinceCode: null, country: "Germany", countryCode: "DE" },
  { city: "Köln", zip: "50667", province: null, provinceCode: null, country: "Germany", countryCode: "DE" },
  { city: "München", zip: "80331", province: null, provinceCode: null, country: "Germany", countryCode: "DE" },
  { city: "Wien", zip: "1010", province: null, provinceCode: null, country: "Austria", countryCode: "AT" },
  { city: "Zürich", zip: "8001", province: "Zürich", provinceCode: "ZH", country: "Switzerland", countryCode: "CH" },
  {
    city: "London",
    zip: "SW1A 1AA",
    province: "England",
    provinceCode: "ENG",
    country: "United Kingdom",
    countryCode: "GB",
  },
  {
    city: "Boston",
    zip: "02108",
    province: "Massachusetts",
    provinceCode: "MA",
    country: "United States",
    countryCode: "US",
  },
  { city: "Ottawa", zip: "K1A 0B1", province: "Ontario", provinceCode: "ON", country: "Canada", countryCode: "CA" },
];

const JAPAN: Place = {
  city: "渋谷区",
  zip: "150-0002",
  province: "Tōkyō",
  provinceCode: "JP-13",
  country: "Japan",
  countryCode: "JP",
};

/** Places in which Shopify asks for no zip code. */
const WITHOUT_ZIP: readonly Place[] = [
  { city: "Hong Kong", zip: "", province: "Kowloon", provinceCode: "KL", country: "Hong Kong SAR", countryCode: "HK" },
  { city: "Dubai", zip: "", province: "Dubai", provinceCode: "DU", country: "United Arab Emirates", countryCode: "AE" },
];

/** An invented person at an invented address. */
export function someAddress(random: Random): BookedAddress {
  return addressAt(random, random.pick(PLACES));
}

export function japaneseAddress(random: Random): BookedAddress {
  return addressAt(random, JAPAN);
}

/** Without a zip code: null or an empty text, as shops send both. */
export function addressWithoutZip(random: Random): BookedAddress {
  return { ...addressAt(random, random.pick(WITHOUT_ZIP)), zip: random.chance(0.5) ? null : "" };
}

export function someCompany(random: Random): string {
  return random.pick(COMPANIES);
}

export function emailOf(
  { firstName, lastName }: Pick<BookedAddress, "firstName" | "lastName">,
  random: Random,
): string {
  const plain = `${firstName}.${lastName}`
    .normalize("NFKD")
    .replaceAll(/[^\w.-]/g, "")
    .toLowerCase();
  return `${plain}+${random.hex(4)}@example.com`;
}

function addressAt(random: Random, place: Place): BookedAddress {
  return {
    firstName: random.pick(FIRST_NAMES),
    lastName: random.pick(LAST_NAMES),
    company: random.chance(0.1) ? someCompany(random) : null,
    line1: `${random.pick(STREETS)} ${random.int(1, 240)}`,
    line2: random.chance(0.3) ? random.pick(SECOND_LINES) : null,
    zip: place.zip,
    city: place.city,
    province: place.province,
    provinceCode: place.provinceCode,
    country: place.country,
    countryCode: place.countryCode,
    phone: random.chance(0.6) ? `+49 30 5550 ${random.digits(4)}` : null,
  };
}
