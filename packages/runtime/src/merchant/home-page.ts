import type { MerchantServices } from "./create-merchant-services.ts";

/** What the home page shows. */
export async function readHome(services: MerchantServices, shop: string) {
  const [home, backfill, today] = await Promise.all([
    services.home(shop),
    services.backfill(shop),
    services.countedToday(shop),
  ]);
  return { ...home, backfill, today };
}
