import axios from "axios";
import { z } from "zod";
import { type Agents, createAgents } from "./agents.ts";
import {
  Claim,
  MerchantDetail,
  OrderDetail,
  ShopifyWebhook,
  ShopSettingsV2,
  TrackpageUrlResponse,
  UploadedImage,
  Webhook,
} from "./answers.ts";
import type { ClaimCreation } from "./claim.ts";
import type {
  ShipmentAddEvent,
  TrackpageUrlRequest,
  TriggerSettings,
  WebhookCreation,
  WebhookUpdate,
} from "./contract.ts";
import { KarlaContractError, KarlaRefusedError } from "./errors.ts";
import { imageForm, type Picture } from "./image-form.ts";
import { readAllPages } from "./pages.ts";
import { parseJson } from "./parse-json.ts";
import type { ProductVariantBulkItem } from "./product-variant.ts";
import { notTaken } from "./read-bulk-answer.ts";
import { type Request, send } from "./send.ts";

export interface KarlaClientOptions {
  /** "https://api.gokarla.io"; "/v1" is appended where it is missing. */
  baseUrl: string;
  slug: string;
  /** `username` "" means the slug: Karla's default for a key without a name (docs). */
  credentials: { username: string; key: string };
  /** Cap on a whole call, body included. */
  timeoutMs?: number;
  /** Cap on the wait for status and headers. */
  headersMs?: number;
  /** Only for Retry-After dates. */
  clock?: { now(): number };
  /** Shared by all clients of a process; a client without them opens its own. */
  agents?: Agents;
}

/** Filters of `GET /orders`; all must hold. The three instants are in the docs only, not in the generated client. */
export interface OrderFilters {
  external_id?: string;
  order_number?: string;
  order_name?: string;
  uuid?: string;
  email_id?: string;
  zip_code?: string;
  order_placed_from?: string;
  order_placed_to?: string;
  shipment_updated_since?: string;
}

export type KarlaClient = ReturnType<typeof createKarlaClient>;

/**
 * Karla's v1 API for one shop. Every call is one try and throws a KarlaError (see `errors.ts`). Bodies of orders are
 * taken as serialised JSON and sent byte for byte, so that the digits of money stay as they are.
 */
export function createKarlaClient(options: KarlaClientOptions) {
  const { timeoutMs = 15_000, headersMs = 10_000, clock = Date, agents = createAgents() } = options;
  const { username, key } = options.credentials;
  const shop = `/shops/${segment(options.slug)}`;
  const limits = { headersMs, totalMs: timeoutMs };
  const http = axios.create({
    baseURL: baseUrlOf(options.baseUrl),
    headers: {
      Accept: "application/json",
      Authorization: `Basic ${Buffer.from(`${username || options.slug}:${key}`).toString("base64")}`,
      "Content-Type": "application/json",
      "User-Agent": "karla-integrations",
    },
    httpAgent: agents.http,
    httpsAgent: agents.https,
    // A proxy named in the environment would read the credentials of a plain HTTP core.
    proxy: false,
    maxRedirects: 0,
    responseType: "stream",
    validateStatus: () => true,
    transformRequest: [(body: unknown) => body],
  });

  const call = (request: Omit<Request, "onlyCredentials">, onlyCredentials = false) =>
    send(http, { ...request, path: shop + request.path, onlyCredentials: onlyCredentials || key === "" }, limits, () =>
      clock.now(),
    );
  const write = async (request: Omit<Request, "onlyCredentials">) => readWritten(await call(request));
  const get = async <T extends z.ZodType>(shape: T, path: string, onlyCredentials = false) =>
    readAs(shape, await call({ method: "GET", path }, onlyCredentials));
  const list = <T extends z.ZodType>(item: T, path: string, filters: Record<string, string> = {}) =>
    readAllPages((page) => get(z.array(item), `${path}?${new URLSearchParams({ ...filters, ...page })}`));

  return {
    /** `PUT /orders`, body = a serialised `OrderUpsert`. Sending it again is harmless. */
    upsertOrder: (body: string) => write({ method: "PUT", path: "/orders", body }),

    /**
     * `PUT /orders/bulk`. How many it takes is not documented; 413 or 422 concern the whole batch. Gives the ids of which the
     * answer does not say that they were taken: each of these is to be sent alone.
     */
    upsertOrders: async (orders: readonly { id: string; body: string }[]) => {
      const body = `[${orders.map((order) => order.body).join(",")}]`;
      const text = await call({ method: "PUT", path: "/orders/bulk", body });
      const ids = orders.map(({ id }) => id);
      return text.trim() === "" ? [] : notTaken(readAs(z.unknown(), text), ids);
    },

    /** Every page of `GET /orders`; all of it is held in memory, so filter. */
    findOrders: (filters: OrderFilters) => list(OrderDetail, "/orders", { ...filters }),

    /** So many of `GET /orders` at most, in one call. */
    findFewOrders: (filters: OrderFilters, most: number) =>
      get(z.array(OrderDetail), `/orders?${new URLSearchParams({ ...filters, per_page: String(most) })}`),

    /** `POST /orders/trackpage-url`: a signed link, a customer's credential. Never log it. */
    trackpageUrl: async (ref: TrackpageUrlRequest) =>
      readAs(
        TrackpageUrlResponse,
        await call({ method: "POST", path: "/orders/trackpage-url", body: JSON.stringify(ref) }),
      ),

    /** `POST /shipments/{id}/events`; the id is Karla's (`Tracking.id`). Not idempotent as far as is known. */
    addShipmentEvent: (shipmentId: string, event: ShipmentAddEvent) =>
      write({ method: "POST", path: `/shipments/${segment(shipmentId)}/events`, body: JSON.stringify(event) }),

    /** `PUT /products/{product_id}/variants/{variant_id}`. Sending it again is harmless. */
    upsertProduct: ({ product_id, variant_id, ...variant }: ProductVariantBulkItem) =>
      write({
        method: "PUT",
        path: `/products/${segment(product_id)}/variants/${segment(variant_id)}`,
        body: JSON.stringify(variant),
      }),

    /**
     * `POST /products`. How many it takes is not documented; the php plugin sends some more than 50. Gives the variant ids of
     * which the answer does not say that they were taken: each of these is to be sent alone.
     */
    upsertProducts: async (variants: readonly ProductVariantBulkItem[]) => {
      const text = await call({ method: "POST", path: "/products", body: JSON.stringify(variants) });
      const ids = variants.map(({ variant_id }) => variant_id);
      return text.trim() === "" ? [] : notTaken(readAs(z.unknown(), text), ids);
    },

    /** The product with all of its variants. Done as well where Karla has no such product: no key for that is documented. */
    deleteProduct: async (productId: string) => {
      try {
        await write({ method: "DELETE", path: `/products/${segment(productId)}` });
      } catch (error) {
        const gone = error instanceof KarlaRefusedError && error.status === 404 && error.key !== "shop_not_found";
        if (!gone) throw error;
      }
    },

    /** Every claim of an order that was not deleted; `order_id` is Karla's (`OrderDetail.uuid`). */
    findClaims: (filters: { order_id: string }) => list(Claim, "/claims", filters),

    /** `POST /claims`. Sent again it makes another one: who is not sure looks at `findClaims` first. */
    createClaim: async (claim: ClaimCreation) =>
      readAs(Claim, await call({ method: "POST", path: "/claims", body: JSON.stringify(claim) })),

    /** `POST /images/{image_type}`: gives the picture's address. Sent again it makes another picture, and none is ever deleted. */
    uploadImage: async (imageType: "claim" | "signature", picture: Picture) =>
      readAs(UploadedImage, await call({ method: "POST", path: `/images/${imageType}`, ...imageForm(picture) })).url,

    /** `GET /shops/{slug}`, the documented check of credentials: 400, 401 and 403 all mean that they are refused. */
    getShop: () => get(MerchantDetail, "", true),

    /** `GET /settings`. */
    getSettings: () => get(ShopSettingsV2, "/settings", true),

    /** `PUT /settings/triggers`; the method is not verified (docs show the fields, not the verb). */
    setTriggers: (triggers: TriggerSettings) =>
      write({ method: "PUT", path: "/settings/triggers", body: JSON.stringify(triggers) }),

    /** Shopify subscriptions that Karla holds itself; with any of them, orders reach it twice. */
    listShopifyWebhooks: () => list(ShopifyWebhook, "/shopify/webhooks"),

    /** Done as well where Karla has no such webhook. */
    deleteShopifyWebhook: (uuid: string) =>
      unlessGone(write({ method: "DELETE", path: `/shopify/webhooks/${segment(uuid)}` })),

    /** Webhooks that go to `url`. Each answer may carry a secret: never log it. */
    listWebhooks: (filters: { url: string }) => list(Webhook, "/webhooks", filters),

    /** `POST /webhooks`. Sent again it makes another one: Karla does not compare URLs. */
    createWebhook: async (webhook: WebhookCreation) =>
      readAs(Webhook, await call({ method: "POST", path: "/webhooks", body: JSON.stringify(webhook) })),

    /** `PATCH /webhooks/{uuid}`. */
    updateWebhook: (uuid: string, changes: WebhookUpdate) =>
      write({ method: "PATCH", path: `/webhooks/${segment(uuid)}`, body: JSON.stringify(changes) }),

    /** Done as well where Karla has no such webhook. */
    deleteWebhook: (uuid: string) => unlessGone(write({ method: "DELETE", path: `/webhooks/${segment(uuid)}` })),
  };
}

async function unlessGone(deleted: Promise<void>): Promise<void> {
  try {
    await deleted;
  } catch (error) {
    const gone = error instanceof KarlaRefusedError && error.key === "webhook_not_found";
    if (!gone) throw error;
  }
}

function baseUrlOf(text: string): string {
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:") throw new TypeError("the base URL must be http or https");
  if (url.username !== "" || url.password !== "") throw new TypeError("no credentials in the base URL");
  const path = url.pathname.replace(/\/+$/, "");
  return url.origin + (path.endsWith("/v1") ? path : `${path}/v1`);
}

/** One path segment. "." and ".." would climb to another path even when encoded. */
function segment(text: string): string {
  if (/^\.{0,2}$/.test(text)) throw new TypeError("not usable in a path");
  return encodeURIComponent(text);
}

/** A write answers with nothing or with any JSON; a page of HTML with status 200 is no success. */
function readWritten(text: string): void {
  if (text.trim() !== "") readAs(z.unknown(), text);
}

function readAs<T extends z.ZodType>(shape: T, text: string): z.infer<T> {
  const json = parseJson(text);
  if (json.outcome === "not_json") throw new KarlaContractError("not_json");
  const read = shape.safeParse(json.value);
  // The parser's own message would quote what Karla sent.
  if (!read.success) throw new KarlaContractError("shape");
  return read.data;
}
