import type { Store } from "@karla/store/open-store";
import { approveMove } from "../../shopware-plugin-bridge/registration/approve-move.ts";
import { createInstallations } from "../../shopware-plugin-bridge/registration/kept-installations.ts";
import { checkShopUrl } from "../../shopware-plugin-bridge/shop-url/check-shop-url.ts";

/**
 * A Shopware shop that registers from another address without its own signature, as cores before 6.6.10.15 do when they are
 * moved, is not believed. Without `url` says who asked; with it the shop is expected there within 24 hours. Gives the exit code.
 */
export async function runShopwareMove(
  { access }: Pick<Store, "access">,
  { shop, url, now }: { shop: string | undefined; url: string | undefined; now: number },
): Promise<number> {
  if (shop === undefined) throw new Error("Say which shop: --shop SHOP-ID.");
  const installations = createInstallations(access);
  const installation = await installations.find(shop);
  if (installation === null) throw new Error(`No Shopware shop of the id ${shop} is known.`);
  if (url === undefined) {
    const { move } = installation;
    console.log(`Shop ${shop} is at ${installation.url ?? "no address yet"}.`);
    console.log(
      move === null
        ? "Nobody has asked to move it."
        : `At ${new Date(move.askedAt).toISOString()} it was asked to be moved to ${move.url}. If that is the merchant's own shop: --url ${move.url}`,
    );
    return 0;
  }
  const checked = checkShopUrl(url, { allowLoopback: true });
  if (checked.outcome === "refused") throw new Error(`${url} is no address that a shop can have (${checked.why}).`);
  if (!(await installations.save(approveMove(installation, checked.url, now)))) {
    throw new Error("The shop registered at this very moment. Please try again.");
  }
  console.log(`Shop ${shop} may register from ${checked.url} within 24 hours: repeat the step in the shop.`);
  return 0;
}
