import type { MappingOverview } from "@karla/sync/desk-data";
import { sameJson } from "./same-json.ts";

/** Where the saved draft stands: nothing is there yet, it is what orders are sent with, or it waits to be published. */
export type Standing = "nothing" | "in_use" | "to_publish";

export function standingOf({ draft, published }: Pick<MappingOverview, "draft" | "published">): Standing {
  if (published !== null) return sameJson(draft.document, published.document) ? "in_use" : "to_publish";
  return draft.document.rules.length === 0 ? "nothing" : "to_publish";
}
