import { fileURLToPath } from "node:url";
import { serve } from "@hono/node-server";
import { fillBooks } from "@karla/sandbox/fill-books";
import { createStorefront } from "@karla/sandbox/storefront";
import { SHOP } from "../http/running-spine.ts";
import { SECRET, startStorefront } from "../http/running-storefront.ts";

const EXTENSION = fileURLToPath(new URL("../../extensions/tracking-page", import.meta.url));

/** A storefront with the app's block, and the app, its core and its database behind it, in this process. */
export async function startStorefrontSite() {
  const app = await startStorefront();
  const [placed] = fillBooks({ seed: 1, orders: 12, shopDomain: SHOP, firstNumber: 9001 }).entries.flatMap(
    ({ order }) => (order.customer !== null && order.shippingAddress?.zip && !order.test ? [order] : []),
  );
  if (placed === undefined) throw new Error("the sandbox shop sold nothing to a customer");
  const orders = [{ ...placed, cancelledAt: null }];
  const settings: Record<string, unknown> = {};
  const site = createStorefront({
    shopDomain: SHOP,
    shopName: "Tea and Cups",
    app: { url: app.origin, clientSecret: SECRET },
    extension: EXTENSION,
    settings,
    orders: () => orders,
    fetch,
    now: Date.now,
  });
  const server = serve({ fetch: site.fetch, port: 0, hostname: "127.0.0.1" });
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  return {
    app,
    /** An order in the shop's books, of a customer who can log in. */
    placed: { id: placed.id, name: placed.name, customerId: placed.customer?.id ?? "" },
    url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`,
    /** What the merchant set in the editor of the theme. */
    settings,
    async stop() {
      if ("closeAllConnections" in server) server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await app.stop();
    },
  };
}
