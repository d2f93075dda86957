import type { CatalogField } from "@karla/sync/desk-data";
import type { Rule } from "@karla/sync/mapping";

/** The parts of a rule by name. */

export type Source = Rule["source"];
export type TemplateSource = Extract<Source, { from: "template" }>;
/** Everything but a text with placeholders. */
export type PlainSource = Exclude<Source, TemplateSource>;
export type MetafieldSource = Extract<Source, { from: "metafield" }>;
export type CustomFieldSource = Extract<Source, { from: "custom_field" }>;
export type Literal = Extract<Source, { from: "literal" }>["value"];

export type Step = Rule["transforms"][number];
export type StepKind = Step["do"];
export type StepOf<Kind extends StepKind> = Extract<Step, { do: Kind }>;
/** A step over one value: what can be done to each item of a list. */
export type ItemStep = StepOf<"each">["transforms"][number];
export type Condition = StepOf<"condition">["if"];
export type Check = Condition["checks"][number];
export type Test = Check["test"];
export type Outcome = StepOf<"condition">["yes"];

export type ValueType = CatalogField["type"];
export type Scope = CatalogField["scope"];
export type SourceField = CatalogField["field"];
