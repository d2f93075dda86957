import type { MappingDocument } from "@karla/sync/mapping";
import { useEffect, useState } from "react";
import type { MappingActions } from "./data.ts";
import type { ReadyMapping } from "./ready-mapping.ts";
import { afterAnswer, afterDraft, discarded, isUnsaved, startWorking } from "./working-document.ts";

/** The document that is worked on. What is saved, read from a file or saved by others meanwhile is taken in as it comes. */
export function useWorkingDocument({ overview, answer }: ReadyMapping, { onSave, onUnsaved }: MappingActions) {
  const [held, setHeld] = useState(() => startWorking(overview));
  const working = afterDraft(afterAnswer(held, answer), overview.draft);
  // While it is drawn, so that what is past is never shown.
  if (working !== held) setHeld(working);

  const unsaved = isUnsaved(working);
  // biome-ignore lint/correctness/useExhaustiveDependencies: told of a change, not of another function
  useEffect(() => onUnsaved(unsaved), [unsaved]);

  const { document, base } = working;
  const save = (wanted: MappingDocument, revision: number) => {
    setHeld((now) => ({ ...now, handedOver: wanted }));
    onSave(wanted, revision);
  };
  return {
    document,
    unsaved,
    /** Somebody else saved since this was begun. */
    outdated: unsaved && overview.draft.revision > base.revision,
    change: (edit: (document: MappingDocument) => MappingDocument) =>
      setHeld((now) => ({ ...now, document: edit(now.document) })),
    discard: () => setHeld((now) => discarded(now, overview.draft)),
    save,
    /** Saves it as made from the draft that it was begun from. */
    saveThis: () => save(document, base.revision),
  };
}
