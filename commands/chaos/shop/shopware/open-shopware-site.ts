import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { createShopwareShop, type ShopwareShop as ShopwareSite } from "@karla/sandbox/shopware-shop";
import { packagedApp } from "../../../shopware-package/packaged-app.ts";
import type { Receiver } from "../selling-shop.ts";
import { type ServedSite, serveSite } from "./serve-site.ts";

/** Where the app says that the bridge is. Nobody listens there: what is sent to it goes to the receivers in turn. */
export const BRIDGE_URL = "http://127.0.0.1:1";

export interface SiteWish {
  /** Of the packaged app. */
  appSecret: string;
  receivers: readonly Receiver[];
  /** Makes its id, which is another one for each name. */
  name: string;
}

/** A shop that has installed the app by its own handshake. Its core signs with the shop's secret as well, as those of today do. */
export async function openShopwareSite({ appSecret, receivers, name }: SiteWish): Promise<{
  site: ShopwareSite;
  served: ServedSite;
}> {
  const served = await serveSite((request) => site.fetch(request));
  const site = createShopwareShop({
    seed: Number.parseInt(createHash("sha256").update(name).digest("hex").slice(0, 8), 16),
    now: Date.now,
    sleep: (ms) => sleep(ms),
    fetch: inTurn(receivers),
    url: served.origin,
    core: "new",
    version: "6.7.8.1",
    retold: true,
  });
  for (let tries = 1; ; tries += 1) {
    const installed = await site.registerApp(packagedApp({ url: BRIDGE_URL, secret: appSecret }));
    if (installed.outcome === "confirmed") return { site, served };
    if (tries === TRIES) {
      await served.close();
      throw new Error(`the bridge refused the shop: ${installed.outcome}`);
    }
    await sleep(TRY_AGAIN_MS);
  }
}

/** Nothing is tried out yet: on a busy machine a merchant would ask again. */
const TRIES = 4;
const TRY_AGAIN_MS = 2_000;

/** Reaches what is meant for the bridge at the next of its processes. */
export function inTurn(receivers: readonly Receiver[]): typeof fetch {
  let turn = 0;
  return (input, init) => {
    const url = new URL(String(input));
    const receiver = receivers[turn++ % receivers.length];
    return fetch(
      url.origin === BRIDGE_URL && receiver !== undefined ? new URL(url.pathname + url.search, receiver.url) : url,
      init,
    );
  };
}
