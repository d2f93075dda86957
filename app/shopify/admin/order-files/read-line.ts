import { digitsOfGlobalId } from "../../resource-id.ts";
import type { FileLine } from "./file-lines.ts";

/** What a line of a file is. */
export type OrderLine =
  | { kind: "order"; orderId: string; value: object }
  /** A line item, a shipping line or a discount of an order. */
  | { kind: "part"; orderId: string; value: object }
  /** `orderId`: of the order that it would be, where that can be told. */
  | { kind: "unreadable"; orderId: string | null };

/** Ids are global. */
export function readLine({ text, tooLong }: FileLine): OrderLine {
  const value = tooLong ? null : parsed(text);
  if (value === null) return { kind: "unreadable", orderId: orderIdIn(text) };
  const { id = null, __parentId: parentId = null } = value;
  const orderId = orderIdOf(parentId ?? id);
  if (orderId === null) return { kind: "unreadable", orderId: null };
  return { kind: parentId === null ? "order" : "part", orderId, value };
}

function parsed(text: string): { id?: unknown; __parentId?: unknown } | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

function orderIdOf(id: unknown): string | null {
  return typeof id === "string" && digitsOfGlobalId(id, "Order") !== null ? id : null;
}

/** The id that an order's line begins with, as it is the first that is asked for. */
function orderIdIn(text: string): string | null {
  return /^\{"id":"(gid:\/\/shopify\/Order\/\d{1,64})"/.exec(text)?.[1] ?? null;
}
