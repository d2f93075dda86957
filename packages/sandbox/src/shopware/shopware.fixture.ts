import { createHmac } from "node:crypto";
import type { BookedOrder } from "../shopify/booked-order.ts";
import { type BookEntry, fillBooks } from "../shopify/fill-books.ts";
import type { AppManifest } from "./app/app-manifest.ts";
import { createShopwareShop, type ShopwareShop, type ShopwareShopOptions } from "./create-shopware-shop.ts";

/** An app that answers as an app should, written without the shop's own signing; and a shop with a clock to turn. */
export const MANIFEST: AppManifest = {
  name: "KarlaDelivery",
  version: "1.0.0",
  registrationUrl: "https://bridge.example.com/register?env=test",
  secret: "app-secret",
  permissions: [
    ...["order", "order_delivery", "order_delivery_position", "order_line_item", "order_address", "order_customer"],
    ...[
      "order_transaction",
      "state_machine",
      "state_machine_state",
      "shipping_method",
      "payment_method",
      "customer",
      "customer_group",
    ],
    ...["tag", "currency", "country", "country_state", "sales_channel", "language", "locale", "product"],
    ...["product_media", "media", "webhook", "app", "property_group", "property_group_option", "product_translation"],
    ...["product_visibility"],
  ]
    .map((entity) => `${entity}:read`)
    .concat("order:update", "webhook:update", "notification:create"),
  mainModule: null,
  flowEvents: ["karla.shipment.delivered"],
  webhooks: [
    ...["app.installed", "app.activated", "app.deactivated", "app.updated", "app.deleted"],
    ...["checkout.order.placed", "customer.written", "state_enter.order.state.in_progress"],
    "state_enter.order_delivery.state.shipped",
  ]
    .map((event) => hook(event, false))
    .concat(hook("order.written", true), hook("order_address.written", true))
    .concat(hook("product.written", false), hook("product.deleted", false)),
};

function hook(event: string, onlyLiveVersion: boolean) {
  return { name: event.replaceAll(".", "-"), event, url: `https://bridge.example.com/hooks/${event}`, onlyLiveVersion };
}

export interface Call {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
}

export interface TestApp {
  fetch: typeof fetch;
  calls: Call[];
  /** The webhooks among them. */
  hooks(event?: string): Call[];
  /** What the app answers instead of 204, asked of each webhook and confirmation. */
  status(call: Call, before: number): number;
  /** The most requests it ever had at a time. */
  most(): number;
  /** What it gives as secrets, one after the other. */
  secrets: string[];
}

export function testApp(): TestApp {
  const calls: Call[] = [];
  let given = 0;
  let underWay = 0;
  let most = 0;
  const app: TestApp = {
    calls,
    secrets: [],
    most: () => most,
    hooks: (event) =>
      calls.filter(({ url }) => url.includes("/hooks/") && (event === undefined || url.endsWith(`/${event}`))),
    status: () => 204,
    fetch: async (input, init) => {
      const url = String(input);
      const headers = Object.fromEntries(new Headers(init?.headers ?? {}));
      const call = { method: init?.method ?? "GET", url, headers, body: String(init?.body ?? "") };
      calls.push(call);
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setImmediate(resolve));
      underWay -= 1;
      if (!url.includes("/register")) return new Response(null, { status: app.status(call, calls.length - 1) });
      const query = new URL(url).searchParams;
      const told = `${query.get("shop-id")}${query.get("shop-url")}${MANIFEST.name}`;
      given += 1;
      const secret = `secret-${given}-`.padEnd(64, "x");
      app.secrets.push(secret);
      const proof = hmac(told, MANIFEST.secret);
      return Response.json({ proof, secret, confirmation_url: "https://bridge.example.com/confirm" });
    },
  };
  return app;
}

export function hmac(text: string, secret: string): string {
  return createHmac("sha256", secret).update(text).digest("hex");
}

export interface TestShop {
  shop: ShopwareShop;
  app: TestApp;
  clock: { now: number };
  /** Pauses that were asked for. */
  pauses: number[];
  /** Asks the Admin API with a token. `path` is below the shop's URL. */
  ask(path: string, body?: unknown, wish?: { method?: string; headers?: Record<string, string> }): Promise<ApiAnswer>;
}

export interface ApiAnswer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what a test reads of it depends on what it asked
  body: any;
  headers: Headers;
}

export const SHOP_URL = "https://shop.example.com/sub";

export async function testShop(wish: Partial<ShopwareShopOptions> = {}): Promise<TestShop> {
  const app = testApp();
  const clock = { now: Date.UTC(2026, 10, 24, 9) };
  const pauses: number[] = [];
  const shop = createShopwareShop({
    seed: 7,
    url: SHOP_URL,
    now: () => clock.now,
    sleep: async (ms) => void pauses.push(ms),
    fetch: app.fetch,
    ...wish,
  });
  await shop.registerApp(MANIFEST);
  let token: string | null = null;
  const send = async (path: string, body: unknown, method: string, headers: Record<string, string>) => {
    const url = `http://127.0.0.1${new URL(shop.url()).pathname.replace(/\/$/, "")}${path}`;
    const response = await shop.fetch(
      new Request(url, {
        method,
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify(body),
      }),
    );
    const text = await response.text();
    return { status: response.status, body: text.startsWith("{") ? JSON.parse(text) : text, headers: response.headers };
  };
  return {
    shop,
    app,
    clock,
    pauses,
    ask: async (path, body = {}, { method = "POST", headers = {} } = {}) => {
      const { clientId: client_id = "", clientSecret: client_secret = "" } = shop.app() ?? {};
      const grant = { grant_type: "client_credentials", client_id, client_secret };
      token ??= (await send("/api/oauth/token", grant, "POST", {})).body.access_token;
      return send(path, body, method, { authorization: `Bearer ${token}`, ...headers });
    },
  };
}

/** A shop with orders of every kind, as they stand at last. */
export async function filledShop(wish: Partial<ShopwareShopOptions> = {}): Promise<TestShop> {
  const test = await testShop(wish);
  test.shop.enter(bookedEntries().flatMap(({ history }) => history));
  return test;
}

const books = new Map<number, readonly BookEntry[]>();

/** Books that have every kind of order several times. */
export function bookedEntries(orders = 120): readonly BookEntry[] {
  const entries = books.get(orders) ?? fillBooks({ seed: 21, orders, shopDomain: "shop.example.com" }).entries;
  books.set(orders, entries);
  return entries;
}

/** The first order of the books for which this holds, with all its versions. */
export function entryWhere(holds: (order: BookedOrder) => boolean): BookEntry {
  const found = bookedEntries(400).find(({ order }) => order.billingAddress !== null && holds(order));
  if (found === undefined) throw new Error("no such order in the books");
  return found;
}
