import type { Backfill } from "@karla/sync/backfill";
import type { DaySums } from "@karla/sync/ledger";

/** What the pages show. Whoever shows a page gathers this; nothing here knows where it came from. All times are ISO 8601. */

/** An open problem of this shop. */
export interface ProblemRow {
  /** A problem code of the sync; one that is not known here is shown with a general sentence. */
  code: string;
  openedAt: string;
  /** How often it was seen since it was opened. */
  times: number;
  /** What its sentences name, as a field or an order; empty for most. */
  about: Readonly<Record<string, string>>;
}

export interface OrderRow {
  id: string;
  /** What the merchant calls it, for example "#1001". */
  name: string;
  status: "pending" | "delivered" | "skipped" | "failed";
  /** Why it waits, was skipped or failed; null when there is nothing to say. */
  reason: string | null;
  updatedAt: string;
}

export type HomeData =
  | { state: "loading" }
  | { state: "error" }
  | {
      state: "ready";
      /** False until credentials are saved. */
      connected: boolean;
      /** `received` counts messages of the shop, `delivered` and `waiting` orders, `failed` whatever did not get through. */
      counters: { received: number; delivered: number; waiting: number; failed: number };
      lastOrder: { name: string; at: string } | null;
      /** Of the last 24 hours; null when nothing was sent. */
      worstDelayMs: number | null;
      /** When the shop was last compared with what arrived, and how many orders that found and read within seven days. */
      compared: { at: string; found: number } | null;
      /** The last import, whatever became of it; null before the first. */
      backfill: Backfill | null;
      /** What today comes to; null before it was counted. */
      today: DaySums | null;
      problems: readonly ProblemRow[];
      /** Newest first. */
      orders: readonly OrderRow[];
      /** The shop's time zone, for example "Europe/Berlin". */
      timeZone: string;
      /** The merchant's locale, for example "de" or "en-GB". */
      locale: string;
    };

/**
 * What testing the entered credentials led to. "refused": nothing was saved. "core_already_syncs": they are right and
 * saved, but nothing is sent until the merchant decides.
 */
export type ConnectionResult =
  | { outcome: "connected" }
  | { outcome: "refused"; why: "no_credentials" | "wrong_key" | "no_access" | "unknown_shop" | "unreachable" }
  /** It did not get as far as our own server, or no answer came back from there. */
  | { outcome: "refused"; why: "not_sent" }
  | { outcome: "core_already_syncs"; webhooks: number; triggers: boolean };

/** A trigger that the shop's own automations can begin with. */
export interface ShownTrigger {
  /** As it is called where the merchant makes automations. */
  name: string;
  isUsed: boolean;
}

export interface ConnectionData {
  /** What is saved; the key never comes back. `coreSync`: whether Karla itself gets the orders from this shop as well. */
  connection: { slug: string; username: string; coreSync: "unchecked" | "free" | "taken" } | null;
  /** The last test since the page was opened, null before the first. */
  result: ConnectionResult | null;
  /** What is under way. */
  busy: "save" | "switch_off" | null;
  /** Left out where the shop's platform does not say which of them are used. */
  triggers?: readonly ShownTrigger[];
  /** Where the merchant puts our block into the shop's theme; left out where the shop's platform has no such thing. */
  themeHref?: string;
}

/** What the form hands over, trimmed. */
export interface EnteredConnection {
  slug: string;
  /** Empty when the merchant has none. */
  username: string;
  key: string;
}

export type ProblemsData =
  | { state: "loading" }
  | { state: "error" }
  | { state: "ready"; problems: readonly ProblemRow[]; timeZone: string; locale: string };

/** What a problem's one button does. */
export type Remedy =
  /** Go to the connection page. */
  | "open_connection"
  /** Test the saved credentials now. */
  | "test_connection"
  /** Put what failed back to work. */
  | "replay"
  /** Go to the mapping. */
  | "open_mapping"
  /** Go to the customers who ask for their data. */
  | "open_personal_data"
  /** Switch off that Karla itself reads this shop. */
  | "switch_off_core_sync";

export interface ProblemActions {
  /** `code` is the problem whose button it was. */
  onRemedy: (remedy: Remedy, code: string) => void;
  /** The problem whose remedy is under way: its button shows so and cannot be pressed again. */
  busyCode: string | null;
}

export interface HomeActions extends ProblemActions {
  onConnect: () => void;
  onOpenProblems: () => void;
  onReload: () => void;
  importHref: string;
  certificateHref: string;
  /** Where an order can be seen in the shop's admin, null when nowhere. */
  orderHref: (order: OrderRow) => string | null;
  /** Look at what sending the order again would do. */
  onSendAgain: (order: OrderRow) => void;
}

export interface ConnectionActions {
  /** Test and, when it is accepted, save. */
  onSave: (entered: EnteredConnection) => void;
  onSwitchOff: () => void;
  onOpenHome: () => void;
}

export interface ProblemsActions extends ProblemActions {
  onOpenHome: () => void;
  onReload: () => void;
}
