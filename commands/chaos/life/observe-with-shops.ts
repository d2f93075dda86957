import type { Observation, RunContext } from "../fault.ts";
import type { Lab } from "../lab.ts";
import { observeInLab } from "../lane/observe-in-lab.ts";
import type { SellingShop } from "../shop/selling-shop.ts";
import type { LabWish } from "../with-lab.ts";
import { untilCompared } from "./comparisons.ts";

/** A lab whose shops have the app. */
export interface ShopLab {
  lab: Lab;
  /** In the order of the slugs. */
  shops: readonly SellingShop[];
}

export interface ShopLabWish extends Omit<LabWish, "installed"> {
  slugs: readonly string[];
  /** Of the shops at Shopify. */
  plan?: "standard" | "plus";
}

/** A fault's run in a lab of its own, in whose shops the app was opened, and which were compared once: nothing was in them. */
export function observeWithShops(
  context: RunContext,
  { slugs, plan = "standard", ...wish }: ShopLabWish,
  run: (shopLab: ShopLab) => Promise<Observation>,
): Promise<Observation> {
  return observeInLab(context, { ...wish, installed: { slugs, plan } }, async (lab) => {
    const shops = await lab.openShops(slugs);
    for (const { shop } of shops) await untilCompared(lab, shop.domain, 1);
    return run({ lab, shops });
  });
}

/** The same with one shop. */
export function observeWithShop(
  context: RunContext,
  { slug, ...wish }: Omit<ShopLabWish, "slugs"> & { slug: string },
  run: (lab: Lab, shop: SellingShop) => Promise<Observation>,
): Promise<Observation> {
  return observeWithShops(context, { ...wish, slugs: [slug] }, ({ lab, shops: [shop] }) => {
    if (shop === undefined) throw new Error("a shop is needed");
    return run(lab, shop);
  });
}
