import type { TFunction } from "i18next";
import { isolated } from "./isolated.ts";
import { nameOfSource } from "./name-of-source.ts";
import { quoted } from "./quoted.ts";
import type { Outcome, Step, StepOf } from "./rule-types.ts";
import { sentenceOfCondition, sentenceOfTest } from "./sentence-of-test.ts";

type T = TFunction<"merchant">;

/** What a step does, as the merchant would say it. */
export function sentenceOfStep(step: Step, t: T): string {
  const say = (key: string, values: Record<string, string | number> = {}) => t(`mapping_words.step.${key}`, values);
  switch (step.do) {
    case "default":
      return say("default", { value: quoted(step.value, t) });
    case "lookup":
      return say(`lookup_${step.otherwise}`, { count: Object.keys(step.table).length });
    case "case":
      return say(`case.${step.to}`);
    case "trim":
      return say("trim");
    case "replace":
      return step.with === ""
        ? say("remove", { find: quoted(step.find, t) })
        : say("replace", { find: quoted(step.find, t), with: quoted(step.with, t) });
    case "concat":
      return concat(step, t);
    case "number":
      return number(step, t);
    case "money":
      return step.currency === "order" ? say("money.order") : say("money.other", { currency: step.currency });
    case "date":
      return date(step, t);
    case "slug":
      return say("short_name");
    case "hash":
      return say("hash");
    case "regex":
      return step.take === "match"
        ? say("regex.match", { pattern: quoted(step.pattern, t) })
        : say("regex.group", { pattern: quoted(step.pattern, t), group: step.take });
    case "regex_replace":
      return step.with === ""
        ? say("regex.remove", { pattern: quoted(step.pattern, t) })
        : say("regex.replace", { pattern: quoted(step.pattern, t), with: quoted(step.with, t) });
    case "split":
      return say("split", { by: quoted(step.by, t) });
    case "join":
      return step.with === "" ? say("join_directly") : say("join", { with: quoted(step.with, t) });
    case "pick":
      return say(`pick.${step.which}`);
    case "pick_nth":
      return say("pick.nth", { nth: step.nth });
    case "filter":
      return say("filter", { test: sentenceOfTest(t("mapping_words.test.entry"), step.test, t) });
    case "each":
      return say("each", { steps: step.transforms.map((inner) => sentenceOfStep(inner, t)).join("; ") });
    case "condition":
      return say("condition", {
        checks: sentenceOfCondition(step.if, t),
        yes: outcome(step.yes, t),
        no: outcome(step.no, t),
      });
  }
}

function concat({ with: source, place, between }: StepOf<"concat">, t: T): string {
  const key = between === "" ? place : `${place}_between`;
  return t(`mapping_words.step.concat.${key}`, { source: nameOfSource(source, t), between: quoted(between, t) });
}

function number({ decimalMark, decimals }: StepOf<"number">, t: T): string {
  const step = t(`mapping_words.step.number.${decimalMark === "." ? "point" : "comma"}`);
  if (decimals === null) return step;
  return decimals === 0
    ? t("mapping_words.step.number.whole", { step })
    : t("mapping_words.step.number.rounded", { step, count: decimals });
}

const READ = { iso: "iso", "d.m.y": "day_first", "m/d/y": "month_first", unix: "unix" } as const satisfies Record<
  StepOf<"date">["read"],
  string
>;

/** Christmas Eve, as each form writes it. */
const SHOWN = {
  date: "2026-12-24",
  date_de: "24.12.2026",
  date_us: "12/24/2026",
  time: "18:30",
  date_time: "2026-12-24 18:30",
  iso: "2026-12-24T18:30:00+01:00",
} as const satisfies Record<StepOf<"date">["show"], string>;

function date({ read, show, zone }: StepOf<"date">, t: T): string {
  const asRead = t(`mapping_words.step.date_read.${READ[read]}`);
  return t("mapping_words.step.date", { read: asRead, show: SHOWN[show], zone: isolated(zone) });
}

function outcome(chosen: Outcome, t: T): string {
  const value = chosen.use === "literal" ? quoted(chosen.value, t) : "";
  return t(`mapping_words.step.outcome.${chosen.use}`, { value });
}
