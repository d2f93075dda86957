import type { ProblemRow, Remedy } from "./data.ts";
import { isolated } from "./mapping/isolated.ts";

const REMEDIES: ReadonlyMap<string, Remedy> = new Map([
  ["not_connected", "open_connection"],
  ["credentials_refused", "open_connection"],
  ["core_shop_unknown", "open_connection"],
  ["core_unreachable", "test_connection"],
  ["core_already_syncs", "switch_off_core_sync"],
  ["shop_access_refused", "test_connection"],
  ["shop_permission_missing", "test_connection"],
  ["shop_unreachable", "test_connection"],
  ["products_not_synced", "test_connection"],
  ["webhooks_not_allowed", "open_connection"],
  ["orders_refused", "replay"],
  ["events_quarantined", "replay"],
  ["mapped_field_gone", "open_mapping"],
  ["shop_silent", "test_connection"],
  ["webhooks_switched_off", "test_connection"],
  ["announcement_unclear", "test_connection"],
  ["products_refused", "replay"],
  ["data_requested", "open_personal_data"],
]);

/** What a problem is about, to stand within its sentences. */
export function wordsAbout({ about }: Pick<ProblemRow, "about">): Record<string, string> {
  return Object.fromEntries(Object.entries(about).map(([name, text]) => [name, isolated(text)]));
}

/** Text keys of a problem and what its button does. */
export interface ProblemWords {
  title: string;
  meaning: string;
  todo: string;
  button: string;
  remedy: Remedy;
}

/** A code this version does not know gets a general sentence and the connection test. */
export function problemWords(code: string): ProblemWords {
  const known = REMEDIES.has(code) ? code : "unknown";
  const key = `problem.${known}`;
  return {
    title: `${key}.title`,
    meaning: `${key}.meaning`,
    todo: `${key}.todo`,
    button: `${key}.button`,
    remedy: REMEDIES.get(known) ?? "test_connection",
  };
}
