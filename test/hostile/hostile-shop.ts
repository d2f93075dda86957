import { createHmac, randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { IngestLabels } from "@karla/receiver/metrics";
import { createReceiver } from "@karla/receiver/receiver";
import { shopIdOf } from "@karla/sync/ids";
import { SHOP_LANE } from "@karla/sync/inbox";
import { expect } from "vitest";
import { SHOPIFY_TOPICS } from "../../app/shopify/topics.ts";
import { createShopifyVerifier } from "../../app/shopify/verify-webhook.ts";
import { openRaw } from "../../packages/receiver/src/fakes/raw-connection.ts";
import { NO_READER } from "../fakes/no-reader.ts";
import { bytesOf, orderBody } from "../fixtures/shopify/order-body.ts";
import { SHOP, startSpine } from "../http/running-spine.ts";

export const SECRET = "hush";
/** The one that was in use before; it is still accepted. */
export const FORMER_SECRET = "hush-before";
const VICTIM_ORDER = 7_000_000_000_001;

interface Attack {
  /** Of Shopify's headers and the few that HTTP needs; `undefined` leaves one out. Characters are bytes (latin1). */
  headers?: Record<string, string | undefined>;
  /** Further lines of the head, as they are. */
  lines?: readonly string[];
  method?: string;
  /** What is put on the wire after the head, where it is not the body. */
  wire?: Buffer;
}

interface Outcome {
  status: number;
  /** All that was answered but the date. */
  answer: string;
  /** What the inbox holds since, and what became of it: "done", "quarantined: unreadable_body". */
  stored: string[];
}

interface Delivered extends Outcome {
  /** Of the order, as a merchant is told: "delivered", "skipped: no_zip", "failed: refused". */
  order: string | null;
  /** What the core holds of it. */
  held: Record<string, unknown> | null;
}

export type HostileShop = Awaited<ReturnType<typeof startHostileShop>>;

export function sign(body: string | Buffer, { secret = SECRET, algorithm = "sha256" } = {}): string {
  return createHmac(algorithm, secret).update(body).digest("base64");
}

/** A text as the characters that stand for its bytes. */
export function asBytes(text: string): string {
  return Buffer.from(text).toString("latin1");
}

/**
 * A shop with one order delivered, and a receiver with Shopify's real verifier in front of its inbox, worker and core.
 * Whatever is sent to it goes over a bare connection.
 */
export async function startHostileShop() {
  let asked = 0;
  const spine = await startSpine(
    {},
    {
      platform: () => ({
        reconcile: async () => Number.MAX_SAFE_INTEGER,
        reader: NO_READER,
        checkAccess: async () => void asked++,
        readFailure: () => null,
      }),
    },
  );
  const shopId = shopIdOf("shopify", SHOP);
  const labels: IngestLabels[] = [];
  const receiver = createReceiver({
    routes: new Map([["/webhooks/shopify", createShopifyVerifier({ secrets: [SECRET, FORMER_SECRET] })]]),
    sources: new Map([["/webhooks/shopify", "shopify"]]),
    topics: new Set(SHOPIFY_TOPICS.keys()),
    inbox: spine.store.inbox,
    clock: { now: () => Date.now() },
    log: { debug() {}, info() {}, warn() {} },
    metrics: { increment: (_name, counted) => void labels.push(counted), observe() {} },
    ready: async () => true,
  });
  const { port, url } = await receiver.listen(0, "127.0.0.1");
  const rows = async <Row extends object>(text: string, values: unknown[]) =>
    (await spine.pool.query<Row>(text, values)).rows;

  async function post(body: string | Buffer, attack: Attack = {}): Promise<Outcome> {
    const bytes = Buffer.from(body);
    const [before] = await rows<{ n: number }>("SELECT count(*)::int AS n FROM inbox_event", []);
    const headers: Attack["headers"] = {
      Host: "app.example.com",
      Connection: "close",
      "Content-Type": "application/json",
      "Content-Length": String(bytes.length),
      "X-Shopify-Topic": "orders/updated",
      "X-Shopify-Shop-Domain": SHOP,
      "X-Shopify-API-Version": "2026-07",
      "X-Shopify-Webhook-Id": randomUUID(),
      "X-Shopify-Event-Id": randomUUID(),
      "X-Shopify-Hmac-Sha256": sign(bytes),
      ...attack.headers,
    };
    const lines = Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : `${name}: ${value}`));
    const head = [`${attack.method ?? "POST"} /webhooks/shopify HTTP/1.1`, ...lines, ...(attack.lines ?? []), "", ""];
    const raw = await openRaw(port);
    raw.write(Buffer.concat([Buffer.from(head.join("\r\n"), "latin1"), attack.wire ?? bytes]));
    const answer = await raw.closed();
    const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1] ?? 0);
    return { status, answer: answer.replace(/Date: .*\r\n/, ""), stored: await storedSince(before?.n ?? 0) };
  }

  async function storedSince(count: number): Promise<string[]> {
    const found = await until(
      () =>
        rows<{ state: string; reason: string | null }>(
          "SELECT state, reason FROM inbox_event ORDER BY received_at OFFSET $1",
          [count],
        ),
      (events) => events.every(({ state }) => state !== "pending"),
    );
    return found.map(({ state, reason }) => (reason === null ? state : `${state}: ${reason}`));
  }

  async function found(filters: Record<string, string>): Promise<Record<string, unknown>[]> {
    const { url: coreUrl, slug, user, key } = spine.core;
    const Authorization = `Basic ${Buffer.from(`${user}:${key}`).toString("base64")}`;
    const answer = await fetch(`${coreUrl}/v1/shops/${slug}/orders?${new URLSearchParams(filters)}`, {
      headers: { Authorization },
    });
    const orders: unknown = await answer.json();
    if (!Array.isArray(orders)) throw new Error(`the core answered ${answer.status}`);
    return orders;
  }

  async function held(id: string): Promise<Record<string, unknown> | null> {
    return (await found({ external_id: id }))[0] ?? null;
  }

  /** Sends the body of an order of this id, and waits for what becomes of it. */
  async function deliver(id: string, body: string | Buffer, attack: Attack = {}): Promise<Delivered> {
    const outcome = await post(body, { ...attack, headers: { "X-Shopify-Topic": "orders/create", ...attack.headers } });
    const [order] = await until(
      () =>
        rows<{ status: string; reason: string | null }>(
          "SELECT status, reason FROM shop_order WHERE shop_id = $1 AND order_id = $2",
          [shopId, id],
        ),
      (found) => found.every(({ status }) => status !== "pending"),
    );
    const status = order === undefined ? null : [order.status, order.reason].filter((part) => part !== null).join(": ");
    return { ...outcome, order: status, held: await held(id) };
  }

  let nextId = VICTIM_ORDER + 1;
  /** The body of an order nobody has seen yet. */
  function order(overrides: Record<string, unknown> = {}): { id: string; body: Record<string, unknown> } {
    const id = nextId++;
    const own = { id, admin_graphql_api_id: `gid://shopify/Order/${id}`, name: `#${id}`, test: false };
    return { id: String(id), body: orderBody({ ...own, ...overrides }) };
  }

  /** The victim's order as an attacker would have it: cancelled, of nothing, and newer than what is known. */
  function spoilt(overrides: Record<string, unknown> = {}): Record<string, unknown> {
    return order({
      id: VICTIM_ORDER,
      admin_graphql_api_id: `gid://shopify/Order/${VICTIM_ORDER}`,
      note: "spoilt",
      cancelled_at: "2027-01-01T00:00:00Z",
      updated_at: "2027-01-01T00:00:00Z",
      total_price: "0.01",
      ...overrides,
    }).body;
  }

  /** Everything of the shop and its order that an attack could change. */
  async function victim() {
    const state = await rows(
      `SELECT (SELECT to_jsonb(s) FROM shop s WHERE s.shop_id = $1) AS shop,
              (SELECT jsonb_agg(o) FROM shop_order o WHERE o.shop_id = $1 AND o.order_id = $2) AS orders,
              (SELECT jsonb_agg(b) FROM outbox b WHERE b.shop_id = $1 AND b.lane_key IN ($2, $3)) AS outbox`,
      [shopId, String(VICTIM_ORDER), SHOP_LANE],
    );
    return { state, held: await held(String(VICTIM_ORDER)), asked };
  }

  const good = orderBody({
    id: VICTIM_ORDER,
    admin_graphql_api_id: `gid://shopify/Order/${VICTIM_ORDER}`,
    test: false,
    cancelled_at: null,
  });
  await spine.send("orders/create", bytesOf(good));
  await spine.settled();
  const unharmed = await victim();
  if (unharmed.held === null) throw new Error("the victim's order did not arrive");

  return {
    spine,
    port,
    labels,
    shopId,
    post,
    deliver,
    order,
    spoilt,
    /** What the core finds, by its own filters. */
    found,
    held,
    rows,
    /** The victim has what it had, and the process answers. */
    async isUnharmed() {
      expect(await victim()).toEqual(unharmed);
      expect((await fetch(`${url}/healthz`)).status).toBe(200);
    },
    async stop() {
      await receiver.stop({ graceMs: 1_000 });
      await spine.stop();
    },
  };
}

async function until<T>(read: () => Promise<T>, done: (value: T) => boolean): Promise<T> {
  for (let looks = 0; looks < 1_500; looks += 1) {
    const value = await read();
    if (done(value)) return value;
    await wait(10);
  }
  throw new Error("what was sent does not come to rest");
}
