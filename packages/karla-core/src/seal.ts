import { createCipheriv, createDecipheriv, hkdfSync } from "node:crypto";
import type { Entropy } from "./entropy.ts";

/** Secrets at rest: AES-256-GCM, bound to the row they belong to by `place`. */
export interface Seal {
  seal(text: string, place: string): string;
  open(sealed: string, place: string): string;
}

export function createSeal(secret: Buffer, entropy: Entropy): Seal {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "karla-core webhook secret", 32));
  return {
    seal(text, place) {
      const iv = entropy.bytes(12);
      const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(place));
      const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64");
    },
    open(sealed, place) {
      const bytes = Buffer.from(sealed, "base64");
      const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12))
        .setAAD(Buffer.from(place))
        .setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
    },
  };
}
