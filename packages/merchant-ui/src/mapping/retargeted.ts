import type { MappingOverview } from "@karla/sync/desk-data";
import type { Rule } from "@karla/sync/mapping";
import { MAX_NAME } from "@karla/sync/mapping-limits";

/** Where the rule goes when another place is chosen: a custom property is called as the rule is, and nothing else has a name. */
export function retargeted(
  { label, target }: Pick<Rule, "label" | "target">,
  targets: MappingOverview["targets"],
  path: string,
): Rule["target"] {
  const named = targets.some((one) => one.path === path && one.mapping === "named");
  const name = named ? (target.name ?? label.trim().slice(0, MAX_NAME)) : "";
  return name === "" ? { path } : { path, name };
}
