import type { CustomerAnswer, ParcelLine } from "../../app/extension/customer-answer.ts";
import { fieldsOf, textOr } from "./fields-of.ts";

/** Reads what the app says of a customer's own order; null where it cannot be read. */
export function parseCustomerAnswer(json: unknown): CustomerAnswer | null {
  const { outcome, ...fields } = fieldsOf(json);
  if (outcome === "nothing") return { outcome };
  const [status, path, title] = [fields.status, fields.path, fields.title].map((text) => textOr(text, null));
  if (outcome !== "order" || status == null || title == null || path == null || !isPath(path)) return null;
  const parcels = Array.isArray(fields.parcels) ? fields.parcels.flatMap((parcel) => parcelOf(parcel) ?? []) : [];
  return { outcome: "order", status, path, title, parcels };
}

/** Below the shop, and nowhere else. */
function isPath(path: string): boolean {
  return /^\/[a-z]/.test(path);
}

function parcelOf(json: unknown): ParcelLine | null {
  const { status, carrier, number } = fieldsOf(json);
  return typeof status === "string" ? { status, carrier: textOr(carrier, null), number: textOr(number, null) } : null;
}
