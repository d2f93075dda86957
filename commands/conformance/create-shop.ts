import { basicAuth } from "../proof/read-core.ts";
import type { ShopToConnect, Stack } from "../stack.ts";

/** Makes a shop of the run known to the core. */
export async function createShop(
  { url, adminUser, adminKey }: Stack["core"],
  slug: string,
  provider: ShopToConnect["platform"],
): Promise<void> {
  const response = await fetch(new URL("/v1/shops", url), {
    method: "POST",
    headers: { Authorization: basicAuth(adminUser, adminKey), "Content-Type": "application/json" },
    body: JSON.stringify({
      name: slug,
      organization: "conformance",
      slug,
      klaviyo_enabled: false,
      shop_provider: provider,
    }),
  });
  if (!response.ok) throw new Error(`The core refused the shop ${slug} (${response.status}).`);
}
