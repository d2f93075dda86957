/**
 * What people call the carriers of `CarrierEnum`. Left out are codes that nobody has explained (`goexp`, `hrs`, `rhe`): a
 * parcel without a carrier's name is better than one with a wrong name.
 */
const NAMES: Readonly<Record<string, string>> = {
  amz: "Amazon Logistics",
  brt: "BRT",
  depost: "Deutsche Post",
  dhl: "DHL",
  dhlexp: "DHL Express",
  dhl_old: "DHL",
  dhl2man: "DHL",
  dpd: "DPD",
  dpdn: "DPD",
  dpduk: "DPD",
  gls: "GLS",
  gls_es: "GLS",
  postat: "Österreichische Post",
  royalmail: "Royal Mail",
  swisspost: "Swiss Post",
  ups: "UPS",
  bpost: "bpost",
  dao: "dao",
  anpost: "An Post",
  bring: "Bring",
  posti: "Posti",
  postnl_inter: "PostNL",
  usps: "USPS",
  fedex: "FedEx",
  postnord: "PostNord",
  parcelone: "PARCEL.ONE",
  dachser: "DACHSER",
  asendia_de: "Asendia",
};

/** The name to show for a `carrier_reference`, null where it is not on the list. */
export function carrierName(reference: string | null): string | null {
  return reference !== null && Object.hasOwn(NAMES, reference) ? (NAMES[reference] ?? null) : null;
}
