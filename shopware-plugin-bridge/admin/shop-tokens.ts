import type { Clock } from "@karla/sync/clock";
import { z } from "zod";
import type { ShopFetch } from "../shop-url/create-shop-fetch.ts";
import { errorOfAnswer } from "./error-of-answer.ts";
import { jsonOf } from "./json-of.ts";
import { ShopError } from "./shop-error.ts";

/** A token lives ten minutes; one that ends within this time is not used any more. */
const SPARE_MS = 60_000;
const MOST_SHOPS = 10_000;

const Answer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive().default(600) });

export interface Credentials {
  url: string;
  clientId: string;
  clientSecret: string;
}

export interface ShopTokens {
  /** A token that lives for a minute at least. Of all that need one at the same time one asks. Throws `ShopError`s. */
  tokenFor(shop: Credentials): Promise<string>;
  /** The shop does not take this token. */
  forget(shop: Credentials, token: string): Promise<void>;
}

/** Tokens of all shops, in memory: to ask for another one costs a shop little, ten at once are more than it gives out. */
export function createShopTokens({ fetch, clock }: { fetch: ShopFetch; clock: Clock }): ShopTokens {
  const known = new Map<string, KnownToken>();
  const nameOf = ({ url, clientId }: Credentials) => `${clientId} ${url}`;

  async function ask({ url, clientId, clientSecret }: Credentials, known: KnownToken): Promise<string> {
    const askedAt = clock.now();
    const answer = await fetch(`${url}/api/oauth/token`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({ grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret }),
    });
    const text = await answer.text();
    if (!answer.ok) {
      // OAuth's own `invalid_client` is a 400; 6.6 answers 401.
      const refused = answer.status === 400 || answer.status === 401;
      throw refused
        ? new ShopError("the shop does not take our credentials", { kind: "unauthorised", status: answer.status })
        : errorOfAnswer(answer, text);
    }
    const read = Answer.safeParse(jsonOf(text));
    if (!read.success) throw new ShopError("the token endpoint's answer is unreadable", { kind: "contract" });
    known.until = askedAt + read.data.expires_in * 1_000 - SPARE_MS;
    return read.data.access_token;
  }

  function begin(name: string, shop: Credentials): KnownToken {
    // Whoever comes meanwhile waits for the same answer.
    const begun: KnownToken = { token: Promise.resolve(""), until: Number.POSITIVE_INFINITY };
    begun.token = ask(shop, begun);
    begun.token.catch(() => known.get(name) === begun && known.delete(name));
    known.delete(name);
    known.set(name, begun);
    const oldest = known.size > MOST_SHOPS ? known.keys().next().value : undefined;
    if (oldest !== undefined) known.delete(oldest);
    return begun;
  }

  return {
    tokenFor(shop) {
      const name = nameOf(shop);
      const current = known.get(name);
      return (current !== undefined && current.until > clock.now() ? current : begin(name, shop)).token;
    },
    async forget(shop, token) {
      const name = nameOf(shop);
      const current = known.get(name);
      if (current !== undefined && (await current.token.catch(() => null)) === token) known.delete(name);
    },
  };
}

interface KnownToken {
  token: Promise<string>;
  /** Milliseconds since the epoch. */
  until: number;
}
