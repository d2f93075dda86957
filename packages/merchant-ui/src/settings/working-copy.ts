import { sameJson } from "../mapping/same-json.ts";
import type { SaveAnswer } from "./data.ts";

/** Whatever became of a save, for a page that does not ask what was wrong with it. */
export type AnyAnswer = SaveAnswer<string> | { outcome: "not_sent" };

/** What is saved, as it was read last. */
export interface Reading<Value> {
  value: Value;
  revision: string;
}

/** What the merchant works on, and what of it is saved. */
export interface Working<Value> {
  value: Value;
  /** What it was made from. */
  base: Reading<Value>;
  /** Revision of the last reading that was looked at: each counts once. */
  read: string;
  /** Handed over to be saved, and not answered yet. */
  handedOver: Value | null;
  /** The last answer that was looked at. */
  seen: AnyAnswer | null;
  /** A save was refused because somebody else had saved, and what that was has not been read yet. */
  outdated: boolean;
  /** What somebody else saved was taken in below changes that are not saved. */
  merged: boolean;
}

/** Work that was begun before the page is drawn: what it was made from, and what of that was changed. */
export interface Begun<Value> {
  from: Reading<Value>;
  changes: Partial<Value>;
}

export function startWorking<Value extends object>({ from, changes }: Begun<Value>): Working<Value> {
  const value = { ...from.value, ...changes };
  return {
    value,
    base: from,
    read: from.revision,
    handedOver: null,
    seen: null,
    outdated: false,
    merged: false,
  };
}

export function isUnsaved<Value>({ value, base }: Working<Value>): boolean {
  return !sameJson(value, base.value);
}

/** After a new answer: what was handed over is saved. The answer is taken for a new one when it is another object. */
export function afterAnswer<Value>(working: Working<Value>, answer: AnyAnswer | null): Working<Value> {
  if (answer === working.seen) return working;
  const seen = { ...working, seen: answer };
  switch (answer?.outcome) {
    case "saved": {
      const base = { value: working.handedOver ?? working.base.value, revision: answer.revision };
      return { ...seen, base, handedOver: null, outdated: false, merged: false };
    }
    case "stale":
      return { ...seen, handedOver: null, outdated: true };
    default:
      return { ...seen, handedOver: null };
  }
}

/** What somebody else saved meanwhile is taken in; what the merchant changed stays changed. */
export function afterReading<Value extends object>(working: Working<Value>, reading: Reading<Value>): Working<Value> {
  if (reading.revision === working.read) return working;
  const { value, base } = working;
  const isNews = reading.revision !== base.revision;
  return {
    ...working,
    value: mergedOf(value, base.value, reading.value),
    base: reading,
    read: reading.revision,
    outdated: false,
    merged: isNews ? isUnsaved(working) : working.merged,
  };
}

/** Back to what is saved. */
export function discarded<Value>(working: Working<Value>): Working<Value> {
  return { ...working, value: working.base.value, merged: false };
}

/** `theirs`, but for the keys that `mine` has changed from `base`. */
function mergedOf<Value extends object>(mine: Value, base: Value, theirs: Value): Value {
  const changes: Partial<Value> = { ...mine };
  for (const key in base) if (sameJson(mine[key], base[key])) delete changes[key];
  return { ...theirs, ...changes };
}
