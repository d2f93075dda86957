import { inspect } from "node:util";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { createAgents } from "./agents.ts";
import { createKarlaClient, type KarlaClientOptions } from "./client.ts";
import { failureOf as failure } from "./failure-of.ts";
import { jsonNumber } from "./json-number.ts";
import { answer, answerJson, playServer } from "./played-server.ts";

const KEY = "key-that-must-not-leak";
const BASIC = Buffer.from(`api:${KEY}`).toString("base64");
const BODY = '{"id":"1001","id_type":"external_id","order":{"total_order_price":398.00},"trackings":[]}';

let server: Awaited<ReturnType<typeof playServer>>;
beforeAll(async () => {
  server = await playServer();
});
afterAll(() => server.close());
afterEach(() => vi.unstubAllEnvs());

function client(options: Partial<KarlaClientOptions> = {}) {
  return createKarlaClient({
    baseUrl: server.url,
    slug: "example",
    credentials: { username: "api", key: KEY },
    timeoutMs: 2_000,
    ...options,
  });
}

const failureOf = (call: Promise<unknown>) => failure(call, [KEY, BASIC, "398.00", server.url, "/shops/"]);

describe("what is sent", () => {
  it("sends the given text byte for byte, with Basic credentials", async () => {
    server.plays(answer(204));
    await client().upsertOrder(BODY);
    expect(server.requests).toMatchObject([
      { method: "PUT", url: "/v1/shops/example/orders", body: BODY, headers: { authorization: `Basic ${BASIC}` } },
    ]);
    expect(server.requests[0]?.headers["content-type"]).toBe("application/json");
  });

  it("sends many upserts as one array", async () => {
    server.plays(answerJson(200, {}));
    const orders = [
      { id: "1", body: BODY },
      { id: "2", body: BODY },
    ];
    expect(await client().upsertOrders(orders)).toEqual([]);
    expect(server.requests).toMatchObject([{ url: "/v1/shops/example/orders/bulk", body: `[${BODY},${BODY}]` }]);
  });

  it("says which of many upserts the answer does not confirm", async () => {
    server.plays(answerJson(200, { errors: [{ external_id: "2" }] }));
    const orders = [
      { id: "1", body: BODY },
      { id: "2", body: BODY },
    ];
    expect(await client().upsertOrders(orders)).toEqual(["2"]);
  });

  it("encodes the slug and ids, and refuses those that climb to another path", async () => {
    server.plays(answer(204));
    const event = { event_name: "ORDER_CANCELLED", event_time: "2026-03-01T12:00:00Z", external_id: "1001" };
    await client({ slug: "a/b?c#d e" }).addShipmentEvent("s/1", event);
    expect(server.requests).toMatchObject([
      { method: "POST", url: "/v1/shops/a%2Fb%3Fc%23d%20e/shipments/s%2F1/events", body: JSON.stringify(event) },
    ]);
    expect(() => client({ slug: ".." })).toThrow(TypeError);
    expect(() => client({ slug: "" })).toThrow(TypeError);
    expect(() => client().addShipmentEvent("..", event)).toThrow(TypeError);
  });

  it("takes the slug as user name where none is given, and a base URL with or without /v1", async () => {
    server.plays(answer(204));
    await client({ baseUrl: `${server.url}/v1/`, credentials: { username: "", key: KEY } }).upsertOrder(BODY);
    const basic = Buffer.from(`example:${KEY}`).toString("base64");
    expect(server.requests).toMatchObject([
      { url: "/v1/shops/example/orders", headers: { authorization: `Basic ${basic}` } },
    ]);
  });

  it("keeps the connection open between calls", async () => {
    const ports = new Set<number | undefined>();
    server.plays((res) => {
      ports.add(res.socket?.remotePort);
      res.writeHead(204).end();
    });
    const karla = client();
    for (let i = 0; i < 3; i++) await karla.upsertOrder(BODY);
    expect(ports.size).toBe(1);
  });
});

describe("what is read", () => {
  const order = { order_number: "1001", external_id: "450789469", address: { zip_code: "10115" } };

  it("reads all pages and stops at the first that is not full", async () => {
    server.plays((res, request) => {
      const page = Number(new URL(request.url, server.url).searchParams.get("page"));
      answerJson(200, Array(page < 3 ? 30 : 2).fill(order))(res, request);
    });
    const found = await client().findOrders({ order_placed_from: "2026-01-01T00:00:00+01:00" });
    expect(found).toHaveLength(62);
    expect(server.requests).toHaveLength(3);
    expect(server.requests[0]?.url).toBe(
      "/v1/shops/example/orders?order_placed_from=2026-01-01T00%3A00%3A00%2B01%3A00&page=1&per_page=30",
    );
  });

  it("keeps every digit and tolerates what it does not know", async () => {
    const text = `[{"order_number":"1001","external_id":"1","total_order_price":12345678901234567890.10,"surprise":1,
      "products":null,"trackings":[{"id":12345678901234567890,"shop_slug":"example","state":"teleported",
      "carrier":{"tracking_number":"T1"}}],"order_analytics":{"note_attributes":[{"name":"gift","value":"yes"}]}}]`;
    server.plays(answer(200, text));
    expect(await client().findOrders({ external_id: "1" })).toMatchObject([
      {
        total_order_price: "12345678901234567890.10",
        products: [],
        trackings: [{ id: "12345678901234567890", state: "teleported", carrier: { tracking_number: "T1" } }],
        order_analytics: { note_attributes: [{ name: "gift", value: "yes" }] },
      },
    ]);
  });

  it("reads the shop, its settings in both shapes, a link and Karla's own Shopify webhooks", async () => {
    server.plays(answerJson(200, { uuid: "u", slug: "example", shop_provider: "shopify" }));
    expect(await client().getShop()).toMatchObject({ slug: "example" });
    server.plays(answerJson(200, { triggers: { klaviyo: false, shopify: true } }));
    expect(await client().getSettings()).toMatchObject({ triggers: { shopify: true } });
    server.plays(answerJson(200, { triggers: { version: "1", data: {} }, carriers: { version: "1" }, trackpages: {} }));
    expect((await client().getSettings()).triggers?.shopify).toBeUndefined();
    server.plays(answerJson(200, { url: "https://app.example.com/track/example?token=t", token: "t" }));
    const link = await client().trackpageUrl({ id: "1001", id_type: "external_id" });
    expect(link.url).toBe("https://app.example.com/track/example?token=t");
    server.plays(answerJson(200, [{ uuid: "w1", webhook_type: "order_update", topic: "orders/updated" }]));
    expect(await client().listShopifyWebhooks()).toMatchObject([{ uuid: "w1" }]);
  });

  it("takes a webhook that is already gone as deleted, but not a shop that is unknown", async () => {
    server.plays(answerJson(404, { key: "webhook_not_found" }));
    await client().deleteShopifyWebhook("w1");
    expect(server.requests).toMatchObject([{ method: "DELETE", url: "/v1/shops/example/shopify/webhooks/w1" }]);
    server.plays(answerJson(404, { key: "shop_not_found" }));
    expect(await failureOf(client().deleteShopifyWebhook("w1"))).toMatchObject({ refusal: "not_found" });
  });

  it("takes a product that Karla does not know as deleted, whatever it says of it, but not a shop that is unknown", async () => {
    for (const body of [{ key: "product_not_found" }, { detail: "Not Found" }]) {
      server.plays(answerJson(404, body));
      await client().deleteProduct("1/2");
      expect(server.requests).toMatchObject([{ method: "DELETE", url: "/v1/shops/example/products/1%2F2" }]);
    }
    server.plays(answerJson(404, { key: "shop_not_found" }));
    expect(await failureOf(client().deleteProduct("1"))).toMatchObject({ refusal: "not_found" });
  });

  it("says which of many variants the answer does not confirm", async () => {
    server.plays(answerJson(200, { errors: [{ product_id: "1", variant_id: "12" }] }));
    const variants = ["11", "12"].map((variant_id) => ({ product_id: "1", variant_id, price: jsonNumber("29.90") }));
    expect(await client().upsertProducts(variants)).toEqual(["12"]);
    expect(server.requests[0]?.body).toContain('"price":29.90');
  });

  it("makes, lists, changes and deletes webhooks, and takes one that is gone as deleted", async () => {
    const url = "https://bridge.example.com/webhooks/karla/1";
    const hook = {
      uuid: "w1",
      url,
      secret: "0123456789abcdef",
      status: "active",
      enabled_events: ["*"],
      shop_slug: "example",
    };
    const creation = { url, enabled_events: ["*"], secret: "0123456789abcdef", description: "ours" };
    server.plays(answerJson(200, hook));
    expect(await client().createWebhook(creation)).toMatchObject({ uuid: "w1", secret: "0123456789abcdef" });
    expect(server.requests).toMatchObject([
      { method: "POST", url: "/v1/shops/example/webhooks", body: JSON.stringify(creation) },
    ]);
    server.plays(answerJson(200, [{ ...hook, secret: undefined, enabled_events: null }]));
    expect(await client().listWebhooks({ url })).toEqual([{ uuid: "w1", url, status: "active", enabled_events: [] }]);
    expect(server.requests[0]?.url).toBe(
      `/v1/shops/example/webhooks?url=${encodeURIComponent(url)}&page=1&per_page=30`,
    );
    server.plays(answerJson(200, {}));
    await client().updateWebhook("w1", { status: "active" });
    expect(server.requests).toMatchObject([
      { method: "PATCH", url: "/v1/shops/example/webhooks/w1", body: '{"status":"active"}' },
    ]);
    server.plays(answerJson(404, { key: "webhook_not_found" }));
    await client().deleteWebhook("w1");
    expect(server.requests).toMatchObject([{ method: "DELETE", url: "/v1/shops/example/webhooks/w1" }]);
  });

  it("does not take a link that is not https", async () => {
    server.plays(answerJson(200, { url: "http://app.example.com/track/example?token=t" }));
    const failure = await failureOf(client().trackpageUrl({ id: "1001", id_type: "external_id" }));
    expect(failure).toMatchObject({ kind: "contract", breach: "shape" });
    expect(inspect(failure)).not.toContain("token=t");
  });

  it.each([200, 201, 202])("takes %i with an empty body as success of a write", async (status) => {
    server.plays(answer(status));
    await expect(client().upsertOrder(BODY)).resolves.toBeUndefined();
  });
});

describe("the client itself", () => {
  it("refuses a base URL with credentials or of another scheme", () => {
    expect(() => client({ baseUrl: "https://api:key@example.com" })).toThrow(TypeError);
    expect(() => client({ baseUrl: "file:///etc/hosts" })).toThrow(TypeError);
  });

  it("takes no proxy from the environment", async () => {
    const proxy = await playServer();
    for (const name of ["HTTP_PROXY", "http_proxy", "ALL_PROXY"]) vi.stubEnv(name, proxy.url);
    vi.stubEnv("NO_PROXY", "");
    server.plays(answer(204));
    await client().upsertOrder(BODY);
    expect(proxy.requests).toEqual([]);
    expect(server.requests).toHaveLength(1);
    await proxy.close();
  });

  it("uses the agents it is given", async () => {
    const agents = createAgents();
    server.plays(answer(204));
    await client({ agents }).upsertOrder(BODY);
    expect(Object.keys(agents.http.freeSockets)).toHaveLength(1);
    agents.http.destroy();
  });
});
