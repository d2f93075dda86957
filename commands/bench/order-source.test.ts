import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createOrderSource } from "./order-source.ts";

const SECRET = "shpss_example";
const wish = { count: 120, shopDomain: "bench.myshopify.com", secret: SECRET };

describe("the orders that a load sends", () => {
  const source = createOrderSource();
  const requests = [...source.requests(wish), ...source.requests(wish)];

  it("are each another one, and all of the shop", () => {
    const orders = requests.map(({ body }) => JSON.parse(body.toString()));
    expect(new Set(orders.map(({ id }) => id)).size).toBe(240);
    for (const { id, admin_graphql_api_id, order_status_url } of orders) {
      expect(admin_graphql_api_id).toBe(`gid://shopify/Order/${id}`);
      expect(order_status_url).toMatch(/^https:\/\/bench\.myshopify\.com\//);
    }
  });

  it("are about 12 KB", () => {
    for (const { body } of requests) expect(Math.abs(body.length - 12_000)).toBeLessThanOrEqual(1_000);
  });

  it("are signed over the body, and carry the id of the delivery", () => {
    const [request] = requests;
    const head = request?.head("/webhooks", "an-id").toString() ?? "";
    const signature = createHmac("sha256", SECRET)
      .update(request?.body ?? "")
      .digest("base64");
    expect(head).toContain(`\r\nX-Shopify-Hmac-Sha256: ${signature}\r\n`);
    expect(head).toContain(`\r\nContent-Length: ${request?.body.length}\r\n`);
    expect(head).toMatch(/^POST \/webhooks HTTP\/1\.1\r\n[\s\S]*X-Shopify-Webhook-Id: an-id\r\n\r\n$/);
  });
});
