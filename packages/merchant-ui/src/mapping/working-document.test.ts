import type { MappingOverview } from "@karla/sync/desk-data";
import { expect, test } from "vitest";
import { documentWith, rule, shopWith } from "./editor.fixture.ts";
import { afterAnswer, afterDraft, discarded, isUnsaved, startWorking } from "./working-document.ts";

const mine = documentWith(rule("mine"));
const edited = documentWith(rule("mine"), rule("more"));
const theirs = documentWith(rule("theirs"));
const draft = (document: typeof mine, revision: number): MappingOverview["draft"] => ({
  ...shopWith(document).overview.draft,
  document,
  revision,
});
const begun = startWorking({ draft: draft(mine, 7) });
const working = { ...begun, document: edited };

test("what is loaded is saved, what is edited is not", () => {
  expect([isUnsaved(begun), isUnsaved(working)]).toEqual([false, true]);
});

test("a document is the same whatever the order of a table's entries", () => {
  const table = (entries: Record<string, string>) =>
    documentWith(rule("a", { transforms: [{ do: "lookup", table: entries, otherwise: "keep" }] }));
  const saved = startWorking({ draft: draft(table({ a: "1", b: "2" }), 7) });
  expect(isUnsaved({ ...saved, document: table({ b: "2", a: "1" }) })).toBe(false);
  expect(isUnsaved({ ...saved, document: table({ b: "1", a: "2" }) })).toBe(true);
});

test("a newer draft takes the place of what was not changed, and of nothing else", () => {
  expect(afterDraft(begun, draft(theirs, 8)).document).toEqual(theirs);
  expect(afterDraft(working, draft(theirs, 8))).toBe(working);
  expect(afterDraft(begun, draft(theirs, 6))).toBe(begun);
});

test("what is saved is clean, whether the answer or the new draft comes first", () => {
  const saved = { outcome: "saved", revision: 8 } as const;
  const handedOver = { ...working, handedOver: edited };
  const answered = afterAnswer(handedOver, saved);
  expect([isUnsaved(answered), answered.base.revision]).toEqual([false, 8]);
  expect(isUnsaved(afterDraft(answered, draft(edited, 8)))).toBe(false);
  const drafted = afterDraft(handedOver, draft(edited, 8));
  expect([isUnsaved(drafted), isUnsaved(afterAnswer(drafted, saved))]).toEqual([false, false]);
});

test("what is changed while it is being saved stays, and is not saved", () => {
  const later = documentWith(rule("later"));
  const answered = afterAnswer({ ...working, handedOver: edited, document: later }, { outcome: "saved", revision: 8 });
  expect([answered.document, isUnsaved(answered)]).toEqual([later, true]);
  expect(afterDraft(answered, draft(edited, 8)).document).toEqual(later);
});

test("what was refused stays as it was", () => {
  const stale = afterAnswer({ ...working, handedOver: edited }, { outcome: "stale", revision: 9 });
  expect([stale.document, stale.base.revision, isUnsaved(stale)]).toEqual([edited, 7, true]);
});

test("a file that was read is worked on, once", () => {
  const answer = { outcome: "read_file", document: theirs, elsewhere: [], findings: [] } as const;
  const read = afterAnswer(working, { ...answer, elsewhere: [], findings: [] });
  expect([read.document, isUnsaved(read)]).toEqual([theirs, true]);
  const goneOn = { ...read, document: edited };
  expect(afterAnswer(goneOn, read.seen)).toBe(goneOn);
});

test("a version that was put back takes the place of changes too", () => {
  const answered = afterAnswer(working, { outcome: "restored", version: 3, changed: 0 });
  const restored = afterDraft(answered, draft(theirs, 8));
  expect([restored.document, isUnsaved(restored)]).toEqual([theirs, false]);
  const edit = { ...restored, document: mine };
  expect(afterDraft(edit, draft(edited, 9))).toBe(edit);
});

test("discarding goes back to the draft as it is by then", () => {
  expect(discarded(working, draft(mine, 7)).document).toEqual(mine);
  const back = discarded(working, draft(theirs, 9));
  expect([back.document, back.base.revision, isUnsaved(back)]).toEqual([theirs, 9, false]);
});
