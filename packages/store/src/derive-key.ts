import { hkdfSync } from "node:crypto";
import type { SealKey } from "./keyring.ts";

export type KeyPurpose = "inbox" | "data-key" | "track-link" | "claim-form" | "tombstone";

/**
 * HKDF-SHA256: a key for one purpose and one subject out of a master key, under the same id. The master key itself seals
 * nothing, so no two uses can meet under one key.
 */
export function deriveKey(master: SealKey, purpose: KeyPurpose, subject: string): SealKey {
  return { id: master.id, key: Buffer.from(hkdfSync("sha256", master.key, subject, `karla ${purpose} v1`, 32)) };
}
