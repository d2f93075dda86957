import { z } from "zod";
import type { MerchantServices } from "./create-merchant-services.ts";

/** What the problems page shows. */
export async function readProblems(services: MerchantServices, shop: string) {
  return { problems: await services.problems(shop) };
}

/** What a problem's button asks for. `code`: whose button it was. */
export const RemedyWish = z.object({
  remedy: z.enum(["test_connection", "replay", "switch_off_core_sync"]),
  code: z.string().max(100).optional(),
});

export async function askRemedy(
  services: MerchantServices,
  shop: string,
  { remedy }: z.infer<typeof RemedyWish>,
): Promise<{ outcome: "done" }> {
  await services.remedy(shop, remedy);
  return { outcome: "done" };
}
