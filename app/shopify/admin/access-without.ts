import type { ShopAccess } from "./shop-access.ts";

/** `access`: nobody remembers that a shop takes a token no more. For a control of chaos, which must then see it. */
export function accessWithout(guard: string | undefined, access: ShopAccess): ShopAccess {
  return guard === "access" ? { ...access, end: async () => {} } : access;
}
