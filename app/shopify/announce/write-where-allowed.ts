import type { ShopId } from "@karla/sync/ids";
import type { Problems } from "@karla/sync/shops";
import { AdminError } from "../admin/admin-error.ts";

/** What the app writes to orders takes these, and nothing else that it does. */
export const WRITE_SCOPES = ["write_orders", "write_fulfillments"] as const;
export type WriteScope = (typeof WRITE_SCOPES)[number];

export interface WriteDeps {
  problems: Pick<Problems, "raise">;
  log: WriteLog;
}

interface WriteLog {
  warn(fields: Readonly<Record<string, string | null>>, message: string): void;
}

/** Writes to an order. Where the merchant has not agreed to the scope that this takes, he is told of it and nothing waits. */
export async function writeWhereAllowed<T>(
  { problems, log }: WriteDeps,
  { shopId, scope }: { shopId: ShopId; scope: WriteScope },
  write: () => Promise<T>,
): Promise<T | "not_allowed"> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof AdminError) || error.kind !== "access_denied") throw error;
    await problems.raise(shopId, "shop_permission_missing", { permission: scope });
    log.warn({ shopId, permission: scope }, "what Karla knows could not be written to an order");
    return "not_allowed";
  }
}
