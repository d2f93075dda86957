import { deriveKey, type KeyPurpose } from "./derive-key.ts";
import type { Keyring, SealKey } from "./keyring.ts";

/** The keys of one purpose and subject, one out of each master key and under its id. */
export function derivedKeyring(master: Keyring, purpose: KeyPurpose, subject: string): Keyring {
  const derived = new Map<string, SealKey>();
  const derive = (key: SealKey): SealKey => {
    const known = derived.get(key.id) ?? deriveKey(key, purpose, subject);
    derived.set(key.id, known);
    return known;
  };
  return {
    current: derive(master.current),
    find: (id) => {
      const key = master.find(id);
      return key === null ? null : derive(key);
    },
  };
}
