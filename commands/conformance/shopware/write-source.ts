import { replaceMembers, scanMembers } from "../scan-members.ts";

/** What this run writes into a recorded body before it is signed anew. */
export interface RunSource {
  url: string;
  shopId: string;
  /** Seconds since the epoch. */
  timestamp: number;
}

/** Told to whoever reads the result. */
export const REWRITTEN: readonly string[] = ["source.url", "source.shopId", "timestamp"];

/** Names the shop of this run and the moment of sending. Everything else stays as it was recorded, to the last digit. */
export function writeSource(body: string, { url, shopId, timestamp }: RunSource): string {
  if (!isJson(body)) return body;
  const source = scanMembers(body).get("source");
  const values = new Map([["timestamp", String(timestamp)]]);
  if (source !== undefined) {
    const named = new Map([
      ["url", phpText(url)],
      ["shopId", phpText(shopId)],
    ]);
    values.set("source", replaceMembers(body.slice(source.start, source.end), named));
  }
  return replaceMembers(body, values);
}

/** PHP escapes slashes. */
function phpText(text: string): string {
  return JSON.stringify(text).replaceAll("/", "\\/");
}

function isJson(text: string): boolean {
  try {
    return JSON.parse(text) !== undefined;
  } catch {
    return false;
  }
}
