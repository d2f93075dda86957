import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";

/** A random secret of a default run, kept in a file that only its owner can read. */
export function readOrCreateSecret(file: string): string {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    const secret = randomBytes(24).toString("hex");
    writeFileSync(file, secret, { mode: 0o600, flag: "wx" });
    return secret;
  }
}
