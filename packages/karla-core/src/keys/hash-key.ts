import { createHash, timingSafeEqual } from "node:crypto";

/** Keys are random and long, so one salted SHA-256 is enough and cheap enough for every request. */
export function hashKey(salt: Buffer, key: string): Buffer {
  return createHash("sha256").update(salt).update(key, "utf8").digest();
}

export function keyMatches(stored: { salt: Buffer; hash: Buffer }, key: string): boolean {
  return timingSafeEqual(stored.hash, hashKey(stored.salt, key));
}
