import { Rule } from "@karla/sync/mapping";
import { describe, expect, test } from "vitest";
import { typeAfter } from "../../../sync/src/mapping/type-after.ts";
import { everyStep, rule } from "./editor.fixture.ts";
import { gapsOfRule } from "./gaps-of-rule.ts";
import type { Step, ValueType } from "./rule-types.ts";
import { fits, ITEM_KINDS, STEP_KINDS, startItemStep, startStep } from "./start-step.ts";

const where = { timeZone: "Europe/Berlin", locale: "de" };
const TYPES: ValueType[] = ["text", "number", "money", "boolean", "instant", { list: "text" }, { list: "money" }];
const withStep = (step: Step) => rule("one", { transforms: [step] });

test("every kind of step can be added", () => {
  expect([...STEP_KINDS].sort()).toEqual([...new Set(everyStep.map((step) => step.do))].sort());
});

describe.each(TYPES.map((type) => [JSON.stringify(type), type] as const))("on %s", (_, type) => {
  test.each(STEP_KINDS)("%s is offered when it fits", (kind) => {
    const fault = "fault" in typeAfter(startStep(kind, type, where), type);
    expect(fits(kind, type)).toBe(!fault);
  });
});

test("where the type is not known every kind is offered", () => {
  expect(STEP_KINDS.filter((kind) => !fits(kind, null))).toEqual([]);
});

test.each(STEP_KINDS)("a new step, %s, is whole but for what is said to be missing", (kind) => {
  const begun = withStep(startStep(kind, null, where));
  expect(Rule.safeParse(begun).success).toBe(gapsOfRule(begun).length === 0);
});

test.each(ITEM_KINDS)("%s can be done to each item of a list", (kind) => {
  const begun = withStep({ do: "each", transforms: [startItemStep(kind, null, where)] });
  expect(Rule.safeParse(begun).success).toBe(gapsOfRule(begun).length === 0);
});

test("what is written in German has a decimal comma and the day first", () => {
  expect(startStep("number", "text", where)).toMatchObject({ decimalMark: "," });
  expect(startStep("date", "text", where)).toMatchObject({ show: "date_de", zone: "Europe/Berlin" });
  expect(startStep("number", "text", { ...where, locale: "en-GB" })).toMatchObject({ decimalMark: "." });
});
