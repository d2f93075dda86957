import { createHash } from "node:crypto";

/** Names what a page shows of the settings, so that its save can say what it was made from: the same for the same values. */
export function revisionOf(shown: object): string {
  const inOrder = Object.entries(shown).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256").update(JSON.stringify(inOrder)).digest("base64url");
}
