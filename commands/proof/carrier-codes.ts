/**
 * The code the core knows a carrier by, for the names this shop's sellers type. Everything else has none, Hermes too: no
 * source says that the core's `hrs` means it, and a wrong code is worse than none.
 */
const CODES: Readonly<Record<string, string>> = {
  dhl: "dhl",
  "dhl paket": "dhl",
  "dhl express": "dhlexp",
  dpd: "dpd",
  gls: "gls",
  ups: "ups",
  fedex: "fedex",
  usps: "usps",
  "deutsche post": "depost",
};

export function carrierCode(company: string | null): string | null {
  return CODES[(company ?? "").toLowerCase()] ?? null;
}
