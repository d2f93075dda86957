import type { FindingCode } from "@karla/sync/check-mapping";
import { ISSUE_CODES } from "@karla/sync/mapping-issue";
import type { RefusedMapping } from "@karla/sync/read-mapping";
import { describe, expect, test } from "vitest";
import { LANGUAGES } from "../render-page.fixture.ts";
import { speaker } from "./spoken.fixture.ts";
import { wordsOfFinding, wordsOfIssue, wordsOfRefused } from "./words.ts";

const FINDINGS: Record<FindingCode, true> = {
  target_unknown: true,
  target_protected: true,
  target_of_shop: true,
  needs_one_value: true,
  needs_list: true,
  types_differ: true,
  type_not_taken: true,
  name_missing: true,
  name_not_taken: true,
  id_twice: true,
  incomplete: true,
  target_twice: true,
  pattern_not_taken: true,
  no_such_group: true,
  zone_unknown: true,
  placeholder_unknown: true,
};
const REFUSALS: Record<RefusedMapping["code"], true> = {
  too_large: true,
  not_json: true,
  newer_version: true,
  not_a_mapping: true,
};
const keysOf = <Key extends string>(record: Record<Key, true>) => Object.keys(record) as Key[];

describe.each(LANGUAGES)("in %s", (language) => {
  const t = speaker(language);

  test.each([
    ...ISSUE_CODES.map(wordsOfIssue),
    ...keysOf(FINDINGS).map(wordsOfFinding),
    ...keysOf(REFUSALS).map(wordsOfRefused),
  ])("%s says what happened and what to do", (key) => {
    const said = t(key, { value: "Hamburg", other: "Hamburg" });
    expect(said).toMatch(/^["“„\p{Lu}].{20,}\.$/u);
    expect(said).not.toContain("mapping_words");
  });
});

test("what is wrong with a value names the value", () => {
  const t = speaker("en");
  for (const code of ["not_in_table", "not_a_number", "not_a_date", "mixed_currencies"] as const)
    expect(t(wordsOfIssue(code), { value: "Hamburg" })).toContain("“Hamburg”");
});
