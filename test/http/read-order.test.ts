import { setTimeout as wait } from "node:timers/promises";
import { serve } from "@hono/node-server";
import { createAdminApi } from "@karla/sandbox/admin-api";
import { fillBooks } from "@karla/sandbox/fill-books";
import { Session } from "@shopify/shopify-api";
import { afterAll, beforeAll, expect, test } from "vitest";
import { adminOrigin } from "../../app/shopify/admin/admin-origin.ts";
import { createOrderReader } from "../../app/shopify/admin/create-order-reader.ts";
import { createShopAccess } from "../../app/shopify/admin/shop-access.ts";
import { compareOrder } from "../../commands/proof/compare-order.ts";
import { expectedOrder } from "../../commands/proof/expected-order.ts";
import { readCore } from "../../commands/proof/read-core.ts";
import { createAdminTokens } from "../../packages/sandbox/src/shopify/admin/admin-tokens.ts";
import { createRefreshLease } from "../../packages/store/src/refresh-lease.ts";
import { openSessionStorage, type SealedSessionStorage } from "../../packages/store/src/session-store.ts";
import { SHOP, type Spine, startSpine } from "./running-spine.ts";

const CLIENT = { clientId: "client", clientSecret: "hush" };
const books = fillBooks({ seed: 3, orders: 60, shopDomain: SHOP });

let spine: Spine;
let stopAdmin: () => Promise<unknown>;
let sessions: SealedSessionStorage | undefined;

beforeAll(async () => {
  let secrets = 0;
  const secret = () => `secret-${secrets++}`;
  const tokens = createAdminTokens({ now: Date.now, secret, scopes: ["read_orders"] });
  const shops = new Map([[SHOP, { books: () => books.entries.map(({ order }) => order) }]]);
  const admin = serve({
    fetch: createAdminApi({ shops, ...CLIENT, now: Date.now, tokens }).fetch,
    port: 0,
    hostname: "127.0.0.1",
  });
  await new Promise((resolve) => admin.once("listening", resolve));
  const address = admin.address();
  const origin = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  stopAdmin = () => new Promise((resolve) => admin.close(resolve));
  const originOf = (shop: string) => adminOrigin(shop, origin);

  spine = await startSpine(
    {},
    {
      reader({ pool, master, store, clock }) {
        sessions = openSessionStorage({ pool, master });
        const lease = createRefreshLease({ pool, clock });
        const sleep = (ms: number) => wait(ms);
        const access = createShopAccess({ sessions, lease, ...CLIENT, originOf, fetch, now: clock.now, sleep });
        return createOrderReader({ domainOf: store.shops.domainOf, access, originOf, fetch, sleep, now: clock.now });
      },
    },
  );
  // Installed an hour ago: its token has run out, the first read refreshes it.
  const installed = tokens.exchange(SHOP, "expiring");
  const session = new Session({
    id: `offline_${SHOP}`,
    shop: SHOP,
    state: "",
    isOnline: false,
    accessToken: installed.access_token,
    expires: new Date(Date.now() - 1_000),
    ...(installed.refresh_token === undefined ? {} : { refreshToken: installed.refresh_token }),
  });
  await sessions?.storeSession(session);
});
afterAll(async () => {
  await spine.stop();
  await stopAdmin();
});

test("orders of which only a fulfillment arrived are read from the shop, and reach the core whole", async () => {
  // Few enough that the shop's bucket of points does not run dry: it would make this wait for minutes.
  const shipped = new Set(
    books.webhooks.filter(({ topic }) => topic === "fulfillments/create").map(({ orderId }) => orderId),
  );
  const chosen = new Set([...shipped].slice(0, 12));
  const fulfillments = books.webhooks.filter(
    (event) => event.topic === "fulfillments/create" && chosen.has(event.orderId),
  );
  for (const { topic, body, webhookId } of fulfillments) await spine.send(topic, body, { webhookId });
  const ids = new Set(fulfillments.map(({ orderId }) => orderId));
  expect(ids.size).toBe(12);
  const waiting = async () =>
    (await spine.store.status.read()).orders.filter(({ reason }) => reason === "awaiting_order").length;
  await expect.poll(async () => (await spine.store.status.read()).events.pending).toBe(0);
  expect(await waiting()).toBe(ids.size);
  spine.advance(31_000);
  await expect.poll(waiting, { timeout: 20_000 }).toBe(0);
  await spine.settled();
  const held = await readCore({ ...spine.core, fetch });
  let compared = 0;
  for (const { order, history } of books.entries.filter((entry) => ids.has(entry.order.id))) {
    const expected = expectedOrder(order, history);
    if (expected.outcome !== "held") continue;
    compared += 1;
    const inCore = held.get(order.id);
    expect(inCore && compareOrder(expected.order, inCore)).toEqual([]);
  }
  expect(compared).toBeGreaterThan(8);
});
