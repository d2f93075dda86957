import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { RawRequest, Verdict, Verifier } from "@karla/receiver/verifier";
import { laneOfErasure } from "@karla/sync/erasure-request";
import { shopIdOf } from "@karla/sync/ids";
import { isErasureTopic } from "./erasure-of.ts";
import { headerValues, withoutOuterSpace } from "./header-values.ts";
import { isSigned, requireSecrets } from "./is-signed.ts";
import { laneKeyOf } from "./order-lane.ts";
import { parseShopDomain } from "./shop-domain.ts";
import { API_VERSION, EVENT_ID, SHOP_DOMAIN, TRIGGERED_AT } from "./webhook-headers.ts";
import type { WebhookRefusal } from "./webhook-refusal.ts";

/** Longer than every topic we know: a longer one is cut off and stays unknown. */
const MAX_TOPIC = 128;
const MAX_KEPT_HEADER = 256;

/**
 * Shopify's signature: base64 of HMAC-SHA256 over the raw bytes, keyed with the app's client secret; while a secret is
 * being rotated there are several. It proves that someone who holds the secret signed these bytes, and nothing more: topic
 * and shop are in headers that it does not cover, and Shopify signs other messages with the same secret. Whether the body
 * is one of its topic and of its shop is therefore decided by the normaliser.
 */
export function createShopifyVerifier({ secrets }: { secrets: readonly string[] }): Verifier {
  requireSecrets(secrets);
  return async (request) => verify(request, secrets);
}

function verify(request: RawRequest, secrets: readonly string[]): Verdict {
  const family = familyOf(request.headers);
  if (!isSigned(request, `${family}hmac-sha256`, secrets)) return refuse(401, "bad_signature");
  if (request.body.length === 0) return refuse(400, "empty_body");
  const value = (name: string) => textOf(request.headers[`${family}${name}`]);
  const domains = headerValues(request.rawHeaders, `${family}shop-domain`);
  const domain = domains.length === 1 ? parseShopDomain(value("shop-domain")) : null;
  if (domain === null) return refuse(400, "bad_shop_domain");
  const topic = value("topic").slice(0, MAX_TOPIC);
  if (topic === "") return refuse(400, "no_topic");
  const webhookId = value("webhook-id");
  if (webhookId === "") return refuse(400, "no_webhook_id");
  const eventKey = createHash("sha256").update(webhookId).digest();
  return {
    outcome: "verified",
    event: {
      shopId: shopIdOf("shopify", domain),
      source: "shopify",
      topic,
      eventKey,
      laneKey: isErasureTopic(topic) ? laneOfErasure(eventKey) : laneKeyOf(topic, request.body),
      headers: {
        [SHOP_DOMAIN]: domain,
        ...kept(API_VERSION, value("api-version")),
        ...kept(TRIGGERED_AT, value("triggered-at")),
        ...kept(EVENT_ID, value("event-id")),
      },
    },
  };
}

/**
 * "Events" deliveries carry `shopify-*` headers, webhooks `x-shopify-*`. With both signatures present the new one decides,
 * as in Shopify's own library, and all other headers are read from its family.
 */
function familyOf(headers: IncomingHttpHeaders): "shopify-" | "x-shopify-" {
  return headers["shopify-hmac-sha256"] === undefined ? "x-shopify-" : "shopify-";
}

function textOf(value: string | string[] | undefined): string {
  return withoutOuterSpace(Array.isArray(value) ? value.join(", ") : (value ?? ""));
}

function kept(name: string, value: string): Record<string, string> {
  return value === "" ? {} : { [name]: value.slice(0, MAX_KEPT_HEADER) };
}

/** The reason is for our own counters; what is answered does not tell one refusal from another. */
function refuse(status: 400 | 401, reason: WebhookRefusal): Verdict {
  return { outcome: "refused", status, reason };
}
