import { expect, test } from "vitest";
import { afterAnswer, afterReading, discarded, isUnsaved, startWorking, type Working } from "./working-copy.ts";

interface Settings {
  a: number;
  b: number;
}
const reading = (revision: string, value: Settings) => ({ revision, value });
const first = reading("r1", { a: 1, b: 1 });
const editing = (value: Settings): Working<Settings> => ({ ...startWorking({ from: first, changes: {} }), value });
const handedOver = (value: Settings): Working<Settings> => ({ ...editing(value), handedOver: value });

test("what was handed over is saved with its answer, whatever was changed since", () => {
  const saved = afterAnswer(handedOver({ a: 2, b: 1 }), { outcome: "saved", revision: "r2" });
  expect([isUnsaved(saved), saved.base.revision]).toEqual([false, "r2"]);
  const changedSince = afterAnswer({ ...handedOver({ a: 2, b: 1 }), value: { a: 3, b: 1 } }, saved.seen);
  expect([isUnsaved(changedSince), changedSince.value]).toEqual([true, { a: 3, b: 1 }]);
});

test("the reading from before a save that was saved is none from after it", () => {
  const saved = afterAnswer(handedOver({ a: 2, b: 1 }), { outcome: "saved", revision: "r2" });
  expect(afterReading(saved, first)).toBe(saved);
  const read = afterReading(saved, reading("r2", { a: 2, b: 1 }));
  expect([read.value, read.merged]).toEqual([{ a: 2, b: 1 }, false]);
});

test("a refused save keeps what was changed, and so does a stale one until somebody else's is read", () => {
  const changes = handedOver({ a: 2, b: 1 });
  const refused = afterAnswer(changes, { outcome: "refused", errors: {} });
  expect([refused.value, refused.base]).toEqual([{ a: 2, b: 1 }, first]);
  const stale = afterAnswer(changes, { outcome: "stale" });
  expect([stale.value, stale.outdated]).toEqual([{ a: 2, b: 1 }, true]);
  const read = afterReading(stale, reading("r2", { a: 1, b: 9 }));
  // Mine of what I changed, theirs of the rest; the next save is made from theirs.
  expect([read.value, read.base.revision, read.outdated, read.merged]).toEqual([{ a: 2, b: 9 }, "r2", false, true]);
});

test("an answer and a reading count once", () => {
  const stale = { outcome: "stale" } as const;
  const working = afterReading(afterAnswer(editing({ a: 2, b: 1 }), stale), reading("r2", { a: 1, b: 9 }));
  expect(afterAnswer(working, stale)).toBe(working);
  expect(afterReading(working, reading("r2", { a: 1, b: 9 }))).toBe(working);
});

test("without changes of one's own what others save is simply shown", () => {
  const read = afterReading(startWorking({ from: first, changes: {} }), reading("r2", { a: 5, b: 5 }));
  expect([read.value, isUnsaved(read), read.merged]).toEqual([{ a: 5, b: 5 }, false, false]);
});

test("to discard is to go back to what is saved", () => {
  const merged = afterReading(editing({ a: 2, b: 1 }), reading("r2", { a: 1, b: 9 }));
  expect([merged.merged, discarded(merged).value, discarded(merged).merged]).toEqual([true, { a: 1, b: 9 }, false]);
});
