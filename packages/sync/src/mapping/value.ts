import type { Currency, Decimal } from "../order/money.ts";

/** The types that editor and engine agree on at each step of a rule. */
export const SCALAR_TYPES = ["text", "number", "money", "boolean", "instant"] as const;
export type ScalarType = (typeof SCALAR_TYPES)[number];
export type ValueType = ScalarType | { list: ScalarType };

export type Scalar =
  | { type: "text"; text: string }
  | { type: "number"; number: Decimal }
  | { type: "money"; amount: Decimal; currency: Currency }
  | { type: "boolean"; is: boolean }
  /** ISO 8601 with an offset. */
  | { type: "instant"; at: string };

export interface List {
  type: "list";
  items: Scalar[];
}

export type Value = Scalar | List;

/** `null`: there is nothing. An empty text or list is a value; what comes from an order without one is nothing. */
export type Maybe<V> = V | null;

export const text = (value: string): Scalar => ({ type: "text", text: value });

/** How a value reads as text, in templates, tables, comparisons and at the core. */
export function textOf(value: Scalar): string {
  switch (value.type) {
    case "text":
      return value.text;
    case "number":
      return value.number;
    case "money":
      return `${value.amount} ${value.currency}`;
    case "boolean":
      return String(value.is);
    case "instant":
      return value.at;
  }
}

/** Characters that a value is made of: what a step over it costs. */
export function sizeOf(value: Value): number {
  if (value.type !== "list") return textOf(value).length;
  return value.items.reduce((sum, item) => sum + textOf(item).length, 0);
}

export function sameType(a: ValueType, b: ValueType): boolean {
  if (typeof a === "string" || typeof b === "string") return a === b;
  return a.list === b.list;
}
