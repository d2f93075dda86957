import { createHash } from "node:crypto";
import type { ShopwareEvent } from "@karla/sandbox/shopware-event";
import type { ShopwareShop as ShopwareSite } from "@karla/sandbox/shopware-shop";
import { payloadFor, writeWebhook } from "@karla/sandbox/shopware-webhook";
import type { SignedMessage } from "../message.ts";

const PATH = "/webhooks/shopware";
const HEADERS = { "user-agent": "GuzzleHttp/7", "sw-version": "6.7.8.1", "sw-user-language": "de-DE" };

/** What one of the app's webhooks has of an event. */
export interface ShopwareLine {
  event: ShopwareEvent;
  /** The webhook's name in the manifest. */
  webhook: string;
  eventId: string;
}

export interface Signing {
  /** Of its stamp; milliseconds since the epoch. */
  at: number;
  /** From which address the shop says it is. Missing: its own. */
  from?: string;
}

/** A try of a message: stamped, signed with the secret that the shop has now. Null where the shop does not send it. */
export function signMessage(
  site: ShopwareSite,
  { event, webhook, eventId }: ShopwareLine,
  { at, from = site.url() }: Signing,
): SignedMessage | null {
  const app = site.app();
  const row = app?.webhooks.find(({ name }) => name === webhook);
  if (app === null || app.secret === null || !app.active || row?.active !== true) return null;
  const { body, headers: signed } = writeWebhook({
    event: event.event,
    payload: payloadFor(event.payload, row),
    source: { url: from, shopId: site.shopId(), appVersion: app.manifest.version },
    eventId,
    at,
    secret: app.secret,
    headers: HEADERS,
    told: null,
  });
  return { path: PATH, body, headers: signed, key: keyOf(eventId, body) };
}

/** Each try has a stamp of its own in its body, so that a try is known by both. */
function keyOf(eventId: string, body: string): string {
  return createHash("sha256").update(`${eventId}\n${body}`).digest("hex");
}
