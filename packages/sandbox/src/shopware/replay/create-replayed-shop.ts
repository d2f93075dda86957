import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { z } from "zod";
import { forkedRandom } from "../../random.ts";
import { GOOD_DAY } from "../../shopify/sender/plan-deliveries.ts";
import { type ApiError, badRequest, errorBody } from "../admin/api-error.ts";
import { readCriteria } from "../admin/criteria.ts";
import { searchEntities } from "../admin/search-entities.ts";
import { createShopwareTokens } from "../admin/shopware-tokens.ts";
import { createAppLife } from "../app/app-life.ts";
import type { AppManifest } from "../app/app-manifest.ts";
import type { Handshake } from "../app/handshake.ts";
import { signed } from "../app/sign.ts";
import { type Entity, LIVE_VERSION } from "../entity/entity.ts";
import { createShopwareJournal } from "../journal.ts";
import { phpJson } from "../php-json.ts";
import { createShopwareSender } from "../sender/shopware-sender.ts";
import { type Answered, entityOfAnswer } from "./entity-of-answer.ts";

export interface ReplayedShopOptions {
  /** The same seed makes the same ids and secrets. */
  seed: number;
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Reaches the app. */
  fetch: typeof fetch;
}

/** A Shopware shop that has the orders it is given, as a real shop once answered them: see `create-shopware-shop.ts` for one that makes its own. */
export interface ReplayedShop {
  /** The Admin API: tokens, and the search for orders. */
  fetch(request: Request): Response | Promise<Response>;
  /** Listens on 127.0.0.1. The shop names itself by this address. */
  listen(): Promise<{ close(): Promise<void> }>;
  register(manifest: AppManifest): Promise<Handshake>;
  shopId(): string;
  url(): string;
  /** The signature of a webhook's body. */
  sign(body: string): string;
  /** From now on the order is as in this answer. Drafts are no orders: nobody finds them. */
  show(order: Answered): void;
  /** The order was deleted. */
  hide(orderId: string): void;
  /** How often the order was read whole, by its id, since it was last shown. */
  readSinceShown(orderId: string): number;
  /** How many orders were read whole. */
  read(): number;
}

const Credentials = z.object({ client_id: z.string(), client_secret: z.string() });
const HEADERS = { "user-agent": "GuzzleHttp/7", "sw-version": "6.6.7.1", "sw-user-language": "en-GB" };

export function createReplayedShop(options: ReplayedShopOptions): ReplayedShop {
  const { now } = options;
  const random = forkedRandom(options.seed, 0);
  const journal = createShopwareJournal();
  const orders = new Map<string, Entity>();
  const readings = new Map<string, number>();
  let read = 0;
  let listensAt = "http://127.0.0.1";

  const headers = () => HEADERS;
  const life = createAppLife({
    fetch: options.fetch,
    now,
    hex: random.hex,
    core: "old",
    url: () => listensAt,
    headers,
    journal,
    identity: null,
    keep: () => {},
    tell: (event, secret) => sender.tell(event, secret),
  });
  const sender = createShopwareSender({
    ...options,
    app: life.app,
    source: ({ manifest }) => ({ url: life.url(), shopId: life.shopId(), appVersion: manifest.version }),
    headers,
    policy: "sync",
    scale: 1,
    plays: GOOD_DAY,
    random,
    journal,
    concurrency: 1,
    keepsSecret: true,
  });
  const tokens = createShopwareTokens({ now, hex: forkedRandom(options.seed, 1).hex, client: life.app, limiter: true });

  const api = new Hono();
  api.post("/api/oauth/token", async ({ req }) => {
    const fields = Credentials.safeParse(await req.json().catch(() => null));
    if (!fields.success) return refuse(badRequest("2", "Check that all required parameters have been provided", {}));
    const { client_id: clientId, client_secret: clientSecret } = fields.data;
    const reply = tokens.give({ clientId, clientSecret });
    return reply.outcome === "given" ? answer(reply.body) : refuse(reply.error);
  });
  api.post("/api/search/order", async ({ req }) => {
    const refused = tokens.refuses(req.header("authorization"));
    if (refused !== null) return refuse(refused);
    const criteria = readCriteria(await req.json().catch(() => null));
    if (criteria === null) return refuse(badRequest("FRAMEWORK__INVALID_CRITERIA", "The criteria cannot be read.", {}));
    const granted = new Set(life.app()?.manifest.permissions ?? []);
    const found = searchEntities("order", criteria, { entities: () => orders.values(), granted });
    if (found.outcome === "refused") return refuse(found.error);
    // With its lines it is read whole; who only wants to write something to it asks for less.
    if (criteria.ids !== null && criteria.associations.lineItems !== undefined) {
      for (const { id } of found.body.data) readings.set(String(id), (readings.get(String(id)) ?? 0) + 1);
      read += found.body.data.length;
    }
    return answer(found.body);
  });

  return {
    fetch: (request) => api.fetch(request),
    async listen() {
      const server = serve({ fetch: api.fetch, hostname: "127.0.0.1", port: 0 });
      await new Promise((resolve) => server.once("listening", resolve));
      const address = server.address();
      listensAt = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
      const close = (): Promise<void> =>
        new Promise((resolve) => {
          server.close(() => resolve());
          if ("closeAllConnections" in server) server.closeAllConnections();
        });
      return { close };
    },
    register: (manifest) => life.register(manifest),
    shopId: life.shopId,
    url: life.url,
    sign(body) {
      const secret = life.app()?.secret ?? null;
      if (secret === null) throw new Error("the shop is not registered");
      return signed(body, secret);
    },
    show(order) {
      const entity = entityOfAnswer("order", order);
      if (entity.versionId !== null && entity.versionId !== LIVE_VERSION) return;
      orders.set(entity.id, entity);
      readings.set(entity.id, 0);
    },
    hide: (orderId) => void orders.delete(orderId),
    readSinceShown: (orderId) => readings.get(orderId) ?? 0,
    read: () => read,
  };
}

function answer(body: unknown): Response {
  return new Response(phpJson(body), { headers: { "Content-Type": "application/json" } });
}

function refuse(error: ApiError): Response {
  return new Response(phpJson(errorBody(error)), {
    status: error.status,
    headers: { "Content-Type": "application/json" },
  });
}
