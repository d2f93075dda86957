import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { forkedRandom } from "../random.ts";
import type { BookedOrder } from "../shopify/booked-order.ts";
import { GOOD_DAY, type Plays } from "../shopify/sender/plan-deliveries.ts";
import { createShopwareAdmin } from "./admin/create-shopware-admin.ts";
import type { ShopwareMisbehave } from "./admin/misbehaviour.ts";
import type { EntityCache } from "./admin/shop-state.ts";
import { createShopwareTokens } from "./admin/shopware-tokens.ts";
import { type AppLife, createAppLife, type ShopIdentity } from "./app/app-life.ts";
import { nextOrder } from "./books/next-order.ts";
import { playsInShopware, type ShopwareOrder } from "./books/shopware-order.ts";
import { createShelf, type Shelf } from "./catalogue/shelf.ts";
import { orderId, type ShopView } from "./entity/order-entity.ts";
import { createShopEntities } from "./entity/shop-entities.ts";
import type { ShopFacts, ViewOptions } from "./entity/shop-facts.ts";
import { hexId } from "./hex-id.ts";
import { createShopwareJournal, type ShopwareJournal } from "./journal.ts";
import { customFieldsWritten, eventsOfOrder } from "./sender/events-of-order.ts";
import type { SenderPolicy } from "./sender/policies.ts";
import type { ShopwareEvent } from "./sender/shopware-event.ts";
import { createShopwareSender } from "./sender/shopware-sender.ts";

export interface ShopwareShopOptions {
  /** The same seed makes the same ids, secrets and bad days. */
  seed: number;
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Reaches the app. */
  fetch: typeof fetch;
  /**
   * How the shop names itself, e.g. "https://müller.example/sub"; whoever reads it has to find the way to where it listens.
   * Missing: by where it listens.
   */
  url?: string;
  /** `sw-version`. */
  version?: string;
  /** "old" registers with the app's secret alone; "new" signs with the shop's secret as well (6.6.10.15, 6.7.8.1). */
  core?: "old" | "new";
  policy?: SenderPolicy;
  /** The policy's pauses are so many times as long. */
  scale?: number;
  plays?: Plays;
  /** Webhooks under way at a time. */
  concurrency?: number;
  /** What the merchant granted. Missing: what the manifest asks for. */
  permissions?: readonly string[];
  oauthLimiter?: boolean;
  currency?: string;
  /** Its orders happened in the past: what an app writes to one is dated by its last change, so that the next one is later. */
  retold?: boolean;
  /** Of an earlier run of the same shop. Missing: a new shop. */
  identity?: ShopIdentity;
  /** Is told whenever the identity changes. */
  keep?(identity: ShopIdentity): void;
  signal?: AbortSignal;
}

/** A Shopware shop: its Admin API, its orders, and its side of an app's life. */
export interface ShopwareShop extends AppLife {
  /** The Admin API, below the path of the shop's URL. */
  fetch(request: Request): Response | Promise<Response>;
  /** Listens on 127.0.0.1. `port`: 0 for any free one. */
  listen(port?: number): Promise<{ origin: string; close(): Promise<void> }>;
  /** The same as `register`: installs the app. */
  registerApp: AppLife["register"];
  /**
   * Writes versions of orders into the shop, in the order in which they happened. What the shop would tell its apps about
   * them is given back, not sent. Orders no Shopware shop can have (see `ShopwareOrder`) are left out.
   */
  enter(versions: Iterable<BookedOrder>): ShopwareEvent[];
  /** What `enter` would give back of orders that the shop does not have yet. Nothing is written. */
  foretell(versions: Iterable<BookedOrder>): ShopwareEvent[];
  /** Tells the app. Resolves when each webhook was answered, was given up or was stopped. */
  send(events: readonly ShopwareEvent[]): Promise<void>;
  /** As they stand; deleted ones are not in it. */
  orders(): ShopwareOrder[];
  /** Those with the highest numbers, these first. */
  newest(count: number): ShopwareOrder[];
  /** Keeps those with the highest numbers alone, as a shop that runs for days has to. */
  forgetAllBut(count: number): void;
  /** What it sells: all that its orders have sold. */
  shelf: Shelf;
  /** The id of an order of the books in this shop. */
  idOf(order: BookedOrder): string;
  journal: ShopwareJournal;
  /** From now on the Admin API has these bad moments. */
  misbehave(how: ShopwareMisbehave): void;
  /** From now on the merchant grants these. Null: what the manifest asks for. */
  grant(permissions: readonly string[] | null): void;
  /** How many tokens the shop has given out. */
  tokensGiven(): number;
}

export function createShopwareShop(options: ShopwareShopOptions): ShopwareShop {
  const { now } = options;
  // Each has its own, so that what one of them does changes nothing for the others.
  const ofApp = forkedRandom(options.seed, 0);
  const ofTokens = forkedRandom(options.seed, 1);
  const ofSender = forkedRandom(options.seed, 2);
  let listensAt = "http://127.0.0.1";
  const journal = createShopwareJournal();
  const installedAt = Math.floor(now() / 1000) * 1000 - 30 * 86_400_000;
  const orders = new Map<string, ShopwareOrder>();
  const shelf = createShelf(now);
  const writtenFields = new Map<string, Record<string, unknown>>();
  let badMoment: ShopwareMisbehave = () => null;
  let permissions = options.permissions ?? null;

  const headers = (): Record<string, string> => ({
    "user-agent": "GuzzleHttp/7",
    "sw-version": options.version ?? "6.6.7.1",
    "sw-context-language": hexId("language", "de-DE"),
    "sw-user-language": "de-DE",
  });
  const core = options.core ?? "old";
  const life = createAppLife({
    fetch: options.fetch,
    now,
    hex: ofApp.hex,
    core,
    url: () => options.url ?? listensAt,
    headers,
    journal,
    identity: options.identity ?? null,
    keep: (identity) => options.keep?.(identity),
    tell: (event, secret) => sender.tell(event, secret),
  });
  const sender = createShopwareSender({
    app: life.app,
    source: ({ manifest }) => ({ url: life.url(), shopId: life.shopId(), appVersion: manifest.version }),
    headers,
    policy: options.policy ?? "sync",
    scale: options.scale ?? 1,
    plays: options.plays ?? GOOD_DAY,
    random: ofSender,
    journal,
    fetch: options.fetch,
    now,
    sleep: options.sleep,
    concurrency: options.concurrency ?? 1,
    keepsSecret: core === "old",
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  const tokens = createShopwareTokens({
    now,
    hex: ofTokens.hex,
    client: life.app,
    limiter: options.oauthLimiter ?? true,
  });

  const facts = (): ShopFacts => ({ url: life.url(), installedAt, currency: options.currency ?? "EUR" });
  const views = new Map<string, { view: ShopView; cache: EntityCache }>();
  const viewOf = (wanted: ViewOptions) => {
    const key = `${life.url()} ${wanted.locale} ${wanted.inheritance}`;
    const entities = () => createShopEntities(facts(), wanted);
    const seen = views.get(key) ?? {
      view: { facts: facts(), options: wanted, entities: entities(), writtenFields },
      cache: new WeakMap(),
    };
    views.set(key, seen);
    return seen;
  };
  const inEvents = (): ShopView => viewOf({ locale: "de-DE", inheritance: false }).view;

  const admin = createShopwareAdmin({
    state: () => ({ orders, shelf, app: life.app(), installedAt }),
    view: viewOf,
    tokens,
    granted: () => new Set(permissions ?? life.app()?.manifest.permissions ?? []),
    misbehave: () => badMoment,
    journal,
    now,
    sleep: options.sleep,
    newId: () => ofTokens.hex(32),
    writeFields: async (order, fields) => {
      const id = orderId(order);
      writtenFields.set(id, { ...writtenFields.get(id), ...fields });
      const written = { ...order, writtenAt: options.retold === true ? order.booked.updatedAt : now() };
      orders.set(id, written);
      const told = sender.send([customFieldsWritten(written, now())]);
      // A shop with a message queue answers before its workers send anything.
      if (options.policy === undefined || options.policy === "sync") await told;
    },
    // It answers first, and registers then.
    rotate: () => void life.registerAgain(),
  });
  /** Lets the versions happen to the orders in `known`, and gives what the shop says of it. */
  const follow = (versions: Iterable<BookedOrder>, known: Map<string, ShopwareOrder>): ShopwareEvent[] => {
    const events: ShopwareEvent[] = [];
    for (const booked of versions) {
      if (!playsInShopware(booked)) continue;
      const id = orderId({ booked });
      const before = known.get(id) ?? null;
      const order = nextOrder(before, booked);
      if (known === orders) shelf.stock(booked);
      if (booked.deletedAt === null) known.set(id, order);
      else known.delete(id);
      events.push(...eventsOfOrder(before, order, inEvents()));
    }
    return events;
  };
  const newest = (): ShopwareOrder[] =>
    [...orders.values()].sort((left, right) => right.booked.number - left.booked.number);
  const site = new Hono();
  site.all("*", (context) => {
    const url = new URL(context.req.url);
    const base = new URL(life.url()).pathname.replace(/\/+$/, "");
    if (base !== "" && !url.pathname.startsWith(`${base}/`)) return context.text("", 404);
    url.pathname = url.pathname.slice(base.length);
    return admin.fetch(new Request(url, context.req.raw));
  });

  return {
    ...life,
    registerApp: life.register,
    fetch: (request) => site.fetch(request),
    listen: async (port = 0) => {
      const server = serve({ fetch: site.fetch, hostname: "127.0.0.1", port });
      await new Promise((resolve) => server.once("listening", resolve));
      const address = server.address();
      const listening = typeof address === "object" && address !== null ? address.port : port;
      listensAt = `http://127.0.0.1:${listening}`;
      const close = (): Promise<void> =>
        new Promise((resolve) => {
          server.close(() => resolve());
          if ("closeAllConnections" in server) server.closeAllConnections();
        });
      return { origin: listensAt, close };
    },
    enter: (versions) => follow(versions, orders),
    foretell: (versions) => follow(versions, new Map()),
    send: sender.send,
    orders: () => [...orders.values()],
    newest: (count) => newest().slice(0, count),
    shelf,
    forgetAllBut: (count) => {
      if (orders.size <= count) return;
      for (const order of newest().slice(count)) orders.delete(orderId(order));
    },
    idOf: (booked) => orderId({ booked }),
    journal,
    misbehave: (how) => {
      badMoment = how;
    },
    grant: (granted) => {
      permissions = granted;
    },
    tokensGiven: tokens.given,
  };
}
