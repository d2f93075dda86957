import type { ShopwareShop as ShopwareSite } from "@karla/sandbox/shopware-shop";
import type { Closure } from "../platform.ts";

/** What a shop answers that does not let the app in. */
const ANSWERS = {
  forbidden: { kind: "status", status: 403 },
  unavailable: { kind: "status", status: 503 },
  maintenance: { kind: "html" },
} as const;
/** It changed the app's keys, and its registration broke off before it could say so. */
const KEYS_LOST = "keys_lost";

const MINUTE_MS = 60_000;
/** A shop that says no is asked again in five minutes. A lost key takes three requests: with the old token, for another one, and again. */
const REFUSES: Omit<Closure, "name"> = { tries: 3, probe: { everyMs: 5 * MINUTE_MS, requests: 3 } };
/** One that is in trouble: five failures are needed to believe it, and by then all that a worker does at a time is on its way. */
const FAILS: Omit<Closure, "name"> = { tries: 24, probe: { everyMs: MINUTE_MS / 2, requests: 1 } };

export const SHOPWARE_CLOSURES: readonly Closure[] = [
  { name: KEYS_LOST, ...REFUSES },
  { name: "forbidden", ...REFUSES },
  { name: "unavailable", ...FAILS },
  { name: "maintenance", ...FAILS },
];

/** Gives what closes the shop to the app in one of these ways, and with null opens it again. */
export function shopwareCloser(site: ShopwareSite): (way: string | null) => Promise<void> {
  let closed: string | null = null;
  return async (way) => {
    const [, answer = null] = Object.entries(ANSWERS).find(([name]) => name === way) ?? [];
    site.misbehave(() => answer);
    if (way === KEYS_LOST) await site.registerAgain({ dies: "before_confirm" });
    if (closed === KEYS_LOST && way === null) {
      const { outcome } = await site.registerAgain();
      if (outcome !== "confirmed") throw new Error(`the shop could not register again: ${outcome}`);
    }
    closed = way;
  };
}
