import { costOf } from "./budget.ts";
import { readPlainSource } from "./read-plain-source.ts";
import type { RuleScope } from "./rule-scope.ts";
import type { PlainSource, Source, TemplateSource } from "./sources.ts";
import { issue, nothing, type Step, within } from "./step.ts";
import { partsOf } from "./template-parts.ts";
import { sizeOf, text, textOf, type Value } from "./value.ts";

/** What a source is for this order, or for the line or parcel that the rule is at. Costs an operation, and more for long values. */
export function readSource(source: Source, scope: RuleScope): Step {
  return source.from === "template" ? readTemplate(source, scope) : readCharged(source, scope);
}

function readCharged(source: PlainSource, scope: RuleScope): Step {
  const { budget } = scope;
  if (!budget.spend(1)) return issue("out_of_budget");
  const read = readPlainSource(source, scope);
  if ("issue" in read || read.value === null) return read;
  const { value } = read;
  const more = costOf(sizeOf(value)) - 1 + (value.type === "list" ? value.items.length : 0);
  return budget.spend(more) ? within(value) : issue("out_of_budget");
}

/** Lists read as their items with commas between. Where none of its sources has a value there is nothing to say. */
function readTemplate(source: TemplateSource, scope: RuleScope): Step {
  const values = new Map<string, string>();
  for (const [name, part] of Object.entries(source.values)) {
    const read = readCharged(part, scope);
    if ("issue" in read) return read;
    if (read.value !== null) values.set(name, shown(read.value));
  }
  if (values.size === 0 && Object.keys(source.values).length > 0) return nothing;
  const parts = partsOf(source.text);
  const length = parts.reduce(
    (sum, part) => sum + (part.name === undefined ? part.text : (values.get(part.name) ?? "")).length,
    0,
  );
  if (!scope.budget.spend(costOf(length))) return issue("out_of_budget");
  const said = parts.map((part) => (part.name === undefined ? part.text : (values.get(part.name) ?? ""))).join("");
  return within(text(said));
}

function shown(value: Value): string {
  return value.type === "list" ? value.items.map(textOf).join(", ") : textOf(value);
}
