import type { DaySums, Find, Gap, LeftOut } from "@karla/sync/ledger";

export type LedgerFormat = "json" | "csv";

export type CertificateData =
  | { state: "loading" }
  | { state: "error" }
  | {
      state: "ready";
      /** False until credentials are saved. */
      connected: boolean;
      /** Accounts that are finished, newest first, one of each day, of the last 90 days at most. */
      days: readonly DaySums[];
      /** Today in the shop's calendar, e.g. "2026-11-29". */
      today: string;
      /** The day whose own page is open, null for the overview. */
      day: string | null;
      /** That day; null where there is no account of it. */
      opened: OpenedDay | null;
      /** What is under way: "count" until the new account of today is there. */
      busy: "count" | LedgerFormat | null;
      /** The last press did not get as far as our own server, or no answer came back from there. */
      notSent: boolean;
      /** The shop's time zone, for example "Europe/Berlin". */
      timeZone: string;
      /** The merchant's locale, for example "de" or "en-GB". */
      locale: string;
    };

/** What a day comes to, and its orders by name. */
export interface OpenedDay {
  sums: DaySums;
  gaps: readonly Gap[];
  leftOut: readonly LeftOut[];
  /** Orders that comparisons found to be missing or old. */
  finds: readonly Find[];
}

export type CertificateReady = Extract<CertificateData, { state: "ready" }>;

export interface CertificateActions {
  /** Have today counted again. */
  onRefresh: () => void;
  onDownload: (format: LedgerFormat) => void;
  onOpenConnection: () => void;
  onOpenHome: () => void;
  /** Back from a day's page to all days. */
  onOpenDays: () => void;
  onReload: () => void;
  /** Where a day's own page is. */
  dayHref: (day: string) => string;
  /** Where an order can be seen in the shop's admin, null when nowhere. */
  orderHref: (order: { id: string }) => string | null;
}
