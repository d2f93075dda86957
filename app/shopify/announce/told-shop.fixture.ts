import { readdirSync, readFileSync } from "node:fs";
import { serve } from "@hono/node-server";
import { createAdminApi } from "@karla/sandbox/admin-api";
import { createAdminTokens } from "@karla/sandbox/admin-tokens";
import type { BookedOrder } from "@karla/sandbox/booked-order";
import { fillBooks } from "@karla/sandbox/fill-books";
import type { AdminRequest, Misbehaviour } from "@karla/sandbox/misbehaviour";
import { readFlowTriggers } from "@karla/sandbox/read-flow-triggers";
import { createToldShops } from "@karla/sandbox/told-shops";
import type { Webhook } from "@karla/sandbox/webhook";
import { type ShopId, shopIdOf } from "@karla/sync/ids";
import type { ProblemAbout, ProblemCode } from "@karla/sync/shops";
import { createAdminHttp } from "../admin/admin-http.ts";

export const SHOP = "sandbox-shop.myshopify.com";
export const SHOP_ID = shopIdOf("shopify", SHOP);
export const ALL_SCOPES = ["read_orders", "read_fulfillments", "write_orders", "write_fulfillments"];
export const NOW = Date.UTC(2026, 10, 24, 9);

/** An order on the shop's own tracking page. */
export const ownPageOf = (orderId: string): string => `https://${SHOP}/apps/karla/track?token=${orderId}`;

const EXTENSIONS = new URL("../../../extensions/", import.meta.url);

/** The files of our extensions, by the names of their folders. */
export function extensionFiles(): [folder: string, toml: string][] {
  const folders = readdirSync(EXTENSIONS).filter((name) => name.startsWith("flow-"));
  return folders.map((name) => [name, readFileSync(new URL(`${name}/shopify.extension.toml`, EXTENSIONS), "utf8")]);
}

export const TRIGGERS = readFlowTriggers(extensionFiles().map(([, toml]) => toml));

const closing: (() => void)[] = [];

export function closeToldShops(): void {
  for (const close of closing.splice(0)) close();
}

/** A stand-in shop with our app and some orders, over HTTP, and all that it takes to tell it something. */
export async function toldShop({ triggers = TRIGGERS, scopes = ALL_SCOPES, hasOwnPage = false } = {}) {
  const clock = { at: NOW, now: () => clock.at };
  const { entries } = fillBooks({ seed: 21, orders: 30, shopDomain: SHOP });
  const orders = new Map(entries.map(({ order }) => [order.id, order]));
  const told = createToldShops(clock);
  const tokens = createAdminTokens({ ...clock, secret: () => "secret", scopes });
  const patience = new AbortController();
  const sent: Webhook[] = [];
  const asked: AdminRequest[] = [];
  const plays: { next: (request: AdminRequest) => Misbehaviour | null } = { next: () => null };
  const api = createAdminApi({
    shops: new Map([[SHOP, { books: () => orders.values(), send: (webhooks) => void sent.push(...webhooks) }]]),
    clientId: "the-app",
    clientSecret: "its-secret",
    ...clock,
    tokens,
    told,
    flowTriggers: triggers,
    misbehave(request) {
      asked.push(request);
      const moment = plays.next(request);
      // As if the client's own time limit had passed.
      if (moment?.kind === "hang") patience.abort(new DOMException("", "TimeoutError"));
      return moment;
    },
  });
  const server = serve({ fetch: api.fetch, hostname: "127.0.0.1", port: 0 });
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  const close = () => {
    if ("closeAllConnections" in server) server.closeAllConnections();
    server.close();
  };
  closing.push(close);
  const sandboxOrigin = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  const accessToken = tokens.exchange(SHOP, "lasting")?.access_token ?? "";
  const problems: [ProblemCode, ProblemAbout | undefined][] = [];
  const lines: object[] = [];
  const sold = entries
    .map(({ order }) => order)
    .find(({ fulfillments, deletedAt }) => deletedAt === null && fulfillments[0]);
  if (sold === undefined) throw new Error("the books have no such order");
  return {
    clock,
    told,
    tokens,
    sent,
    asked,
    plays,
    problems,
    lines,
    close,
    order: sold,
    /** From now on the order is this. */
    book: (order: BookedOrder) => void orders.set(order.id, order),
    deps: {
      ...createAdminHttp({ sandboxOrigin, clock }),
      fetch: (input: string | URL | Request, init?: RequestInit) =>
        fetch(input, { ...init, signal: AbortSignal.any([init?.signal ?? [], patience.signal].flat()) }),
      async sleep(ms: number) {
        clock.at += ms;
      },
      domainOf: async (id: ShopId) => (id === SHOP_ID ? SHOP : null),
      access: { tokenFor: async () => accessToken, end: async () => {} },
      problems: {
        raise: async (_: ShopId, code: ProblemCode, about?: ProblemAbout) => void problems.push([code, about]),
      },
      log: { warn: (fields: object) => void lines.push(fields) },
      ownTrackPageOf: async (_: ShopId, orderId: string) => (hasOwnPage ? ownPageOf(orderId) : null),
      allowLoopback: false,
    },
  };
}
