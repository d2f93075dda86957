import { describe, expect, it } from "vitest";
import { createShopwareShop } from "./create-shopware-shop.ts";
import { entryWhere, testShop } from "./shopware.fixture.ts";

describe("a Shopware shop", () => {
  it("listens on this machine only, below the path of its own URL", async () => {
    const { shop } = await testShop({ fetch: globalThis.fetch, url: "https://müller.example/shop" });
    const { origin, close } = await shop.listen();
    try {
      expect(origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      const ask = (path: string) => fetch(`${origin}${path}`, { method: "POST", body: "{}" });
      expect((await ask("/api/search/order")).status).toBe(404);
      const answer = await ask("/shop/api/search/order");
      expect(answer.status).toBe(401);
      expect(answer.headers.get("date")).toBe(new Date(Date.UTC(2026, 10, 24, 9)).toUTCString());
      expect(await answer.json()).toMatchObject({ errors: [{ code: "9" }] });
    } finally {
      await close();
    }
  });

  it("answers a real client over the wire: a token, a search, and a request it never answers", async () => {
    const { shop } = await testShop();
    const { history, order } = entryWhere(() => true);
    shop.enter(history);
    const { origin, close } = await shop.listen();
    try {
      const { clientId: client_id, clientSecret: client_secret } = shop.app() ?? {};
      const post = async (path: string, body: unknown, token = "", signal?: AbortSignal): Promise<Response> =>
        fetch(`${origin}/sub${path}`, {
          method: "POST",
          headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
          body: JSON.stringify(body),
          ...(signal === undefined ? {} : { signal }),
        });
      const given = await (
        await post("/api/oauth/token", { grant_type: "client_credentials", client_id, client_secret })
      ).json();
      const found = await (await post("/api/search/order", { ids: [shop.idOf(order)] }, given.access_token)).json();
      expect(found).toMatchObject({ total: 1, data: [{ orderNumber: String(order.number) }] });
      shop.misbehave(() => ({ kind: "hang" }));
      await expect(post("/api/search/order", {}, given.access_token, AbortSignal.timeout(100))).rejects.toThrow();
      expect(shop.journal.requests().at(-1)).toMatchObject({ path: "/api/search/order", status: null });
    } finally {
      await close();
    }
  });

  it("names itself by where it listens, if it has no other name", async () => {
    const shop = createShopwareShop({ seed: 1, now: () => 0, sleep: async () => {}, fetch: globalThis.fetch });
    const { origin, close } = await shop.listen();
    expect(shop.url()).toBe(origin);
    await close();
  });

  it("leaves out what no Shopware shop can have sold", async () => {
    const { shop } = await testShop();
    const { order } = entryWhere(() => true);
    expect(shop.enter([{ ...order, billingAddress: null }])).toEqual([]);
    expect(shop.orders()).toEqual([]);
  });
});
