import { randomBytes } from "node:crypto";

/** The app's client secret as Shopify has it: while it is rotated there are two. */
export interface ClientSecrets {
  /** With which Shopify signs: the oldest that is good. */
  signing(): string;
  /** All that are good, the one first that is signed with. */
  good(): readonly string[];
  /** That ever were good. */
  all(): readonly string[];
  /** From now on another one is good as well. Gives it. */
  add(): string;
  /** From now on the newest alone is good. */
  endFormer(): void;
}

export function createClientSecrets(first = randomSecret()): ClientSecrets {
  const all = [first];
  let good: readonly string[] = [first];
  return {
    signing: () => good[0] ?? first,
    good: () => good,
    all: () => all,
    add() {
      const next = randomSecret();
      all.push(next);
      good = [...good, next];
      return next;
    },
    endFormer() {
      good = good.slice(-1);
    },
  };
}

function randomSecret(): string {
  return randomBytes(24).toString("hex");
}
