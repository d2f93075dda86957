import type { ShopId } from "@karla/sync/ids";
import { objectOf } from "@karla/sync/json-fields";
import { type JsonObject, readJson } from "@karla/sync/read-json";
import { objectsOf } from "../order/json-fields.ts";
import type { Installation } from "../registration/installation.ts";
import type { ShopFetch } from "../shop-url/create-shop-fetch.ts";
import { ShopUnreachable } from "../shop-url/shop-unreachable.ts";
import { errorOfAnswer } from "./error-of-answer.ts";
import { ShopError } from "./shop-error.ts";
import type { Credentials, ShopTokens } from "./shop-tokens.ts";

/** A page of orders with everything in them. */
const MAX_BYTES = 64 * 1024 * 1024;

export interface ShopClientDeps {
  fetch: ShopFetch;
  tokens: ShopTokens;
  /** As it is now. */
  installationOf: (shopId: ShopId) => Promise<Installation | null>;
}

/** Entities that a search found, and the answer's bytes, in which numbers have all of their digits. */
export interface Found {
  entities: JsonObject[];
  /** Of all that fit, where `total-count-mode` asked for it. */
  total: number;
  bytes: Buffer;
}

/** One shop's Admin API. Throws `ShopError`s. */
export interface ShopClient {
  /** As the shop names itself. */
  shopId: string;
  /** `POST /api/search/{entity}`; `entity` with hyphens, e.g. "order-delivery". */
  search(entity: string, criteria: object): Promise<Found>;
  /** `PATCH /api/{entity}/{id}`. */
  update(entity: string, id: string, fields: object): Promise<void>;
}

export async function clientOfShop(deps: ShopClientDeps, id: ShopId): Promise<ShopClient> {
  const installation = await deps.installationOf(id);
  const { url, clientId, clientSecret, deletedAt } = installation ?? NOTHING;
  if (installation === null || url === null || clientId === null || clientSecret === null || deletedAt !== null) {
    throw new ShopError("the app is not installed in this shop", { kind: "unauthorised" });
  }
  const shop = { url, clientId, clientSecret };
  return {
    shopId: installation.shopId,
    async search(entity, criteria) {
      const bytes = await call(deps, shop, { method: "POST", path: `/api/search/${entity}`, fields: criteria });
      const read = readJson(bytes);
      const answer = read.outcome === "value" ? objectOf(read.value) : null;
      if (answer === null || !Array.isArray(answer.data)) {
        throw new ShopError("the search's answer is unreadable", { kind: "contract" });
      }
      return { entities: objectsOf(answer.data), total: Number(answer.total ?? 0), bytes };
    },
    async update(entity, id, fields) {
      await call(deps, shop, { method: "PATCH", path: `/api/${entity}/${id}`, fields });
    },
  };
}

const NOTHING = { url: null, clientId: null, clientSecret: null, deletedAt: null };

/** With a token that the shop does not take any more it is tried once again, with another one. */
async function call(
  { fetch, tokens }: Pick<ShopClientDeps, "fetch" | "tokens">,
  shop: Credentials,
  { method, path, fields }: { method: "POST" | "PATCH"; path: string; fields: object },
): Promise<Buffer> {
  for (let attempt = 1; ; attempt += 1) {
    const token = await reached(tokens.tokenFor(shop));
    const answer = await reached(
      fetch(`${shop.url}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          "content-type": "application/json",
          accept: "application/json",
          // Names and pictures of a variant that has none of its own are its product's.
          "sw-inheritance": "1",
        },
        body: JSON.stringify(fields),
        maxBytes: MAX_BYTES,
      }),
    );
    const bytes = Buffer.from(await answer.arrayBuffer());
    if (answer.ok) return bytes;
    const error = errorOfAnswer(answer, bytes.toString());
    if (error.kind !== "unauthorised" || answer.status !== 401 || attempt === 2) throw error;
    await tokens.forget(shop, token);
  }
}

async function reached<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof ShopUnreachable) throw new ShopError("the shop does not answer", { kind: "transport" });
    throw error;
  }
}
