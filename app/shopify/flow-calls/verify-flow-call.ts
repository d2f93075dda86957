import { createHash } from "node:crypto";
import type { RawRequest, Verdict, Verifier } from "@karla/receiver/verifier";
import { shopIdOf } from "@karla/sync/ids";
import { SHOP_LANE } from "@karla/sync/inbox";
import { objectAt, type Span, scalarText, scanFields, wholeObject } from "@karla/sync/scan-fields";
import { isSigned, requireSecrets } from "../is-signed.ts";
import { idAsWritten } from "../resource-id.ts";
import { parseShopDomain } from "../shop-domain.ts";
import { SHOP_DOMAIN } from "../webhook-headers.ts";
import { FLOW_CALL, type FlowTopic } from "./flow-call.ts";

const SIGNATURE = "x-shopify-hmac-sha256";

/**
 * Calls of Shopify Flow, signed as webhooks are. Unlike theirs, the shop is in the body, which the signature covers. A run of an
 * action has an id, by which it is the same whenever it comes again; what is said of a trigger is the same when all of it is. Nothing is
 * parsed before it is stored.
 */
export function createFlowVerifier({ topic, secrets }: { topic: FlowTopic; secrets: readonly string[] }): Verifier {
  requireSecrets(secrets);
  return async (request) => verify(topic, request, secrets);
}

function verify(topic: FlowTopic, request: RawRequest, secrets: readonly string[]): Verdict {
  const { body } = request;
  if (!isSigned(request, SIGNATURE, secrets)) return { outcome: "refused", status: 401, reason: "bad_signature" };
  const object = wholeObject(body);
  const [shop, run, properties] =
    object === null ? [] : scanFields(body, object, ["shopify_domain", "action_run_id", "properties"]);
  const domain = parseShopDomain(textAt(body, shop) ?? "");
  if (domain === null) return { outcome: "refused", status: 400, reason: "bad_shop_domain" };
  const bodyHash = createHash("sha256").update(body).digest("hex");
  const [id, order] = topic === "flow/action" ? [textAt(body, run), orderIn(body, properties)] : [null, SHOP_LANE];
  const key = JSON.stringify([topic, id ?? bodyHash]);
  return {
    outcome: "verified",
    event: {
      shopId: shopIdOf("shopify", domain),
      source: "shopify",
      topic,
      eventKey: createHash("sha256").update(key).digest(),
      laneKey: order ?? `unkeyed:${bodyHash.slice(0, 32)}`,
      headers: { [SHOP_DOMAIN]: domain, [FLOW_CALL]: topic },
    },
  };
}

function orderIn(body: Buffer, properties: Span | null | undefined): string | null {
  const inner = properties == null ? null : objectAt(body, properties);
  const [order] = inner === null ? [] : scanFields(body, inner, ["order_id"]);
  return idAsWritten(textAt(body, order) ?? "", "Order");
}

function textAt(body: Buffer, span: Span | null | undefined): string | null {
  return span == null ? null : scalarText(body, span);
}
