import { readFileSync } from "node:fs";
import { OrderUpsert } from "@karla/api/contract";
import type { RuleResult } from "@karla/sync/apply-mapping";
import type { Platform } from "@karla/sync/ids";
import type { MappingDocument } from "@karla/sync/mapping";
import { mergeOrder } from "@karla/sync/merge-order";
import type { InboxEvent, Normalise } from "@karla/sync/normalise";
import type { Order, OrderFacts } from "@karla/sync/order";
import { owed } from "@karla/sync/owed";
import { pictureKeyOf } from "@karla/sync/picture";
import { readMapping } from "@karla/sync/read-mapping";
import { type OrderSettings, SETTINGS_ON } from "@karla/sync/settings";
import { adminPicturesEvent } from "../../app/shopify/admin/admin-pictures-event.ts";
import { normaliseShopify } from "../../app/shopify/normalise.ts";
import { projectWith } from "../../packages/sync/src/pipeline/project-order.ts";
import { orderReadingEvent } from "../../shopware-plugin-bridge/admin/order-reading-event.ts";
import { normaliseShopware } from "../../shopware-plugin-bridge/webhooks/normalise.ts";
import type { GoldenOrder } from "./golden-order.ts";
import { idOf, idsOfArticle } from "./ids.ts";
import { shopifyBody } from "./shopify-body.ts";
import { shopwareEntity } from "./shopware-entity.ts";

/** The way of an order from what a platform says to what the core is told, all in the product's own code but the storage. */

const SHOP = "golden.myshopify.com";
const READ_AT = "2026-11-25T08:00:00Z";

export const PLATFORMS: readonly Platform[] = ["shopify", "shopware"];

export const MAPPING: MappingDocument = readDocument();

/** What a merchant chooses who wants all orders, and has deposits. */
export const ALL_ORDERS: Readonly<Record<Platform, Partial<OrderSettings>>> = {
  shopify: { takeOrdersWithNothingToShip: true, fallBackToBillingAddress: true },
  shopware: { takeOrdersWithNothingToShip: true, fallBackToBillingAddress: true, depositLineType: "deposit" },
};

export type Told =
  | { outcome: "told"; payload: OrderUpsert; results: readonly RuleResult[] }
  | { outcome: "not_told"; reason: string };

type Said = Record<string, unknown>;

interface Circumstances {
  settings?: Partial<OrderSettings>;
  /** What is otherwise in what the platform says. */
  otherwise?: Said;
}

/** What the core is told of an order that it does not know. */
export function toldBy(
  platform: Platform,
  golden: GoldenOrder,
  { settings: chosen = ALL_ORDERS[platform], otherwise = {} }: Circumstances = {},
): Told {
  const settings = SETTINGS_ON[platform].parse(chosen);
  const segmentPrefix = platform === "shopify" ? "Shopify" : "Shopware";
  const order = orderOf(platform, golden, otherwise);
  const { projection, results } = projectWith(order, { settings, segmentPrefix }, MAPPING);
  if (projection.outcome === "skip") return { outcome: "not_told", reason: projection.reason };
  const due = owed(projection, null);
  if (due.outcome === "nothing") return { outcome: "not_told", reason: "nothing is owed" };
  return { outcome: "told", payload: OrderUpsert.parse(JSON.parse(due.body)), results };
}

/** The payload alone, where there has to be one. */
export function payloadBy(platform: Platform, golden: GoldenOrder, circumstances: Circumstances = {}): OrderUpsert {
  const told = toldBy(platform, golden, circumstances);
  if (told.outcome === "not_told") throw new Error(`${golden.kind}: ${told.reason}`);
  return told.payload;
}

function orderOf(platform: Platform, golden: GoldenOrder, otherwise: Said): Order {
  const facts = platform === "shopify" ? shopifyFacts(golden, otherwise) : shopwareFacts(golden, otherwise);
  const [first, ...more] = facts;
  if (first === undefined) throw new Error("nothing was said of the order");
  return more.reduce(mergeOrder, mergeOrder(null, first));
}

/** A webhook, and the pictures that no webhook has. */
function shopifyFacts(golden: GoldenOrder, otherwise: Said): OrderFacts[] {
  const body = Buffer.from(JSON.stringify({ ...shopifyBody(golden), ...otherwise }));
  const webhook = { topic: "orders/updated", body, headers: { "x-shopify-shop-domain": SHOP } };
  const pictures = golden.lines.map(
    ({ article }): [string, { src: string | null; alt: string | null; readAt: string }] => [
      pictureKeyOf(idsOfArticle("shopify", article)) ?? "",
      { src: article.picture?.src ?? null, alt: article.picture?.alt ?? null, readAt: READ_AT },
    ],
  );
  const reading = adminPicturesEvent({
    shop: SHOP,
    orderId: idOf("shopify", "order", String(golden.number)),
    apiVersion: "2026-10",
    readAt: READ_AT,
    pictures: Object.fromEntries(pictures),
  });
  return [webhook, reading].map((event) => factsIn(normaliseShopify, event));
}

function shopwareFacts(golden: GoldenOrder, otherwise: Said): OrderFacts[] {
  const reading = orderReadingEvent({
    shopId: "golden",
    orderId: idOf("shopware", "order", String(golden.number)),
    body: JSON.stringify({ ...shopwareEntity(golden), ...otherwise }),
    readAt: READ_AT,
    depositLineType: "deposit",
  });
  return [factsIn(normaliseShopware, reading)];
}

function factsIn(normalise: Normalise, event: InboxEvent): OrderFacts {
  const normalised = normalise(event);
  if (normalised.outcome !== "facts") throw new Error(JSON.stringify(normalised));
  return normalised.facts;
}

function readDocument(): MappingDocument {
  const read = readMapping(readFileSync(new URL("mapping.json", import.meta.url)));
  if (read.outcome === "refused") throw new Error(`${read.code}: ${read.path} ${read.detail}`);
  return read.document;
}
