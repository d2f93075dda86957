import { randomBytes } from "node:crypto";
import type { ShopwareShop as ShopwareSite } from "@karla/sandbox/shopware-shop";
import { writeWebhook } from "@karla/sandbox/shopware-webhook";

const EVENT = "app.deleted";

/** What the shop says when it takes the app out, signed with the secret that it has now. Each is another event. */
export function signDeletion(site: ShopwareSite): { path: string; headers: Record<string, string>; body: string } {
  const app = site.app();
  const row = app?.webhooks.find(({ event }) => event === EVENT);
  if (app === null || app.secret === null || row === undefined) throw new Error("a shop without the app");
  const { body, headers } = writeWebhook({
    event: EVENT,
    payload: [],
    source: { url: site.url(), shopId: site.shopId(), appVersion: app.manifest.version },
    eventId: randomBytes(16).toString("hex"),
    at: Date.now(),
    secret: app.secret,
    headers: { "sw-version": "6.7.8.1" },
    told: null,
  });
  return { path: new URL(row.url).pathname, headers, body };
}
