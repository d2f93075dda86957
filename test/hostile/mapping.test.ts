import { applyMapping } from "@karla/sync/apply-mapping";
import { checkMapping } from "@karla/sync/check-mapping";
import type { MappingDocument } from "@karla/sync/mapping";
import { MAX_DOCUMENT_BYTES, MAX_OPS, MAX_RULES, MAX_TEXT } from "@karla/sync/mapping-limits";
import { unknownOrder } from "@karla/sync/order";
import { readMapping } from "@karla/sync/read-mapping";
import { describe, expect, test } from "vitest";
import { sampleSnapshot } from "../../packages/sync/src/order/sample-order.fixture.ts";

/** Mappings that somebody wrote to do harm: refused whole, or harmless. They come as text, as from a file or a browser. */

const PROPERTY = "order.order_analytics.note_attributes";
const note = { from: "note_attribute", name: "x" };

interface RuleInput {
  source?: unknown;
  transforms?: unknown[];
  target?: unknown;
  [more: string]: unknown;
}

const ruleOf = (rule: RuleInput, n = 0) => ({
  id: `r${n}`,
  label: "",
  enabled: true,
  source: note,
  transforms: [],
  target: { path: PROPERTY, name: `n${n}` },
  ...rule,
});
const textOf = (...rules: RuleInput[]) => JSON.stringify({ schemaVersion: 1, rules: rules.map(ruleOf) });

/** Why it is refused: the code of the reader, or those of the check. */
function refusal(text: string): string[] {
  const read = readMapping(text);
  return read.outcome === "refused" ? [read.code] : checkMapping(read.document).map(({ code }) => code);
}

function accepted(text: string): MappingDocument {
  const read = readMapping(text);
  if (read.outcome === "refused") throw new Error(`${read.code} ${read.path}`);
  expect(checkMapping(read.document)).toEqual([]);
  return read.document;
}

function appliedTo(value: string, document: MappingDocument) {
  const snapshot = sampleSnapshot({ noteAttributes: [{ name: "x", value }] });
  return applyMapping(document, { ...unknownOrder("1"), snapshot });
}

describe("M1 patterns that take other engines for ever", () => {
  test.each(["(a+)+$", "(.*a){25}", "^(([a-z])+.)+[A-Z]([a-z])+$"])(
    "%s stays within the order's operations",
    (pattern) => {
      const transforms = Array.from({ length: 12 }, () => ({ do: "regex_replace", pattern, with: "$0" }));
      const rules = Array.from({ length: 80 }, () => ({ transforms }));
      const { ops, results } = appliedTo(`${"a".repeat(28)}!`, accepted(textOf(...rules)));
      expect(ops).toBeLessThanOrEqual(MAX_OPS);
      expect(results).toHaveLength(80);
    },
  );

  test.each(["(a)\\1", "(?=a)", "((a{1000}){1000}){1000}", "("])("%s is refused", (pattern) =>
    expect(refusal(textOf({ transforms: [{ do: "regex", pattern, take: "match" }] }))).toEqual(["pattern_not_taken"]),
  );
});

describe("M2 work without end", () => {
  test("a thousand steps in a row are refused, and so are steps within steps", () => {
    expect(refusal(textOf({ transforms: Array.from({ length: 1_000 }, () => ({ do: "trim" })) }))).toEqual([
      "not_a_mapping",
    ]);
    const each = { do: "each", transforms: [{ do: "each", transforms: [{ do: "trim" }] }] };
    expect(refusal(textOf({ transforms: [each] }))).toEqual(["not_a_mapping"]);
  });

  test("a template in a template is refused: nothing can name itself", () => {
    const template = { from: "template", text: "{a}", values: { a: note } };
    expect(refusal(textOf({ source: { ...template, values: { a: template } } }))).toEqual(["not_a_mapping"]);
  });

  test("texts that grow with each step end at the limit", () => {
    const grow = { do: "replace", find: "a", with: "aa" };
    const { fields, results, ops } = appliedTo(
      "a".repeat(1_000),
      accepted(textOf({ transforms: Array.from({ length: 12 }, () => grow) })),
    );
    expect(results[0]?.outcomes[0]?.result).toMatchObject({ outcome: "issue", issue: { code: "too_long" } });
    expect(fields.properties).toEqual([]);
    expect(ops).toBeLessThanOrEqual(MAX_OPS);
    expect(MAX_TEXT).toBe(65_536);
  });
});

test.each(["../../", "a[999999999]", "a[-1]", "", "a.".repeat(1_000), "*.*.*", "order.products[0].size"])(
  "M3 the path %j is no target and no field",
  (path) => {
    expect(refusal(textOf({ target: { path } }))).toHaveLength(1);
    expect(refusal(textOf({ source: { from: "field", field: path } }))).toEqual(["not_a_mapping"]);
  },
);

describe("M4 too many rules, and rules that want what they may not have", () => {
  test("ten thousand rules are refused", () => {
    expect(refusal(textOf(...Array.from({ length: MAX_RULES + 1 }, () => ({}))))).toEqual(["not_a_mapping"]);
    expect(refusal(textOf(...Array.from({ length: 10_000 }, () => ({}))))).toEqual(["too_large"]);
  });

  test("one field by two rules, and fields that say which order it is", () => {
    const target = { path: "order.order_name" };
    expect(refusal(textOf({ target }, { target }))).toEqual(["target_twice"]);
    for (const [path, code] of [
      ["order.external_id", "target_protected"],
      ["order.email_id", "target_of_shop"],
      ["id", "target_unknown"],
    ]) {
      expect(refusal(textOf({ target: { path } }))).toEqual([code]);
    }
  });
});

test("M5 templates of other languages are plain text", () => {
  const evil = "{{constructor.constructor('return process')()}}{% raw %}<%= 7*7 %>";
  const source = { from: "template", text: evil, values: {} };
  expect(appliedTo("", accepted(textOf({ source }))).fields.properties[0]?.value).toBe(
    "{constructor.constructor('return process')()}{% raw %}<%= 7*7 %>",
  );
});

test("M6 labels are kept as they are, and no longer than a name", () => {
  const label = "<img src=x onerror=alert(1)> \u202Eabc";
  expect(accepted(textOf({ label })).rules[0]?.label).toBe(label);
  expect(refusal(textOf({ label: "x".repeat(5_000) }))).toEqual(["not_a_mapping"]);
});

test("M7 keys that are not a mapping's are refused, in the document, a rule, a source and a target", () => {
  const more = { shop: "other", karlaApiKey: "k", isAdmin: true };
  expect(refusal(JSON.stringify({ schemaVersion: 1, rules: [], ...more }))).toEqual(["not_a_mapping"]);
  expect(refusal(textOf(more))).toEqual(["not_a_mapping"]);
  expect(refusal(textOf({ source: { ...note, ...more } }))).toEqual(["not_a_mapping"]);
  expect(refusal(textOf({ target: { path: PROPERTY, name: "n", ...more } }))).toEqual(["not_a_mapping"]);
});

test("M9 a file of 50 MB is refused before it is read", () => {
  expect(refusal("[".repeat(50 * 1024 * 1024))).toEqual(["too_large"]);
  expect(refusal(" ".repeat(MAX_DOCUMENT_BYTES + 1))).toEqual(["too_large"]);
});
