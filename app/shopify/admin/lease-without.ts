import { randomUUID } from "node:crypto";
import type { ShopAccessDeps } from "./shop-access.ts";

type Lease = ShopAccessDeps["lease"];

/** `refresh`: whoever needs another token asks for one, whoever else does. For a control of chaos, which must then see it. */
export function leaseWithout(guard: string | undefined, lease: Lease): Lease {
  return guard === "refresh" ? { take: async () => randomUUID(), release: async () => {} } : lease;
}
