import type { ProxyRequest } from "./verify-proxy-request.ts";

/** Longer than any order number, zip code or link: what is longer is cut off, and fits nothing. */
const MAX_TEXT = 256;

/** What somebody wants to see, and by which right. */
export type Question =
  /** Nothing yet, or not all that it takes. */
  | { kind: "none" }
  | { kind: "link"; token: string }
  /** Seen with a form that was shown for it, by the order's id in the shop. */
  | { kind: "form"; orderId: string }
  /** Seen with the zip code, or by the customer who placed it; one of the two is there. */
  | { kind: "number"; orderNumber: string; zipCode: string | null; customerId: string | null };

/** Reads the address as Karla has it: `orderNumber` and `zipCode`, or `token`. A form is no part of an address. */
export function questionOf({ asked, customerId }: Pick<ProxyRequest, "asked" | "customerId">): Question {
  const text = (name: string) => (asked.get(name) ?? "").slice(0, MAX_TEXT).trim() || null;
  const token = text("token");
  if (token !== null) return { kind: "link", token };
  const orderNumber = text("orderNumber");
  const zipCode = text("zipCode");
  if (orderNumber === null || (zipCode === null && customerId === null)) return { kind: "none" };
  return { kind: "number", orderNumber, zipCode, customerId };
}
