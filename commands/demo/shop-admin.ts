import { randomBytes } from "node:crypto";
import { serve } from "@hono/node-server";
import { createAdminApi } from "@karla/sandbox/admin-api";
import { createAdminTokens } from "@karla/sandbox/admin-tokens";
import type { BookedOrder } from "@karla/sandbox/booked-order";
import { signSessionToken } from "@karla/sandbox/session-token";

const CLIENT_ID = "demo-client-id";
const SCOPES = ["read_orders", "read_fulfillments"];
/** Shopify's library turns away what does not look like a browser. */
const BROWSER = "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

/** The admin of the demo's shop: where the app is opened, and what it reads of orders. */
export interface ShopAdmin {
  /** What the app's processes need to know of it. */
  env: { SHOPIFY_API_KEY: string; SHOPIFY_SANDBOX_ORIGIN: string };
  /** From now on these are the shop's orders. */
  book(orders: readonly BookedOrder[]): void;
  /** Opens the app as the merchant does, which installs it. */
  openApp(appUrl: string): Promise<void>;
  /** How often an order's metafields were given out. */
  readings(): number;
  close(): void;
}

export async function startShopAdmin({
  domain,
  secret,
  plan = "standard",
}: {
  domain: string;
  secret: string;
  plan?: "standard" | "plus";
}): Promise<ShopAdmin> {
  let books: readonly BookedOrder[] = [];
  let readings = 0;
  const tokens = createAdminTokens({ now: Date.now, secret: () => randomBytes(16).toString("hex"), scopes: SCOPES });
  const shops = new Map([[domain, { books: () => books }]]);
  const api = createAdminApi({ shops, clientId: CLIENT_ID, clientSecret: secret, now: Date.now, tokens, plan });
  const server = serve({ fetch: counting, hostname: "127.0.0.1", port: 0 });
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;

  async function counting(request: Request): Promise<Response> {
    const asked = await request.clone().text();
    const response = await api.fetch(request);
    if (asked.includes("query OrderExtras")) {
      const answer = (await response.clone().json()) as { data?: { order?: object | null } };
      if (answer.data?.order) readings += 1;
    }
    return response;
  }

  return {
    env: { SHOPIFY_API_KEY: CLIENT_ID, SHOPIFY_SANDBOX_ORIGIN: `http://127.0.0.1:${port}` },
    book(orders) {
      books = orders;
    },
    async openApp(appUrl) {
      const query = new URLSearchParams({
        embedded: "1",
        shop: domain,
        host: Buffer.from(`${domain}/admin`).toString("base64url"),
        id_token: signSessionToken({
          shop: domain,
          clientId: CLIENT_ID,
          clientSecret: secret,
          now: Date.now(),
          userId: "1",
        }),
      });
      const response = await fetch(`${appUrl}/app?${query}`, { headers: { "User-Agent": BROWSER } });
      if (response.status !== 200) throw new Error(`The app could not be opened in the shop (${response.status}).`);
    },
    readings: () => readings,
    close: () => void server.close(),
  };
}
