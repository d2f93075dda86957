import type { MappingOverview } from "@karla/sync/desk-data";
import type { Rule } from "@karla/sync/mapping";
import { MAX_NAME } from "@karla/sync/mapping-limits";
import { stepsIn } from "./start-of-source.ts";

/**
 * The rule when its value goes to another place. A custom property is called as the rule is, and nothing else has a name. What
 * was joined for the order is not joined for each of its products.
 */
export function retargeted(rule: Rule, targets: MappingOverview["targets"], path: string): Rule {
  const target = targets.find((one) => one.path === path);
  const name = target?.mapping === "named" ? (rule.target.name ?? rule.label.trim().slice(0, MAX_NAME)) : "";
  return {
    ...rule,
    transforms: stepsIn(target?.scope ?? "order", rule.source, rule.transforms),
    target: name === "" ? { path } : { path, name },
  };
}
