import type { KarlaClient } from "@karla/api/client";
import { KarlaRefusedError } from "@karla/api/errors";

/** What trying a connection to the core led to; each is a sentence of its own on the merchant's screen. */
export type ConnectionResult =
  | { outcome: "connected" }
  | { outcome: "refused"; why: ConnectionRefusal }
  /**
   * The core itself pulls from this shop: it holds Shopify subscriptions of its own, or writes fulfillment events. Pushing
   * as well would bring every order twice, so nothing is pushed until the merchant decides.
   */
  | { outcome: "core_already_syncs"; webhooks: number; triggers: boolean };

export type ConnectionRefusal = "no_credentials" | "wrong_key" | "no_access" | "unknown_shop" | "unreachable";

type Core = Pick<KarlaClient, "getShop" | "listShopifyWebhooks" | "getSettings">;

/** Asks the core whether it knows the shop and takes the credentials; null where it does. Writes nothing. */
export async function checkShop(core: Pick<KarlaClient, "getShop">): Promise<ConnectionRefusal | null> {
  try {
    await core.getShop();
    return null;
  } catch (error) {
    return refusalOf(error);
  }
}

/** The same, and whether the core syncs the shop already. Writes nothing. */
export async function checkConnection(core: Core): Promise<ConnectionResult> {
  const why = await checkShop(core);
  if (why !== null) return { outcome: "refused", why };
  const own = await readCoreSync(core);
  return own === null ? { outcome: "connected" } : { outcome: "core_already_syncs", ...own };
}

/** How the core itself pulls from the shop, null when it does not. Throws the client's errors. */
export async function readCoreSync(
  core: Pick<KarlaClient, "listShopifyWebhooks" | "getSettings">,
): Promise<{ webhooks: number; triggers: boolean } | null> {
  const webhooks = (await unlessWithheld(() => core.listShopifyWebhooks()))?.length ?? 0;
  const triggers = (await unlessWithheld(() => core.getSettings()))?.triggers?.shopify === true;
  return webhooks > 0 || triggers ? { webhooks, triggers } : null;
}

/** Takes the core's own path to the shop away, so that ours is the only one. */
export async function switchOffCoreSync(
  core: Pick<KarlaClient, "listShopifyWebhooks" | "deleteShopifyWebhook" | "setTriggers">,
): Promise<void> {
  for (const { uuid } of await core.listShopifyWebhooks()) await core.deleteShopifyWebhook(uuid);
  await core.setTriggers({ shopify: false });
}

/** Without credentials the core answers 400, with a deleted key 401, with one for another shop 403 (docs). */
function refusalOf(error: unknown): ConnectionRefusal {
  switch (error instanceof KarlaRefusedError ? error.status : undefined) {
    case 400:
      return "no_credentials";
    case 401:
      return "wrong_key";
    case 403:
      return "no_access";
    case 404:
      return "unknown_shop";
    default:
      return "unreachable";
  }
}

/** A key of a smaller role may not see settings, and a shop may have none: then nothing speaks against pushing. */
async function unlessWithheld<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof KarlaRefusedError && (error.status === 403 || error.status === 404)) return null;
    throw error;
  }
}
