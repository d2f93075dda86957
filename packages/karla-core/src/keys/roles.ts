import { z } from "zod";

/** `ShopRoleEnum`. */
export const role = z.enum(["admin", "editor", "viewer"]);
export type Role = z.output<typeof role>;

const RANK = { viewer: 0, editor: 1, admin: 2 } as const satisfies Record<Role, number>;

export function mayActAs(held: Role, needed: Role): boolean {
  return RANK[held] >= RANK[needed];
}
