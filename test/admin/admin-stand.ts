import { createAdminApi } from "@karla/sandbox/admin-api";
import { createAdminTokens } from "@karla/sandbox/admin-tokens";
import type { BookedOrder } from "@karla/sandbox/booked-order";
import type { Misbehave } from "@karla/sandbox/misbehaviour";
import { shopIdOf } from "@karla/sync/ids";
import type { OrderReader } from "@karla/sync/order-reader";
import { type AdminClient, createAdminClient } from "../../app/shopify/admin/admin-client.ts";
import type { AdminHttp } from "../../app/shopify/admin/admin-http.ts";
import { adminOrigin } from "../../app/shopify/admin/admin-origin.ts";
import { createOrderReader } from "../../app/shopify/admin/create-order-reader.ts";

export const SHOP = "sandbox-shop.myshopify.com";
export const SHOP_ID = shopIdOf("shopify", SHOP);

export interface AdminStand {
  client: AdminClient;
  reader: OrderReader;
  /** The documents that were sent, by the names of their operations. */
  sent: string[];
  /** Milliseconds that were waited. */
  waited(): number;
}

/** The app's client, and the sandbox's Admin API over these books behind it; no network, and a clock that only sleeping moves. */
export function adminStand(
  books: () => Iterable<BookedOrder>,
  misbehave?: Misbehave,
  scopes: readonly string[] = ["read_orders"],
): AdminStand {
  let at = 0;
  const now = () => at;
  let secrets = 0;
  const tokens = createAdminTokens({ now, secret: () => `secret${++secrets}`, scopes });
  const api = createAdminApi({
    shops: new Map([[SHOP, { books }]]),
    clientId: "the-app",
    clientSecret: "its-secret",
    now,
    tokens,
    ...(misbehave === undefined ? {} : { misbehave }),
  });
  const sent: string[] = [];
  const accessToken = tokens.exchange(SHOP, "lasting")?.access_token ?? "";
  const originOf = (shop: string) => adminOrigin(shop, "http://127.0.0.1:1");
  const http: AdminHttp = {
    originOf,
    fetch: async (input, init) => {
      sent.push(/"operationName":"(\w+)"/.exec(String(init?.body))?.[1] ?? "");
      return api.request(input instanceof Request ? input : input.toString(), init);
    },
    sleep: async (ms) => {
      at += ms;
    },
    now,
  };
  const client = createAdminClient({ ...http, shop: SHOP, accessToken, origin: originOf(SHOP) });
  const access = { tokenFor: async () => accessToken };
  const reader = createOrderReader({ ...http, access, domainOf: async (id) => (id === SHOP_ID ? SHOP : null) });
  return { client, reader, sent, waited: now };
}
