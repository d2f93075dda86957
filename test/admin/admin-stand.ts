import { type AdminApiSetup, createAdminApi } from "@karla/sandbox/admin-api";
import { createAdminTokens } from "@karla/sandbox/admin-tokens";
import type { BookedOrder } from "@karla/sandbox/booked-order";
import type { Misbehave } from "@karla/sandbox/misbehaviour";
import { type ShopId, shopIdOf } from "@karla/sync/ids";
import type { OrderFiles } from "@karla/sync/order-files";
import type { OrderReader } from "@karla/sync/order-reader";
import type { OrderWalk } from "@karla/sync/order-walk";
import { type AdminClient, createAdminClient } from "../../app/shopify/admin/admin-client.ts";
import type { AdminHttp } from "../../app/shopify/admin/admin-http.ts";
import { adminOrigin } from "../../app/shopify/admin/admin-origin.ts";
import type { ShopClientDeps } from "../../app/shopify/admin/client-of-shop.ts";
import { createOrderReader } from "../../app/shopify/admin/create-order-reader.ts";
import { createOrderWalk } from "../../app/shopify/admin/create-order-walk.ts";
import { createOrderFiles } from "../../app/shopify/admin/order-files/create-order-files.ts";

export const SHOP = "sandbox-shop.myshopify.com";
export const SHOP_ID = shopIdOf("shopify", SHOP);

export interface AdminStand {
  client: AdminClient;
  reader: OrderReader;
  walk: OrderWalk;
  files: OrderFiles;
  /** What all of these are made of. */
  deps: ShopClientDeps;
  /** The documents that were sent, by the names of their operations. */
  sent: string[];
  /** The points that were paid for answers. */
  paid(): number;
  /** Milliseconds that were waited. */
  waited(): number;
}

/** The app's client, and the sandbox's Admin API over these books behind it; no network, and a clock that only sleeping moves. */
export function adminStand(
  books: () => Iterable<BookedOrder>,
  misbehave?: Misbehave,
  scopes: readonly string[] = ["read_orders"],
  plan: NonNullable<AdminApiSetup["plan"]> = "standard",
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
    plan,
    ...(misbehave === undefined ? {} : { misbehave }),
  });
  const sent: string[] = [];
  let paid = 0;
  const accessToken = tokens.exchange(SHOP, "lasting")?.access_token ?? "";
  const originOf = (shop: string) => adminOrigin(shop, "http://127.0.0.1:1");
  const http: AdminHttp = {
    originOf,
    fetch: async (input, init) => {
      const [, name] = /"operationName":"(\w+)"/.exec(String(init?.body)) ?? [];
      const response = await api.request(input instanceof Request ? input : input.toString(), init);
      // A file costs nothing, and is not read before somebody does.
      if (name === undefined) return response;
      sent.push(name);
      paid += Number(/"actualQueryCost":(\d+)/.exec(await response.clone().text())?.[1] ?? 0);
      return response;
    },
    sleep: async (ms) => {
      at += ms;
    },
    now,
  };
  const client = createAdminClient({ ...http, shop: SHOP, accessToken, origin: originOf(SHOP) });
  const access = { tokenFor: async () => accessToken, end: async () => {} };
  const deps: ShopClientDeps = { ...http, access, domainOf: async (id: ShopId) => (id === SHOP_ID ? SHOP : null) };
  const [reader, walk, files] = [createOrderReader(deps), createOrderWalk(deps), createOrderFiles(deps)];
  return { client, reader, walk, files, deps, sent, paid: () => paid, waited: now };
}
