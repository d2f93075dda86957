import type { MappingOverview } from "@karla/sync/desk-data";
import type { MappingDocument } from "@karla/sync/mapping";
import type { MappingAnswer } from "./data.ts";
import { sameJson } from "./same-json.ts";

/** What the merchant works on, and what of it is saved. */
export interface Working {
  document: MappingDocument;
  /** The draft that it was made from. */
  base: { document: MappingDocument; revision: number };
  /** Handed over to be saved, and not answered yet. */
  handedOver: MappingDocument | null;
  /** Changes go as soon as the draft becomes another: a version was put back instead. */
  yields: boolean;
  /** The last answer that was looked at: each counts once. */
  seen: MappingAnswer | null;
}

export function startWorking({ draft }: Pick<MappingOverview, "draft">): Working {
  const { document, revision } = draft;
  return { document, base: { document, revision }, handedOver: null, yields: false, seen: null };
}

export function isUnsaved({ document, base }: Working): boolean {
  return !sameJson(document, base.document);
}

/**
 * After a new answer: what was handed over is saved, and a file that was read is worked on. The answer is taken for a new one
 * when it is another object.
 */
export function afterAnswer(working: Working, answer: MappingAnswer | null): Working {
  if (answer === working.seen) return working;
  const { handedOver } = working;
  const seen = { ...working, seen: answer };
  switch (answer?.outcome) {
    case "saved":
      if (handedOver === null) return seen;
      return { ...seen, base: { document: handedOver, revision: answer.revision }, handedOver: null };
    case "read_file":
      return { ...seen, document: answer.document };
    case "restored":
      return { ...seen, yields: isUnsaved(working) };
    default:
      return seen;
  }
}

/** A newer draft replaces what is worked on, unless that would lose changes. */
export function afterDraft(working: Working, { document, revision }: MappingOverview["draft"]): Working {
  if (revision <= working.base.revision) return working;
  const base = { document, revision };
  if (working.yields || !isUnsaved(working)) return { ...working, document, base, yields: false };
  return sameJson(working.document, document) ? { ...working, base } : working;
}

/** Back to the draft as it is now. */
export function discarded(working: Working, { document, revision }: MappingOverview["draft"]): Working {
  const base = revision < working.base.revision ? working.base : { document, revision };
  return { ...working, document: base.document, base };
}
