import { CARRIERS, type CarrierReference } from "./contract.ts";

/**
 * Spellings of tracking companies, normalised, that stand for a carrier code of Karla's. Only codes whose meaning is
 * reasonably certain: a wrong one would send the parcel to the wrong carrier's API, a missing one leaves Karla to detect
 * the carrier from number and URL. Left out for that reason: dhl_old, dhl2man, dpdn, goexp, hrs, rhe.
 */
const SPELLINGS: Partial<Record<CarrierReference, readonly string[]>> = {
  amz: ["amazonlogistics", "amazonshipping", "amazon", "amazonlogisticsuk", "amazonlogisticsus"],
  brt: ["brt", "bartolini", "brtbartolini", "brtcorriereespresso"],
  depost: ["deutschepost", "deutschepostag", "deutschepostbrief"],
  dhl: ["dhl", "dhlpaket", "dhlparcelgermany", "dhlgermany", "dhlde", "dhldeutschland", "dhlpacket"],
  dhlexp: ["dhlexpress", "dhlexpressgermany", "dhlexpressde"],
  dpd: ["dpd", "dpdgermany", "dpdde", "dpddeutschland"],
  dpduk: ["dpduk", "dpdunitedkingdom"],
  gls: ["gls", "glsgermany", "glsde", "glsdeutschland", "glseurope"],
  gls_es: ["glsspain", "glses", "glsespana", "glsspanien"],
  postat: ["postat", "austrianpost", "osterreichischepost", "oesterreichischepost", "postaustria"],
  royalmail: ["royalmail"],
  swisspost: [
    "swisspost",
    "schweizerischepost",
    "dieschweizerischepost",
    "dieschweizerpost",
    "schweizerpost",
    "postch",
  ],
  ups: ["ups", "unitedparcelservice"],
  bpost: ["bpost", "bpostinternational", "belgianpost"],
  dao: ["dao", "dao365"],
  anpost: ["anpost", "anpostireland"],
  bring: ["bring", "postennorge", "postenbring"],
  posti: ["posti", "postifinland"],
  postnl_inter: ["postnlinternational", "postnlinternationalmail"],
  usps: ["usps", "unitedstatespostalservice"],
  fedex: ["fedex", "federalexpress"],
  postnord: ["postnord", "postnordsweden", "postnordse", "postnorddenmark", "postnorddk", "postnordnorway"],
  parcelone: ["parcelone"],
  dachser: ["dachser", "dachserlogistics"],
  asendia_de: ["asendiagermany", "asendiade"],
};

const BY_SPELLING = new Map(
  CARRIERS.flatMap((code) => (SPELLINGS[code] ?? []).map((spelling): [string, CarrierReference] => [spelling, code])),
);

/**
 * The carrier code for a tracking company as the shop writes it ("DHL Paket" -> "dhl"), null for one that is not known:
 * then `carrier_reference` is left out, because Karla refuses an unknown value (422 `carrier_reference_invalid`).
 */
export function carrierReferenceOf(companyName: string | null): CarrierReference | null {
  return BY_SPELLING.get(normalise(companyName ?? "")) ?? null;
}

/** Letters and digits, lower case, without accents: "Österreichische Post" -> "osterreichischepost". */
function normalise(name: string): string {
  return name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}
