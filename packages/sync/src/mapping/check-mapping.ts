import type { MappingDocument, Rule } from "./document.ts";
import { linearRegex } from "./linear-regex.ts";
import { isZone } from "./show-date.ts";
import type { Source } from "./sources.ts";
import { sourcesOfRule } from "./sources-of-rule.ts";
import { type FoundTarget, type MappedTarget, targetOf } from "./target-of.ts";
import { partsOf } from "./template-parts.ts";
import type { Transform } from "./transforms.ts";
import type { TypeFault } from "./type-after.ts";
import { typesAlong } from "./types-along.ts";
import type { ValueType } from "./value.ts";

/** Why a document that has the right shape cannot be saved. The merchant's sentence for each is in `merchant-ui`. */
export type FindingCode =
  | Extract<FoundTarget, { fault: string }>["fault"]
  | TypeFault
  | "name_missing"
  | "name_not_taken"
  | "id_twice"
  /** Something that has to be filled in is empty or too long, or is nothing that this version knows. */
  | "incomplete"
  /** Another rule writes the same field, or a custom property of the same name. `other` names it. */
  | "target_twice"
  | "pattern_not_taken"
  | "no_such_group"
  | "zone_unknown"
  /** A placeholder of a template that no source stands for. */
  | "placeholder_unknown";

export interface Finding {
  rule: string;
  code: FindingCode;
  /** Where in the rule, as in an `Issue`. */
  path: string;
  /** The other rule of a conflict, the placeholder, the zone. */
  other: string | null;
}

/** Everything that is wrong with a document, rule by rule. Empty: it may be saved, and runs on any order. */
export function checkMapping(document: MappingDocument): Finding[] {
  return [...document.rules.flatMap(checkRule), ...conflictsOf(document.rules)];
}

function checkRule(rule: Rule): Finding[] {
  const finding = (code: FindingCode, path: string, other: string | null = null): Finding => ({
    rule: rule.id,
    code,
    path,
    other,
  });
  const sources = sourcesOfRule(rule);
  const steps = rule.transforms.flatMap((transform, index) => stepsOf(transform, `transforms.${index}`));
  return [
    ...sources.flatMap(({ source, path }) =>
      unknownPlaceholders(source).map((name) => finding("placeholder_unknown", path, name)),
    ),
    ...steps.flatMap(({ step, path }) => faultsOfStep(step).map(({ code, other }) => finding(code, path, other))),
    ...checkTarget(rule).map(({ code, path }) => finding(code, path)),
  ];
}

function checkTarget(rule: Rule): { code: FindingCode; path: string }[] {
  const { target } = rule;
  const found = targetOf(target.path);
  if ("fault" in found) return [{ code: found.fault, path: "target" }];
  const { mapping, scope } = found.target;
  if (mapping === "named" && target.name === undefined) return [{ code: "name_missing", path: "target" }];
  if (mapping !== "named" && target.name !== undefined) return [{ code: "name_not_taken", path: "target" }];
  const along = typesAlong(rule, scope);
  if (along.fault !== null) return [along.fault];
  const fault = faultAtTarget(found.target, along.types.at(-1) ?? along.types[0]);
  return fault === null ? [] : [{ code: fault, path: "target" }];
}

/** A list goes where several values go. An amount has a currency, which a count or a weight has not. */
function faultAtTarget({ mapping, type: wanted }: MappedTarget, type: ValueType): TypeFault | null {
  if (typeof type !== "string") return mapping === "append" ? null : "needs_one_value";
  const counted = wanted === "integer" || wanted === "amount";
  return counted && type !== "number" && type !== "text" ? "type_not_taken" : null;
}

function conflictsOf(rules: readonly Rule[]): Finding[] {
  const first = new Map<string, Rule>();
  const ids = new Set<string>();
  const findings: Finding[] = [];
  for (const rule of rules) {
    if (ids.has(rule.id)) findings.push({ rule: rule.id, code: "id_twice", path: "id", other: null });
    ids.add(rule.id);
    const found = targetOf(rule.target.path);
    if (!rule.enabled || "fault" in found || found.target.mapping === "append") continue;
    const place = JSON.stringify([rule.target.path, rule.target.name ?? null]);
    const other = first.get(place);
    if (other === undefined) first.set(place, rule);
    else findings.push({ rule: rule.id, code: "target_twice", path: "target", other: other.id });
  }
  return findings;
}

function unknownPlaceholders(source: Source): string[] {
  if (source.from !== "template") return [];
  return partsOf(source.text).flatMap((part) =>
    part.name !== undefined && !Object.hasOwn(source.values, part.name) ? [part.name] : [],
  );
}

function stepsOf(transform: Transform, path: string): { step: Transform; path: string }[] {
  if (transform.do !== "each") return [{ step: transform, path }];
  return transform.transforms.map((step, index) => ({ step, path: `${path}.transforms.${index}` }));
}

type StepFault = { code: FindingCode; other: string | null };

function faultsOfStep(step: Transform): StepFault[] {
  switch (step.do) {
    case "date":
      return isZone(step.zone) ? [] : [{ code: "zone_unknown", other: step.zone }];
    case "regex": {
      const regex = linearRegex(step.pattern);
      if (regex === null) return [{ code: "pattern_not_taken", other: null }];
      return step.take === "match" || step.take <= regex.groups ? [] : [{ code: "no_such_group", other: null }];
    }
    case "regex_replace":
      return faultsOfPattern(step.pattern);
    case "filter":
      return step.test.is === "matches" ? faultsOfPattern(step.test.pattern) : [];
    case "condition":
      return step.if.checks.flatMap(({ test }) => (test.is === "matches" ? faultsOfPattern(test.pattern) : []));
    default:
      return [];
  }
}

function faultsOfPattern(pattern: string): StepFault[] {
  return linearRegex(pattern) === null ? [{ code: "pattern_not_taken", other: null }] : [];
}
