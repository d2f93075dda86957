import type { ShopId } from "@karla/sync/ids";
import { objectOf } from "@karla/sync/json-fields";
import { type JsonObject, readJson } from "@karla/sync/read-json";
import { objectsOf } from "../order/json-fields.ts";
import type { Installation } from "../registration/installation.ts";
import type { ShopFetch } from "../shop-url/create-shop-fetch.ts";
import { ShopUnreachable } from "../shop-url/shop-unreachable.ts";
import { errorOfAnswer } from "./error-of-answer.ts";
import { beforehand, ShopError } from "./shop-error.ts";
import type { Credentials, ShopTokens } from "./shop-tokens.ts";

/** A page of orders with everything in them. */
const MAX_BYTES = 64 * 1024 * 1024;

export interface ShopClientDeps {
  fetch: ShopFetch;
  tokens: ShopTokens;
  /** As it is now. */
  installationOf: (shopId: ShopId) => Promise<Installation | null>;
  sleep: (ms: number) => Promise<unknown>;
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
  /** `POST /api/search/{entity}`; `entity` with hyphens, e.g. "order-delivery". Names are in this language (an id), without it in the shop's own. */
  search(entity: string, criteria: object, languageId?: string): Promise<Found>;
  /** `PATCH /api/{entity}/{id}`. */
  update(entity: string, id: string, fields: object): Promise<void>;
  /**
   * `POST /api/{path}` to have the shop do something, e.g. "_action/trigger-event/karla.claim.created", in this of its
   * languages (an id; without it in its own). Nothing of the answer is read.
   */
  act(path: string, fields: object, languageId?: string): Promise<void>;
}

export async function clientOfShop(deps: ShopClientDeps, id: ShopId): Promise<ShopClient> {
  const installation = await deps.installationOf(id);
  const shop = credentialsIn(installation);
  if (installation === null || shop === null) {
    throw new ShopError("the app is not installed in this shop", { kind: "unauthorised", reached: false });
  }
  const ask = async (request: Call): Promise<Buffer> => {
    try {
      return await call(deps, shop, request);
    } catch (error) {
      const newer = areRefused(error) ? await newerThan(shop, deps, id) : null;
      if (newer === null) throw error;
      return call(deps, newer, request);
    }
  };
  return {
    shopId: installation.shopId,
    async search(entity, criteria, languageId) {
      const bytes = await ask({ method: "POST", path: `/api/search/${entity}`, fields: criteria, languageId });
      const read = readJson(bytes);
      const answer = read.outcome === "value" ? objectOf(read.value) : null;
      if (answer === null || !Array.isArray(answer.data)) {
        throw new ShopError("the search's answer is unreadable", { kind: "contract" });
      }
      return { entities: objectsOf(answer.data), total: Number(answer.total ?? 0), bytes };
    },
    async update(entity, id, fields) {
      await ask({ method: "PATCH", path: `/api/${entity}/${id}`, fields });
    },
    async act(path, fields, languageId) {
      await ask({ method: "POST", path: `/api/${path}`, fields, languageId });
    },
  };
}

/** A shop that registers anew changes its keys first and tells of them a moment later. */
const TOLD_WITHIN_MS = 2_000;
const LOOK_MS = 200;

/** What opens the shop in the place of these keys, null where there is nothing else by then. */
async function newerThan(
  { clientId, clientSecret }: Credentials,
  { installationOf, sleep }: Pick<ShopClientDeps, "installationOf" | "sleep">,
  id: ShopId,
): Promise<Credentials | null> {
  for (let waited = 0; waited < TOLD_WITHIN_MS; waited += LOOK_MS) {
    const found = credentialsIn(await installationOf(id));
    if (found !== null && (found.clientId !== clientId || found.clientSecret !== clientSecret)) return found;
    await sleep(LOOK_MS);
  }
  return null;
}

/** Null where the app is not installed. */
function credentialsIn(installation: Installation | null): Credentials | null {
  const { url, clientId, clientSecret, deletedAt } = installation ?? NOTHING;
  return url === null || clientId === null || clientSecret === null || deletedAt !== null
    ? null
    : { url, clientId, clientSecret };
}

function areRefused(error: unknown): boolean {
  return error instanceof ShopError && error.kind === "unauthorised" && (error.status === 400 || error.status === 401);
}

const NOTHING = { url: null, clientId: null, clientSecret: null, deletedAt: null };

interface Call {
  method: "POST" | "PATCH";
  path: string;
  fields: object;
  languageId?: string | undefined;
}

/** With a token that the shop does not take any more it is tried once again, with another one. */
async function call(
  { fetch, tokens }: Pick<ShopClientDeps, "fetch" | "tokens">,
  shop: Credentials,
  { method, path, fields, languageId }: Call,
): Promise<Buffer> {
  for (let attempt = 1; ; attempt += 1) {
    const token = await beforehand(answered(tokens.tokenFor(shop)));
    const answer = await answered(
      fetch(`${shop.url}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          "content-type": "application/json",
          accept: "application/json",
          // Names and pictures of a variant that has none of its own are its product's.
          "sw-inheritance": "1",
          ...(languageId === undefined ? {} : { "sw-language-id": languageId }),
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

async function answered<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof ShopUnreachable)) throw error;
    throw new ShopError("the shop does not answer", { kind: "transport", reached: error.sent });
  }
}
