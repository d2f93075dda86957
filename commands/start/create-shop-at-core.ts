import { basicAuth } from "../proof/read-core.ts";
import type { Stack } from "../stack.ts";

/** The core knows the shop from an earlier start, or is told now. */
export async function createShopAtCore(
  { url, adminUser, adminKey }: Stack["core"],
  shop: { slug: string; name: string; provider: "shopify" | "shopware" },
): Promise<void> {
  const { slug, name, provider } = shop;
  const response = await fetch(`${url}/v1/shops`, {
    method: "POST",
    headers: { Authorization: basicAuth(adminUser, adminKey), "Content-Type": "application/json" },
    body: JSON.stringify({
      name,
      organization: "sandbox",
      slug,
      klaviyo_enabled: false,
      shop_provider: provider,
    }),
  });
  if (!response.ok && response.status !== 409) throw new Error(`The core refused ${slug} (${response.status}).`);
}
