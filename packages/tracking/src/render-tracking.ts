import type { Locale } from "./locale.ts";

/** What the page around the timeline decides. */
export interface TrackingPage {
  readonly locale: Locale;
  /** IANA name of the zone in which instants are told, e.g. `Europe/Berlin`. */
  readonly timeZone: string;
  /** HTML for the place below the status, e.g. a campaign. It is put in as it is: whoever makes it has to escape. */
  readonly slot?: string;
  /** Where a customer reports that something is wrong with the order: https, or a path of the same site. */
  readonly resolveUrl?: string;
}
