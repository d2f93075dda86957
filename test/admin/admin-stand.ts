import { createAdminApi } from "@karla/sandbox/admin-api";
import { createAdminTokens } from "@karla/sandbox/admin-tokens";
import type { BookedOrder } from "@karla/sandbox/booked-order";
import type { Misbehave } from "@karla/sandbox/misbehaviour";
import { type AdminClient, createAdminClient } from "../../app/shopify/admin/admin-client.ts";
import { adminOrigin } from "../../app/shopify/admin/admin-origin.ts";

export const SHOP = "sandbox-shop.myshopify.com";

export interface AdminStand {
  client: AdminClient;
  /** The documents that were sent, by the names of their operations. */
  sent: string[];
  /** Milliseconds that were waited. */
  waited(): number;
}

/** The app's client, and the sandbox's Admin API over these books behind it; no network, and a clock that only sleeping moves. */
export function adminStand(books: () => Iterable<BookedOrder>, misbehave?: Misbehave): AdminStand {
  let at = 0;
  const now = () => at;
  let secrets = 0;
  const tokens = createAdminTokens({ now, secret: () => `secret${++secrets}`, scopes: ["read_orders"] });
  const api = createAdminApi({
    shops: new Map([[SHOP, { books }]]),
    clientId: "the-app",
    clientSecret: "its-secret",
    now,
    tokens,
    ...(misbehave === undefined ? {} : { misbehave }),
  });
  const sent: string[] = [];
  const client = createAdminClient({
    shop: SHOP,
    accessToken: tokens.exchange(SHOP, "lasting")?.access_token ?? "",
    origin: adminOrigin(SHOP, "http://127.0.0.1:1"),
    fetch: async (input, init) => {
      sent.push(/"operationName":"(\w+)"/.exec(String(init?.body))?.[1] ?? "");
      return api.request(input instanceof Request ? input : input.toString(), init);
    },
    sleep: async (ms) => {
      at += ms;
    },
    now,
  });
  return { client, sent, waited: now };
}
