import { decode, readBody, textOf } from "./read-body.ts";
import { replaceMembers } from "./scan-members.ts";

const DAY_MS = 86_400_000;

/**
 * The order as it may have been a day before: other attributes, another sum. It comes last, as reordered webhooks do,
 * and must not win. Null for a body that does not say when it was written.
 */
export function staleVersion(bytes: Buffer): Buffer | null {
  const text = decode(bytes);
  const updatedAt = Date.parse(textOf(readBody(bytes)?.updated_at) ?? "");
  if (text === null || Number.isNaN(updatedAt)) return null;
  const values = new Map([
    ["updated_at", JSON.stringify(new Date(updatedAt - DAY_MS).toISOString())],
    ["total_price", '"0.07"'],
    ["note_attributes", '[{"name":"stale","value":"yes"}]'],
    ["tags", '"stale"'],
  ]);
  return Buffer.from(replaceMembers(text, values));
}
