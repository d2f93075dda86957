import { useEffect, useState } from "react";
import {
  type AnyAnswer,
  afterAnswer,
  afterReading,
  type Begun,
  discarded,
  isUnsaved,
  type Reading,
  startWorking,
} from "./working-copy.ts";

interface Given<Value> {
  reading: Reading<Value>;
  answer: AnyAnswer | null;
  begun?: Begun<Value> | undefined;
  onUnsaved: (unsaved: boolean) => void;
}

/** Settings that are worked on. What is saved, here or by others, is taken in as it comes. */
export function useWorkingCopy<Value extends object>({ reading, answer, begun, onUnsaved }: Given<Value>) {
  const [held, setHeld] = useState(() => startWorking(begun ?? { from: reading, changes: {} }));
  const working = afterReading(afterAnswer(held, answer), reading);
  // While it is drawn, so that what is past is never shown.
  if (working !== held) setHeld(working);

  const unsaved = isUnsaved(working);
  // biome-ignore lint/correctness/useExhaustiveDependencies: told of a change, not of another function
  useEffect(() => onUnsaved(unsaved), [unsaved]);

  return {
    value: working.value,
    /** Of what it was made from. */
    revision: working.base.revision,
    unsaved,
    outdated: working.outdated,
    merged: working.merged,
    change: (edit: (value: Value) => Value) => setHeld((now) => ({ ...now, value: edit(now.value) })),
    discard: () => setHeld(discarded),
    /** To be called with every save. */
    handOver: () => setHeld((now) => ({ ...now, handedOver: now.value })),
  };
}
