import { z } from "zod";
import type { MerchantServices } from "./create-merchant-services.ts";

/** What the import page shows, but for what of the shop's orders the app is given, which its admin knows. */
export async function readImport(services: MerchantServices, shop: string) {
  const [backfill, connection] = await Promise.all([services.backfill(shop), services.connection(shop)]);
  return { backfill, connected: connection !== null };
}

/** What the import page asks for. `days`: how far back, null for all that the app is given. */
export const ImportWish = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("start"), days: z.union([z.literal(30), z.literal(60), z.null()]) }),
  z.object({ intent: z.literal("pause") }),
  z.object({ intent: z.literal("resume") }),
]);
export type ImportWish = z.infer<typeof ImportWish>;

export async function askImport(
  services: MerchantServices,
  shop: string,
  wish: ImportWish,
): Promise<{ outcome: "done" }> {
  if (wish.intent === "start") await services.startBackfill(shop, wish.days);
  if (wish.intent === "pause") await services.pauseBackfill(shop);
  if (wish.intent === "resume") await services.resumeBackfill(shop);
  return { outcome: "done" };
}
