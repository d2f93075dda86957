import { createHash } from "node:crypto";
import type { Verdict, Verifier } from "@karla/receiver/verifier";
import type { Clock } from "@karla/sync/clock";
import { laneOfErasure } from "@karla/sync/erasure-request";
import { shopIdOf } from "@karla/sync/ids";
import type { Installation } from "../registration/installation.ts";
import { isShopId } from "../registration/shop-id.ts";
import { verifyShop } from "../registration/verify-shop.ts";
import { checkShopUrl } from "../shop-url/check-shop-url.ts";
import type { ShopUrlRules } from "../shop-url/guard-url.ts";
import { isFresh } from "../signature/is-fresh.ts";
import { EVENT_ID, SHOP_ID } from "./event-headers.ts";
import { SHOPWARE_EVENTS } from "./events.ts";
import { laneKeyOf } from "./order-lane.ts";
import type { WebhookRefusal } from "./webhook-refusal.ts";
import { envelopeOf } from "./written-keys.ts";

const SIGNATURE = "shopware-shop-signature";
const MAX_TOPIC = 128;
const MAX_EVENT_ID = 128;

export interface ShopwareVerifierDeps {
  /** `fresh`: never from a cache. */
  findInstallation: (shopId: string, options?: { fresh: boolean }) => Promise<Installation | null>;
  /** See `createReactivation`. */
  reactivate: (shopId: string) => Promise<void>;
  rules: ShopUrlRules;
  clock: Clock;
}

/**
 * A shop's signature: HMAC-SHA256 in hex over the raw bytes, with the secret that was agreed on at its registration. The shop
 * is named in the body, which is scanned and not parsed. A signature that fits none of the secrets we remember is looked at
 * once more with those of the database: another process may have changed them.
 */
export function createShopwareVerifier(deps: ShopwareVerifierDeps): Verifier {
  const { findInstallation, reactivate, rules, clock } = deps;
  return async ({ headers, body }) => {
    const signature = headers[SIGNATURE];
    if (typeof signature !== "string") return refuse(401, "no_signature");
    const envelope = envelopeOf(body);
    const { shopId, event } = envelope;
    if (shopId === null || !isShopId(shopId)) return refuse(401, "no_shop");
    const now = clock.now();
    const checked = checkShopUrl(envelope.url ?? "", rules);
    const url = checked.outcome === "usable" ? checked.url : null;
    const verify = async (options?: { fresh: boolean }) =>
      verifyShop({ messages: [body], signature, url }, await findInstallation(shopId, options), now);
    const remembered = await verify();
    const verdict = remembered.outcome === "verified" ? remembered : await verify({ fresh: true });
    if (verdict.outcome === "refused") return refuse(verdict.status === 400 ? 400 : 401, verdict.reason);
    // Stamped anew at each attempt, so a retry is never old.
    if (!isFresh(envelope.timestamp ?? "", now)) return refuse(401, "stale_timestamp");
    if (event === null || event === "") return refuse(400, "no_event");
    if (!verdict.active) await reactivate(shopId);
    // An attempt, not an event: the body of each attempt has another timestamp. Read twice, an order is the same.
    const eventKey = createHash("sha256")
      .update(`${envelope.eventId ?? ""}\n`)
      .update(body)
      .digest();
    return {
      outcome: "verified",
      event: {
        shopId: shopIdOf("shopware", shopId),
        source: "shopware",
        topic: event.slice(0, MAX_TOPIC),
        eventKey,
        laneKey: SHOPWARE_EVENTS.get(event) === "customers" ? laneOfErasure(eventKey) : laneKeyOf(envelope, body),
        headers: {
          [SHOP_ID]: shopId,
          ...(envelope.eventId === null ? {} : { [EVENT_ID]: envelope.eventId.slice(0, MAX_EVENT_ID) }),
        },
      },
    };
  };
}

function refuse(status: 400 | 401, reason: WebhookRefusal): Verdict {
  return { outcome: "refused", status, reason };
}
