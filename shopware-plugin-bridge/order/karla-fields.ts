/**
 * The custom fields that we write to an order, as the app's manifest declares them. `karla_trackpage_url` has the name that
 * Karla's own plugin gives it: a mail template made for the plugin goes on.
 */
export const KARLA_FIELDS = {
  /** Where the parcel is: an event group without "shipment_", e.g. "out_for_delivery", else a phase of Karla's. */
  status: "karla_status",
  /** Since when, an instant to the second: the shop keeps no more of it. */
  statusAt: "karla_status_at",
  /** The order's tracking page at Karla. Opens the order to whoever has it: never logged. */
  trackpageUrl: "karla_trackpage_url",
} as const;

const NAMES: readonly string[] = Object.values(KARLA_FIELDS);

/** Whether we wrote it ourselves: an order is none other for it. */
export function isKarlaField(name: string): boolean {
  return NAMES.includes(name);
}
