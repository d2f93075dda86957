import { readFileSync } from "node:fs";
import { PROBLEM_CODES } from "@karla/sync/shops";
import { SKIP_REASONS } from "@karla/sync/skip-reason";
import { describe, expect, test } from "vitest";
import { problemWords } from "../problem-words.ts";
import { LANGUAGES } from "../render-page.fixture.ts";
import { sentenceOfReason } from "../sentence-of-reason.ts";
import { merchantTexts } from "./merchant-texts.ts";

/** All texts by their dotted key. */
function flat(texts: object, prefix = ""): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]: [string, unknown]): [string, string][] =>
      typeof value === "object" && value !== null
        ? [...flat(value, `${prefix}${key}.`)]
        : [[`${prefix}${key}`, String(value)]],
    ),
  );
}

const texts = { de: flat(merchantTexts.de), en: flat(merchantTexts.en) };
const placeholders = (text: string | undefined) =>
  [...(text ?? "").matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

/** The reasons an operator can look up: the first column of the table under this heading. */
function reasonsInOperations(heading: string): string[] {
  const page = readFileSync(new URL("../../../../docs/operations.md", import.meta.url), "utf8");
  const section = page.split(`### ${heading}\n`)[1]?.split("\n#")[0] ?? "";
  return [...section.matchAll(/^\| `([a-z_]+)` \|/gm)].map(([, reason = ""]) => reason);
}

test("both languages have the same keys", () => {
  expect([...texts.de.keys()]).toEqual([...texts.en.keys()]);
});

test("both languages fill in the same things", () => {
  for (const [key, text] of texts.en) expect([key, placeholders(texts.de.get(key))]).toEqual([key, placeholders(text)]);
});

test("a plural has both forms", () => {
  for (const key of texts.en.keys()) {
    if (key.endsWith("_one")) expect(texts.en.has(key.replace(/_one$/, "_other"))).toBe(true);
  }
});

test("the table of operations is read", () => {
  expect(reasonsInOperations("Why an order waits or was given up")).toContain("retry_budget_spent");
});

describe.each(LANGUAGES)("in %s", (language) => {
  const words = texts[language];

  test("no text is empty or only its key", () => {
    for (const [key, text] of words) {
      expect(text.trim(), key).toBe(text);
      expect(text, key).not.toMatch(/^$|^[a-z]+[._][a-z_.]+$/);
    }
  });

  test("nothing speaks the language of developers", () => {
    for (const [key, text] of words) {
      expect(text.replaceAll(/\{\{\w+\}\}/g, ""), key).not.toMatch(
        /dead letter|webhook|\bAPI\b|payload|endpoint|\bslug\b|\bHTTP\b|timeout|event\b/i,
      );
    }
  });

  test.each([...SKIP_REASONS, ...reasonsInOperations("Why an order waits or was given up")])(
    "%s has its sentence",
    (reason) => {
      expect(words.get(`reasons.${reason}`)).toMatch(/\.$/);
    },
  );

  test.each(PROBLEM_CODES)("the problem %s says what it means and what to do", (code) => {
    const { title, meaning, todo, button } = problemWords(code);
    expect(title).toBe(`problem.${code}.title`);
    for (const key of [title, meaning, todo, button]) expect(words.get(key), key).toBeTruthy();
  });

  test("what is not known has a sentence too", () => {
    for (const reason of [null, "of_a_later_version"]) {
      expect(words.get(sentenceOfReason({ status: "failed", reason }, null).at(-1) ?? "")).toBeTruthy();
    }
    expect(words.get(problemWords("of_a_later_version").title)).toBeTruthy();
  });
});

test("German is written with its own letters", () => {
  for (const [key, text] of texts.de)
    expect(text, key).not.toMatch(/\b(fuer|ueber|koennen|naechste|muessen|moeglich)\b/i);
});
