import { setTimeout as wait } from "node:timers/promises";
import type { Clock } from "@karla/sync/clock";
import { adminOrigin } from "./admin-origin.ts";

/** How shops' admins are asked. */
export interface AdminHttp {
  /** Where a shop's admin answers. */
  originOf: (shop: string) => string;
  fetch: typeof fetch;
  now: () => number;
  sleep: (ms: number) => Promise<void>;
}

/** The real one. `sandboxOrigin` is where all admins are in the sandbox. */
export function createAdminHttp({
  sandboxOrigin,
  clock,
}: {
  sandboxOrigin: string | undefined;
  clock: Clock;
}): AdminHttp {
  return {
    originOf: (shop) => adminOrigin(shop, sandboxOrigin ?? null),
    fetch,
    now: clock.now,
    sleep: (ms) => wait(ms),
  };
}
