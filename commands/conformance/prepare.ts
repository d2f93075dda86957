import { randomUUID } from "node:crypto";
import { type Expected, expectedOutcome, orderIdIn } from "./expected-outcome.ts";
import { type FedShop, nameShop } from "./name-shop.ts";
import { isCancelled, numbersOf } from "./parcels-in-body.ts";
import { plainOrder } from "./plain-order.ts";
import { readBody } from "./read-body.ts";
import type { FolderBody } from "./read-folder.ts";
import type { Delivery } from "./send-webhook.ts";
import { staleVersion } from "./stale-version.ts";
import { kindOf } from "./topic-kinds.ts";

/** A body with its own shop, and all that will be sent of it. */
export interface FedBody {
  body: FolderBody;
  shop: FedShop;
  expected: Expected;
  first: Delivery;
  /** The same order once more under ids of their own, and as it was before: none may have an effect. */
  late: readonly Delivery[];
}

/** A lone fulfillment with a shop in which its order is known. */
export interface Pair {
  file: string;
  shop: FedShop;
  orderId: string;
  numbers: readonly string[];
  order: Delivery;
  fulfillment: Delivery;
}

export interface Prepared {
  fed: readonly FedBody[];
  pairs: readonly Pair[];
}

/** `run` makes the names of this run's shops its own, so that it can share a database with others. */
export function prepare(bodies: readonly FolderBody[], run: string): Prepared {
  const fed = bodies.map((body, index) => {
    const shop = shopOf(`conf-${run}`, index);
    const bytes = nameShop(body.topic, body.bytes, shop);
    const first = deliveryOf(body.topic, shop, bytes, body.headers);
    const isOrder = kindOf(body.topic) === "order";
    const expected = expectedOutcome(body.topic, bytes);
    // What cannot be used now might have been usable a day before.
    const stale = expected.expectation.outcome === "quarantined" ? null : staleVersion(bytes);
    const versions = isOrder ? [bytes, stale].filter((version) => version !== null) : [];
    return {
      body: { ...body, bytes },
      shop,
      expected,
      first,
      late: versions.map((version) => deliveryOf(body.topic, shop, version, {})),
    };
  });
  return { fed, pairs: fed.flatMap(({ body }, index) => pairOf(body, shopOf(`pair-${run}`, index)) ?? []) };
}

function pairOf({ file, topic, bytes }: FolderBody, shop: FedShop): Pair | null {
  const body = kindOf(topic) === "fulfillment" ? readBody(bytes) : null;
  if (body === null || isCancelled(body)) return null;
  const order = plainOrder(body);
  const orderId = orderIdIn("fulfillment", body);
  if (order === null || orderId === null) return null;
  return {
    file,
    shop,
    orderId,
    numbers: numbersOf(body),
    order: deliveryOf("orders/create", shop, order, {}),
    fulfillment: deliveryOf(topic, shop, bytes, {}),
  };
}

function shopOf(prefix: string, index: number): FedShop {
  const slug = `${prefix}-${String(index + 1).padStart(4, "0")}`;
  return { slug, domain: `${slug}.myshopify.com`, id: String(70_000_000_001 + index) };
}

/** Recorded headers stay as they were; Shopify's own ids and times are made up only where there are none at all. */
function deliveryOf(
  topic: string,
  { domain }: FedShop,
  bytes: Buffer,
  recorded: Readonly<Record<string, string>>,
): Delivery {
  const isRecorded = Object.keys(recorded).length > 0;
  const made = {
    "x-shopify-api-version": "2026-07",
    "x-shopify-event-id": randomUUID(),
    "x-shopify-triggered-at": "2026-01-01T00:00:00.000000001Z",
  };
  const webhookId = recorded["x-shopify-webhook-id"] ?? randomUUID();
  return { topic, domain, webhookId, bytes, headers: isRecorded ? recorded : made };
}
