import { createHash } from "node:crypto";
import { seededRandom } from "@karla/sandbox/random";
import { signedHeaders } from "@karla/sandbox/sign";
import type { Topic, Webhook } from "@karla/sandbox/webhook";
import { judgeOrder } from "../../../demo/judge-order.ts";
import type { ShopAdmins } from "../../../demo/shop-admins.ts";
import { createDeliveries } from "../create-deliveries.ts";
import { lifeOfOrder } from "../life-of-order.ts";
import type { Message, Tells } from "../message.ts";
import type { Receiver, Shop, ShopifyShop } from "../selling-shop.ts";
import type { ClientSecrets } from "./client-secrets.ts";
import { openShopifyTraffic } from "./open-shopify-traffic.ts";
import { SHOPIFY_CLOSURES } from "./shopify-closures.ts";

const PATH = "/webhooks/shopify";
const FIRST_NUMBER = 1001;
const TELLS: Partial<Record<Topic, Tells>> = {
  "orders/create": "placed",
  "orders/updated": "changed",
  "fulfillments/create": "shipped",
  "orders/cancelled": "cancelled",
};

export interface ShopifyShopSetup {
  /** The app's, with which all shops sign. */
  secrets: ClientSecrets;
  receivers: readonly Receiver[];
  /** Of the journal of its traffic. */
  dataDir: string;
  admins?: ShopAdmins | null;
}

/** A shop at Shopify. Without `admins` the app is not installed: the shop sends, and nobody can ask it. */
export function createShopifyShop(setup: ShopifyShopSetup, named: Shop): ShopifyShop {
  const shop = { ...named };
  const { secrets, receivers, admins = null } = setup;
  const deliveries = createDeliveries(shop.slug, receivers);
  const random = seededRandom(1);
  let closedWith: (typeof SHOPIFY_CLOSURES)[number] | null = null;
  const installed = (): ShopAdmins => {
    if (admins === null) throw new Error(`the app is not installed in ${shop.slug}`);
    return admins;
  };
  if (admins !== null) {
    const others = admins.misbehave;
    admins.misbehave = (request) => {
      if (request.shop !== shop.domain) return others(request);
      return closedWith === null ? null : { kind: "status", status: closedWith };
    };
  }

  const message = (webhook: Webhook & { version?: number }): Message => ({
    orderId: webhook.orderId ?? "",
    version: webhook.version ?? 0,
    at: webhook.at,
    tells: TELLS[webhook.topic] ?? "other",
    sign: () => ({
      path: PATH,
      headers: signedHeaders(webhook, Buffer.from(webhook.body), shop.domain, secrets.signing()),
      body: webhook.body,
      key: keyOf(webhook.webhookId),
    }),
    twin: () => message({ ...webhook, webhookId: random.uuid() }),
  });

  const self: ShopifyShop = {
    platform: "shopify",
    shop,
    entries: [],
    admins,
    secrets,
    ...deliveries,
    idOf: ({ id }) => id,
    judge: judgeOrder,
    message,
    life(wish) {
      const { entry, webhooks } = lifeOfOrder({ ...wish, shopDomain: shop.domain });
      return { entry, messages: webhooks.map(message) };
    },
    sell({ orders, ...wish }) {
      const first = FIRST_NUMBER + self.entries.length;
      const lives = Array.from({ length: orders }, (_, index) => self.life({ ...wish, number: first + index }));
      self.entries.push(...lives.map(({ entry }) => entry));
      return lives;
    },
    besides: () => 0,
    openTraffic: (wish) => openShopifyTraffic({ ...setup, shop, path: PATH, keyOf }, wish),
    book: () =>
      installed().book(
        shop.domain,
        self.entries.map(({ order }) => order),
      ),
    requests: () => installed().requestsTo(shop.domain),
    cost: () => installed().pointsOf(shop.domain),
    rename(domain) {
      installed().rename(shop.domain, domain);
      shop.domain = domain;
    },
    async close(way) {
      closedWith = SHOPIFY_CLOSURES.find((status) => String(status) === way) ?? null;
    },
  };
  return self;
}

function keyOf(webhookId: string): string {
  return createHash("sha256").update(webhookId).digest("hex");
}
