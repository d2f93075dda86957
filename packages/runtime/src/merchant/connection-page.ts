import type { ConnectionResult } from "@karla/sync/connect-shop";
import { z } from "zod";
import type { MerchantServices } from "./create-merchant-services.ts";

/** What the connection page shows. */
export async function readConnection(services: MerchantServices, shop: string) {
  return { connection: await services.connection(shop) };
}

const text = z.string().trim().max(200);

/** What the connection page asks for. */
export const ConnectionWish = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("save"), slug: text, username: text, key: text }),
  z.object({ intent: z.literal("switch_off") }),
]);

export async function askConnection(
  services: MerchantServices,
  shop: string,
  wish: z.infer<typeof ConnectionWish>,
): Promise<ConnectionResult> {
  if (wish.intent === "switch_off") return services.switchOffCoreSync(shop);
  const { slug, username, key } = wish;
  return services.connect(shop, { slug, username, key });
}
