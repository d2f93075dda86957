import { randomBytes, randomUUID } from "node:crypto";

/** The only source of randomness, so that a test can fix it. */
export interface Entropy {
  uuid(): string;
  bytes(length: number): Buffer;
  /** A number in [0, 1), for jitter. */
  fraction(): number;
}

/** The machine's randomness. */
export function systemEntropy(): Entropy {
  return { uuid: () => randomUUID(), bytes: (length) => randomBytes(length), fraction: () => Math.random() };
}
