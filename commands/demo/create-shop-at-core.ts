import { basicAuth } from "../proof/read-core.ts";
import type { Stack } from "../stack.ts";

/** Makes the shop known to the core, as its owner would have done in the portal. */
export async function createShopAtCore(core: Stack["core"], slug: string, provider = "shopify"): Promise<void> {
  const response = await fetch(new URL("/v1/shops", core.url), {
    method: "POST",
    headers: { Authorization: basicAuth(core.adminUser, core.adminKey), "Content-Type": "application/json" },
    body: JSON.stringify({
      name: "Demo shop",
      organization: "demo",
      slug,
      klaviyo_enabled: false,
      shop_provider: provider,
    }),
  });
  if (!response.ok) throw new Error(`The core refused the demo's shop (${response.status}).`);
}
