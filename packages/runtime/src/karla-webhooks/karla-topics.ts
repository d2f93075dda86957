import { EVENT_GROUPS } from "@karla/api/event-groups";

/** Longer than every group that is known: a longer one is cut off and stays unknown. */
const MAX_GROUP = 64;

/** Under which topic an event of Karla's is stored: by its group. No platform has one like it. */
export function karlaTopicOf(group: string | null): string {
  return `karla/${(group ?? "").slice(0, MAX_GROUP)}`;
}

/** Those that may be a metric's label. */
export const KARLA_TOPICS: readonly string[] = EVENT_GROUPS.map(karlaTopicOf);
