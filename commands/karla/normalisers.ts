import type { Platform } from "@karla/sync/ids";
import type { Normalise } from "@karla/sync/normalise";
import { normaliseKarla } from "@karla/sync/normalise-karla";
import { normaliseShopify } from "../../app/shopify/normalise.ts";
import { normaliseShopware } from "../../shopware-plugin-bridge/webhooks/normalise.ts";

const OF_PLATFORM: Record<Platform, Normalise> = { shopify: normaliseShopify, shopware: normaliseShopware };

/** What reads the events of a platform's shop, as its worker has it. */
export function normalisersOf(platform: Platform) {
  return { [platform]: OF_PLATFORM[platform], karla: normaliseKarla };
}
