import { randomBytes } from "node:crypto";
import { createKeyring, sealKeyOf } from "@karla/store/keyring";
import { migrate } from "@karla/store/migrate";
import { openDatabase } from "@karla/store/open-database";
import { openStore } from "@karla/store/open-store";
import { applyMapping } from "@karla/sync/apply-mapping";
import { systemClock } from "@karla/sync/clock";
import { dryRunOrder } from "@karla/sync/dry-run";
import { shopIdOf } from "@karla/sync/ids";
import type { Turn } from "@karla/sync/lanes";
import { mergeOrder } from "@karla/sync/merge-order";
import type { Order, OrderSnapshot } from "@karla/sync/order";
import { OrderSettings } from "@karla/sync/settings";
import { normaliseShopify } from "../../../app/shopify/normalise.ts";
import { toEvent } from "../drain/to-event.ts";
import type { MappingFigures } from "../figures.ts";
import { createOrderSource } from "../order-source.ts";
import { percentile } from "../percentile.ts";
import { draftOf, HOSTILE_NOTE, hostileDocuments, usualDocument } from "./documents.ts";

/**
 * What a mapping costs: a usual one per order, its dry-run over stored orders, and what documents can do that were written to
 * do harm. The dry-run reads the orders from the database, opens them, and makes both payloads of each.
 */
const ORDERS = 1_000;
const ROUNDS = 5;
const HOSTILE_RUNS = 40;
const BATCH = 50;
const DOMAIN = "mapping.myshopify.com";
const SHOP = shopIdOf("shopify", DOMAIN);
const silent = { info() {}, warn() {}, error() {} };

type Known = Order & { snapshot: OrderSnapshot };

export async function runMapping({
  databaseUrl,
  say,
}: {
  databaseUrl: string;
  say: (line: string) => void;
}): Promise<MappingFigures> {
  const database = await openDatabase({ url: databaseUrl, dataDir: "", poolSize: 4, log: silent });
  try {
    const { pool } = database;
    await migrate({ pool, dir: new URL("../../../prisma/migrations/", import.meta.url), schema: "public" });
    const master = createKeyring({ current: sealKeyOf(randomBytes(32)) });
    const store = openStore({ platform: "shopify", pool, master, clock: systemClock(0), log: silent });
    const orders = await keepOrders(store);
    say(`mapping: ${orders.length} orders are stored`);
    const perSecond = ordersPerSecond(orders);
    const dryRuns: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) dryRuns.push(await timeDryRun(store, say));
    const hostile = timeHostile(orders, say);
    return {
      orders_per_s: Math.round(perSecond),
      dry_run_1000_ms: Math.round(percentile(dryRuns, 50)),
      hostile_p95_ms: Number(percentile(hostile.times, 95).toFixed(2)),
      hostile_max_ops: hostile.maxOps,
    };
  } finally {
    await database.close();
  }
}

type Store = ReturnType<typeof openStore>;

/** As the worker keeps them: accepted as webhooks, normalised, merged, sealed. */
async function keepOrders({ inbox, lanes }: Store): Promise<Known[]> {
  const requests = createOrderSource().requests({ count: ORDERS, shopDomain: DOMAIN, secret: "mapping" });
  const orders: Known[] = [];
  for (let from = 0; from < requests.length; from += BATCH) {
    const batch = requests.slice(from, from + BATCH);
    await inbox.accept(batch.map(({ orderId, body }) => toEvent(SHOP, { order: orderId, n: 1 }, Buffer.from(body))));
    const turns = await lanes.claim({ limit: BATCH, leaseMs: 30_000, maxEvents: 1 });
    for (const turn of turns) orders.push(await keep(lanes, turn));
  }
  if (orders.length !== ORDERS) throw new Error(`${orders.length} of ${ORDERS} orders were stored.`);
  return orders;
}

async function keep(lanes: Store["lanes"], turn: Turn): Promise<Known> {
  const [event] = turn.events;
  const normalised = event === undefined ? null : normaliseShopify(event);
  if (normalised?.outcome !== "facts") throw new Error("A webhook of the sandbox's books holds no order.");
  const order = mergeOrder(null, normalised.facts);
  const { snapshot } = order;
  if (snapshot === null) throw new Error("A webhook of the sandbox's books holds no order.");
  const events = turn.events.map((each) => ({ event: each, state: "done" as const, reason: null, detail: null }));
  const record = { order, version: 1, status: "pending" as const, reason: null, delivered: null };
  await lanes.absorb(turn.lease, { events, order: record, owe: [], withdraw: [] }, { next: null });
  return { ...order, snapshot };
}

function ordersPerSecond(orders: readonly Known[]): number {
  const document = usualDocument();
  const rates = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    for (const order of orders) applyMapping(document, order);
    return (1_000 * orders.length) / (performance.now() - start);
  });
  return percentile(rates, 50);
}

async function timeDryRun({ samples }: Store, say: (line: string) => void): Promise<number> {
  const published = usualDocument();
  const draft = draftOf(published);
  const shop = {
    settings: OrderSettings.parse({}),
    segmentPrefix: "Shopify" as const,
    mapping: { version: 1, document: published },
  };
  const start = performance.now();
  let changed = 0;
  let seen = 0;
  for await (const { order } of samples.newest(SHOP, ORDERS)) {
    seen += 1;
    if (dryRunOrder(order, shop, draft).verdict !== "unchanged") changed += 1;
  }
  const ms = performance.now() - start;
  say(`mapping: dry-run of ${seen} orders in ${Math.round(ms)} ms, ${changed} would change`);
  if (seen !== ORDERS || changed === 0) throw new Error("The dry-run did not do what it was timed for.");
  return ms;
}

function timeHostile(orders: readonly Known[], say: (line: string) => void): { times: number[]; maxOps: number } {
  const documents = hostileDocuments();
  const times: number[] = [];
  let maxOps = 0;
  for (let run = 0; run < HOSTILE_RUNS; run += 1) {
    for (const { document, said } of documents) {
      const order = orders[run % orders.length];
      if (order === undefined) continue;
      const snapshot = { ...order.snapshot, noteAttributes: [{ name: HOSTILE_NOTE, value: said }] };
      const start = performance.now();
      const { ops } = applyMapping(document, { ...order, snapshot });
      times.push(performance.now() - start);
      maxOps = Math.max(maxOps, ops);
    }
  }
  say(
    `mapping: ${documents.length} hostile documents, ${times.length} runs, slowest ${Math.round(Math.max(...times))} ms`,
  );
  return { times, maxOps };
}
