import { OrderSettings } from "@karla/sync/settings";
import { z } from "zod";
import { createOrderSource } from "../../order-source.ts";
import type { JobName } from "../drain-job.ts";

/** A shop's webhooks for the jobs of this suite: each is its order's newest state, and differs in what the core is told. */
export interface ChangingOrders {
  shopDomain: string;
  settings: OrderSettings;
  webhookOf(job: JobName): Buffer;
}

const SHOP_DOMAIN = "drain.myshopify.com";
const MODELS = 50;
const START = Date.UTC(2026, 10, 2);
const Body = z.looseObject({});

export function createChangingOrders(): ChangingOrders {
  const wish = { count: MODELS, shopDomain: SHOP_DOMAIN, secret: "drain" };
  const models = createOrderSource()
    .requests(wish)
    .map(({ body }) => Body.parse(JSON.parse(body.toString())));
  return {
    shopDomain: SHOP_DOMAIN,
    settings: OrderSettings.parse({}),
    webhookOf({ order, n }) {
      const change = {
        id: Number(order),
        admin_graphql_api_id: `gid://shopify/Order/${order}`,
        // Told to the core, hence also how the sink knows which job it is.
        name: `#${n}`,
        updated_at: new Date(START + n * 1_000).toISOString(),
      };
      return Buffer.from(JSON.stringify({ ...models[Number(order) % MODELS], ...change }));
    },
  };
}
