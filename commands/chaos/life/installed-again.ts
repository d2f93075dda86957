import { randomUUID } from "node:crypto";
import { appWebhook } from "@karla/sandbox/app-webhook";
import type { Lab } from "../lab.ts";
import type { SellingShop, ShopifyShop, ShopwareShop } from "../shop/selling-shop.ts";
import { signDeletion } from "../shop/shopware/sign-deletion.ts";
import { until } from "../until.ts";
import { holdsAccess } from "./holds-access.ts";

/** An app that was taken out of a shop and put in again. */
export interface Return {
  isBack: boolean;
  tookMs: number;
  /** Tell of the leaving once the app is back: the same again, or for the first time. Each gives its status. */
  late: readonly (() => Promise<number | null>)[];
}

/** Session tokens of the second in which an access ended open nothing. */
const BACK_WITHIN_MS = 6_000;

/** Takes the app out of the shop and puts it in again at once. `late`: nobody hears of it before it is back. */
export function goAndComeBack(lab: Lab, shop: SellingShop, heard: "in_time" | "late"): Promise<Return> {
  return shop.platform === "shopify" ? atShopify(lab, shop, heard) : atShopware(lab, shop, heard);
}

async function atShopify(lab: Lab, shop: ShopifyShop, heard: "in_time" | "late"): Promise<Return> {
  const { admins } = shop;
  if (admins === null) throw new Error("a shop that has the app is needed");
  const { domain } = shop.shop;
  const webhook = appWebhook({ event: "uninstalled" }, { shopDomain: domain, at: Date.now(), uuid: randomUUID });
  const tell = () => shop.post(shop.message(webhook));
  const tellAnew = () => shop.post(shop.message({ ...webhook, webhookId: randomUUID() }));
  const exchanges = () => admins.tokens.counts(domain).exchanges;
  const [before, from] = [exchanges(), Date.now()];
  admins.tokens.uninstall(domain);
  const telling = heard === "in_time" ? tell() : null;
  admins.tokens.install(domain);
  const isBack = await until(async () => {
    await admins.openApp(domain, lab.receivers[0]?.url ?? "").catch(() => undefined);
    return exchanges() > before && (await holdsAccess(lab, shop));
  }, BACK_WITHIN_MS);
  const tookMs = Date.now() - from;
  await telling;
  return { isBack, tookMs, late: [tell, tell, tellAnew] };
}

async function atShopware(lab: Lab, shop: ShopwareShop, heard: "in_time" | "late"): Promise<Return> {
  const { site } = shop;
  const manifest = site.app()?.manifest;
  const [receiver] = lab.receivers;
  const deletion = signDeletion(site);
  const deletionAnew = signDeletion(site);
  if (manifest === undefined || receiver === undefined) throw new Error("a shop that has the app is needed");
  if (heard === "late") await receiver.kill("SIGTERM");
  await site.uninstall();
  if (heard === "late") await receiver.start();
  const from = Date.now();
  const { outcome } = await site.registerApp(manifest);
  const tookMs = Date.now() - from;
  const tell = (message: typeof deletion) => async () => {
    const { path, headers, body } = message;
    return (await fetch(new URL(path, receiver.url), { method: "POST", headers, body })).status;
  };
  return { isBack: outcome === "confirmed", tookMs, late: [deletion, deletion, deletionAnew].map(tell) };
}
