import type { Clock } from "@karla/sync/clock";
import type { Inbox } from "@karla/sync/inbox";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Installations } from "../registration/installation.ts";
import { type Refusal, type RefusalReason, refuse } from "../registration/refusal.ts";
import { refusalText, type TextLanguage } from "../registration/refusal-text.ts";
import type { RegistrationLog } from "../registration/registration-deps.ts";
import { userLanguage } from "../registration/user-language.ts";
import { verifyShop } from "../registration/verify-shop.ts";
import type { ShopUrlRules } from "../shop-url/guard-url.ts";
import { isFresh } from "../signature/is-fresh.ts";
import { sign } from "../signature/sign.ts";
import { notificationFor } from "./notification.ts";
import { type OrderRequestTopic, orderRequestEvent } from "./order-request.ts";
import { type ReadOrderRequest, readOrderRequest } from "./read-order-request.ts";

const MAX_BODY_BYTES = 64 * 1024;

export interface ActionDeps {
  installations: Pick<Installations, "find">;
  /** See `createReactivation`. */
  reactivate: (shopId: string) => Promise<void>;
  inbox: Inbox;
  rules: ShopUrlRules;
  clock: Clock;
  log: RegistrationLog;
}

/** `secret`: what it was signed with, and what the answer is signed with. */
type Followed = { outcome: "followed"; request: ReadOrderRequest; secret: string } | Refusal;

/**
 * What a shop's Flow Builder and administration call, as the app's `flow.xml` and manifest name it. Each order that is named is
 * read and compared, no more: it is not sent again where the core has it as it is.
 */
export function createActionRoutes(deps: ActionDeps): Hono {
  const app = new Hono();
  app.onError((error, c) => {
    deps.log.error({ error: error.name }, "Shopware action failed");
    // What could not be stored is worth another try, and nothing else is.
    return c.json({ error: "Karla could not store this. Please try again in a minute." }, 503);
  });
  app.use(async (c, next) => {
    c.header("cache-control", "no-store");
    await next();
  });
  const limited = bodyLimit({ maxSize: MAX_BODY_BYTES, onError: (c) => refusal(c, 413, "too_large") });

  app.post("/shopware/flow/sync-order", limited, async (c) => {
    const followed = await follow(deps, "flow/sync-order", c);
    // A call that names no order gets the same answer: a shop switches off what it is refused too often.
    return followed.outcome === "refused" ? refusal(c, followed.status, followed.reason) : c.body(null, 204);
  });

  app.post("/shopware/action/sync-orders", limited, async (c) => {
    const followed = await follow(deps, "action/sync-orders", c);
    if (followed.outcome === "refused") return refusal(c, followed.status, followed.reason);
    const { orderIds, named } = followed.request;
    const notification = notificationFor({ asked: orderIds.length, named }, languageOf(c));
    const body = JSON.stringify(notification);
    // An answer that is not signed is shown as a failure.
    c.header("shopware-app-signature", sign(body, followed.secret));
    c.header("content-type", "application/json");
    return c.body(body);
  });
  return app;
}

/** Verifies a request and puts what it asks for into the inbox. */
async function follow(deps: ActionDeps, topic: OrderRequestTopic, c: Context): Promise<Followed> {
  const body = new Uint8Array(await c.req.arrayBuffer());
  const signature = c.req.header("shopware-shop-signature");
  const followed = await verify(deps, readOrderRequest(topic, body, deps.rules), { body, signature });
  if (followed.outcome === "refused") {
    deps.log.warn({ topic, reason: followed.reason }, "Shopware action refused");
    return followed;
  }
  const { shopId, orderIds, note } = followed.request;
  const events = orderIds.map((orderId) => orderRequestEvent({ topic, shopId, orderId, note, signed: body }));
  if (events.length > 0) await deps.inbox.accept(events);
  deps.log.info({ topic, shop: shopId, orders: events.length }, "Shopware action followed");
  return followed;
}

async function verify(
  { installations, reactivate, clock }: ActionDeps,
  request: ReadOrderRequest | Refusal,
  { body, signature }: { body: Uint8Array; signature: string | undefined },
): Promise<Followed> {
  if (request.outcome === "refused") return request;
  const { shopId, url, timestamp } = request;
  const installation = await installations.find(shopId);
  const now = clock.now();
  const verdict = verifyShop({ messages: [body], signature, url }, installation, now);
  if (verdict.outcome === "refused") return verdict;
  if (!isFresh(timestamp, now)) return refuse(401, "stale_timestamp");
  const secret = verdict.signedWith === "current" ? installation?.secret : installation?.previousSecret;
  if (secret == null) return refuse(401, "not_confirmed");
  if (!verdict.active) await reactivate(shopId);
  return { outcome: "followed", request, secret };
}

function languageOf(c: Context): TextLanguage {
  return userLanguage(c.req.header("sw-user-language"));
}

function refusal(c: Context, status: 400 | 401 | 413, reason: RefusalReason): Response {
  return c.json({ error: refusalText(reason, languageOf(c)) }, status);
}
