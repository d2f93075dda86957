import type { Locale } from "./locale.ts";

/** What the page around the order finder decides. */
export interface FinderPage {
  readonly locale: Locale;
  /** Where the form goes, by GET: https, or a path of the same site. */
  readonly action: string;
  /** Nothing was found. It does not say why: the same for an unknown order and for a wrong zip code. */
  readonly missed: boolean;
  readonly values?: { readonly orderNumber: string; readonly zipCode: string };
}
