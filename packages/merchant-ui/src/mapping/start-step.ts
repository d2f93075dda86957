import type { ItemStep, Step, StepKind, ValueType } from "./rule-types.ts";

/** What can be done to a value, in the groups in which it is offered. */
const STEP_GROUPS = {
  text: ["lookup", "default", "replace", "concat", "case", "trim", "slug"],
  number: ["number", "money", "date"],
  list: ["join", "pick", "pick_nth", "filter", "each", "split"],
  decide: ["condition"],
  special: ["regex", "regex_replace", "hash"],
} as const satisfies Record<string, readonly StepKind[]>;

const OF_LISTS: readonly StepKind[] = ["join", "pick", "pick_nth", "filter", "each"];

export interface Where {
  timeZone: string;
  locale: string;
}

/** Whether a step can follow on a value of this type; null is a type that is not known. */
export function fits(kind: StepKind, type: ValueType | null): boolean {
  if (kind === "condition" || type === null) return true;
  if (typeof type !== "string") return OF_LISTS.includes(kind);
  switch (kind) {
    case "default":
      return type === "text" || type === "number" || type === "boolean";
    case "number":
    case "money":
      return type !== "boolean" && type !== "instant";
    case "date":
      return type === "text" || type === "instant";
    default:
      return !OF_LISTS.includes(kind);
  }
}

/** What can be done to each item of a list. */
export const ITEM_KINDS: readonly ItemStep["do"][] = [
  ...STEP_GROUPS.text,
  ...STEP_GROUPS.number,
  ...STEP_GROUPS.special,
];

export const STEP_KINDS: readonly StepKind[] = Object.values(STEP_GROUPS).flat();

export function groupOfStep(kind: StepKind): string {
  return Object.entries(STEP_GROUPS).find(([, kinds]) => kinds.some((one) => one === kind))?.[0] ?? "special";
}

/** A new step, set as it is needed most often. What only the merchant knows is empty. */
export function startStep(kind: StepKind, type: ValueType | null, where: Where): Step {
  switch (kind) {
    case "split":
      return { do: kind, by: "," };
    case "join":
      return { do: kind, with: ", " };
    case "pick":
      return { do: kind, which: "first" };
    case "pick_nth":
      return { do: kind, nth: 2 };
    case "filter":
      return { do: kind, test: { is: "contains", value: "" } };
    case "each":
      return { do: kind, transforms: [{ do: "trim" }] };
    case "condition":
      return {
        do: kind,
        if: { match: "all", checks: [{ source: { from: "value" }, test: { is: "equals", value: "" } }] },
        yes: { use: "value" },
        no: { use: "nothing" },
      };
    default:
      return startItemStep(kind, type, where);
  }
}

export function startItemStep(kind: ItemStep["do"], type: ValueType | null, { timeZone, locale }: Where): ItemStep {
  const german = locale.startsWith("de");
  switch (kind) {
    case "default":
      return { do: kind, value: type === "number" ? 0 : type === "boolean" ? false : "" };
    case "lookup":
      return { do: kind, table: {}, otherwise: "keep" };
    case "case":
      return { do: kind, to: "upper" };
    case "replace":
      return { do: kind, find: "", with: "" };
    case "concat":
      return { do: kind, with: { from: "literal", value: "" }, place: "after", between: " " };
    case "number":
      return { do: kind, decimalMark: german ? "," : ".", decimals: null };
    case "money":
      return { do: kind, currency: "order" };
    case "date":
      return { do: kind, read: "iso", zone: timeZone, show: german ? "date_de" : "date" };
    case "hash":
      return { do: kind, salt: "" };
    case "regex":
      return { do: kind, pattern: "", take: "match" };
    case "regex_replace":
      return { do: kind, pattern: "", with: "" };
    case "trim":
    case "slug":
      return { do: kind };
  }
}
