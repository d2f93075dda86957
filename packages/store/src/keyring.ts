import { createHash } from "node:crypto";
import { SecretBoxError } from "./secret-box-error.ts";

/** A 256-bit key and the name under which sealed values refer to it. */
export interface SealKey {
  id: string;
  key: Buffer;
}

/** The key that seals, and all keys that open. */
export interface Keyring {
  current: SealKey;
  find(id: string): SealKey | null;
}

/** `previous`: keys that were current once and still open what they sealed (rotation). */
export function createKeyring({
  current,
  previous = [],
}: {
  current: SealKey;
  previous?: readonly SealKey[];
}): Keyring {
  const keys = new Map([...previous, current].map((key) => [checked(key).id, key]));
  return { current, find: (id) => keys.get(id) ?? null };
}

/** A key named by a fingerprint of itself: rotating needs no bookkeeping of names, and no two keys share one. */
export function sealKeyOf(key: Buffer): SealKey {
  const id = createHash("sha256").update("karla key id").update(key).digest("hex").slice(0, 12);
  return checked({ id, key });
}

function checked(key: SealKey): SealKey {
  if (key.key.length !== 32) throw new SecretBoxError("bad_key", `The key ${key.id} is not 32 bytes long.`);
  if (!/^[\x21-\x7e]{1,32}$/.test(key.id))
    throw new SecretBoxError("bad_key", "A key id is 1 to 32 printable characters.");
  return key;
}
