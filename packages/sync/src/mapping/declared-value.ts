import { Currency, Decimal } from "../order/money.ts";
import type { DeclaredType } from "./sources.ts";
import { issue, nothing, type Step } from "./step.ts";
import { text } from "./value.ts";

/**
 * A metafield's or custom field's value as what the rule takes it for. Shopify writes every value as text (lists and amounts
 * as JSON in it), Shopware as JSON values. Source: shopify.dev, "metafield data types" (2026-10).
 */
export function declaredValue(raw: unknown, type: DeclaredType): Step {
  if (raw === null || raw === undefined || raw === "") return nothing;
  switch (type) {
    case "text":
      return { value: text(plainText(raw)) };
    case "number": {
      const number = Decimal.safeParse(plainText(raw).trim());
      return number.success ? { value: { type: "number", number: number.data } } : wrong(raw);
    }
    case "money":
      return moneyOf(parsed(raw)) ?? wrong(raw);
    case "boolean": {
      const word = plainText(raw);
      return word === "true" || word === "false" ? { value: { type: "boolean", is: word === "true" } } : wrong(raw);
    }
    case "instant": {
      const at = plainText(raw);
      return Number.isNaN(Date.parse(at)) ? wrong(raw) : { value: { type: "instant", at } };
    }
    case "texts": {
      const items = parsed(raw);
      const all: unknown[] = Array.isArray(items) ? items : [raw];
      return { value: { type: "list", items: all.map((item) => text(plainText(item))) } };
    }
  }
}

function wrong(raw: unknown): Step {
  return issue("wrong_type", plainText(raw));
}

function moneyOf(value: unknown): Step | null {
  if (typeof value !== "object" || value === null || !("amount" in value) || !("currency_code" in value)) return null;
  const amount = Decimal.safeParse(String(value.amount));
  const currency = Currency.safeParse(value.currency_code);
  if (!amount.success || !currency.success) return null;
  return { value: { type: "money", amount: amount.data, currency: currency.data } };
}

function plainText(raw: unknown): string {
  return typeof raw === "object" ? JSON.stringify(raw) : String(raw);
}

/** JSON in a text, or the value itself. */
function parsed(raw: unknown): unknown {
  if (typeof raw !== "string") return raw;
  try {
    return JSON.parse(raw);
  } catch {
    return null;
  }
}
