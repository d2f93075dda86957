import { setTimeout as sleep } from "node:timers/promises";
import { createShopwareShop } from "@karla/sandbox/shopware-shop";
import type { Lab } from "../lab.ts";
import type { ShopwareShop } from "../shop/selling-shop.ts";
import { inTurn } from "../shop/shopware/open-shopware-site.ts";
import type { Outcomes } from "./f27-other-shop.ts";

/** Where nobody has ever seen the shop. */
const ELSEWHERE = "http://127.0.0.1:19";
const SEED = 27;

/**
 * Somebody who knows the app's secret, as each merchant who was given the package does, registers as this shop: from an address
 * of their own, and from the shop's.
 */
export async function claimShop({ receivers }: Lab, { site }: ShopwareShop): Promise<Outcomes> {
  const manifest = site.app()?.manifest;
  if (manifest === undefined) throw new Error("a shop without the app");
  const claim = async (url: string): Promise<string> => {
    const somebody = createShopwareShop({
      seed: SEED,
      now: Date.now,
      sleep: (ms) => sleep(ms),
      fetch: inTurn(receivers),
      url,
      // It signs with the app's secret alone.
      core: "old",
      identity: { shopId: site.shopId(), secrets: [] },
    });
    return (await somebody.registerApp(manifest)).outcome;
  };
  return {
    claim_from_elsewhere_refused: (await claim(ELSEWHERE)) === "refused",
    claim_from_its_address_refused: (await claim(site.url())) === "refused",
  };
}
