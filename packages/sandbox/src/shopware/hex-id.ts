import { createHash } from "node:crypto";

/** The id of a thing: 32 hexadecimal digits, always the same for the same name in the books. */
export function hexId(kind: string, name: string): string {
  return createHash("sha256").update(`${kind}:${name}`).digest("hex").slice(0, 32);
}
