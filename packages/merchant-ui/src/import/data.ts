import type { Backfill } from "@karla/sync/backfill";

/** How far back an import goes, in days; null: to the first order that the app is given. */
export type ImportScope = 30 | 60 | null;

export type ImportData =
  | { state: "loading" }
  | { state: "error" }
  | {
      state: "ready";
      /** False until credentials are saved. */
      connected: boolean;
      /** The last import, whatever became of it; null before the first. */
      backfill: Backfill | null;
      /** Whether the shop gives the app all of its orders (Shopify: `read_all_orders`), and not those of the last 60 days alone. */
      reachesAll: boolean;
      /** What is under way. */
      busy: "start" | "pause" | "resume" | null;
      /** The last press did not get as far as our own server, or no answer came back from there. */
      notSent: boolean;
      /** The shop's time zone, for example "Europe/Berlin". */
      timeZone: string;
      /** The merchant's locale, for example "de" or "en-GB". */
      locale: string;
    };

export type ImportReady = Extract<ImportData, { state: "ready" }>;

export interface ImportActions {
  onStart: (scope: ImportScope) => void;
  onPause: () => void;
  onResume: () => void;
  onOpenConnection: () => void;
  onOpenHome: () => void;
  onReload: () => void;
}
