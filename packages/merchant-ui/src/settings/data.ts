import type { OrderSettings } from "@karla/sync/settings";

/** What the filters page decides: all of a shop's settings but where the orders of its sales channels go. */
export type FilterSettings = Omit<OrderSettings, "slugBySalesChannel">;
export type SettingName = keyof FilterSettings;

/** Why the shop did not say what things are called in it. `permission`: what the app lacks there, e.g. "state_machine:read". */
export type NotRead = { why: "permission_missing"; permission: string } | { why: "unreachable" };

/** A state that orders or deliveries can be in. `name`: what the shop calls it, null where it did not say. */
export interface StateChoice {
  /** The word of the shop's state machine, e.g. "in_progress". */
  state: string;
  name: string | null;
}

export interface StateChoices {
  orders: readonly StateChoice[];
  deliveries: readonly StateChoice[];
  /** Null: these are all that the shop has. */
  notRead: NotRead | null;
}

export type ChannelKind = "storefront" | "headless" | "agent" | "other";

/** One of the shop's sales channels. `name` and `kind` are null where the shop did not say. */
export interface ChannelChoice {
  id: string;
  name: string | null;
  kind: ChannelKind | null;
}

export interface ChannelRow extends ChannelChoice {
  /** The shop at Karla that its orders go to; null for the one of the connection. */
  slug: string | null;
}

/** What became of a save. `revision` names what is saved now. "stale": somebody else saved in between, and nothing was kept. */
export type SaveAnswer<Fault extends string> =
  | { outcome: "saved"; revision: string }
  | { outcome: "stale" }
  /** `errors`: what is wrong, by the field that it is about. */
  | { outcome: "refused"; errors: Readonly<Record<string, Fault>> };

/** It did not get as far as our own server, or no answer came back from there. */
type NotSent = { outcome: "not_sent" };

export type SettingFault = "not_a_moment" | "not_offered" | "unusable";

/** What the core says of a shop of this name: it has none, the key may not use it, or it does not answer. */
export type ChannelFault = "unknown_shop" | "no_access" | "unreachable" | "not_connected";

export type FiltersAnswer = SaveAnswer<SettingFault> | NotSent;
export type ChannelsAnswer = SaveAnswer<ChannelFault> | NotSent;

export type FiltersData =
  | { state: "loading" }
  | { state: "error" }
  | {
      state: "ready";
      settings: FilterSettings;
      /** Names these settings, so that a save can say what it was made from. */
      revision: string;
      /** The settings that make sense on this platform; no others are shown. */
      offered: readonly SettingName[];
      choices: StateChoices;
      /** What is under way. */
      busy: "save" | null;
      /** The last answer since the page was opened, null before the first. */
      answer: FiltersAnswer | null;
      /** The shop's time zone, for example "Europe/Berlin". */
      timeZone: string;
      /** The merchant's locale, for example "de" or "en-GB". */
      locale: string;
    };

export type FiltersReady = Extract<FiltersData, { state: "ready" }>;

export type ChannelsData =
  | { state: "loading" }
  | { state: "error" }
  | {
      state: "ready";
      channels: readonly ChannelRow[];
      /** Where the orders of all other channels go; null while the shop is not connected. */
      connectionSlug: string | null;
      notRead: NotRead | null;
      revision: string;
      busy: "save" | null;
      answer: ChannelsAnswer | null;
    };

export type ChannelsReady = Extract<ChannelsData, { state: "ready" }>;

interface SettingsActions {
  /** Told when the page begins and ceases to hold changes that are not saved, so that leaving it can be asked about. */
  onUnsaved: (unsaved: boolean) => void;
  onReload: () => void;
  onOpenHome: () => void;
}

export interface FiltersActions extends SettingsActions {
  /** The offered settings by their names. `revision` is that of the settings that they were made from. */
  onSave: (settings: Readonly<Record<string, unknown>>, revision: string) => void;
  onOpenImport: () => void;
}

export interface ChannelsActions extends SettingsActions {
  /** By the channel's id the shop at Karla; channels that are not named go to the connection's own. */
  onSave: (slugs: Readonly<Record<string, string>>, revision: string) => void;
  onOpenConnection: () => void;
}
