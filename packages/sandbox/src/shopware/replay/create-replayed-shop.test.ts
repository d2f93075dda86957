import { expect, it } from "vitest";
import { MANIFEST, testApp } from "../shopware.fixture.ts";
import { createReplayedShop } from "./create-replayed-shop.ts";

const ID = "01a20ebadc7c71988e479ba3a63ef141";
const DELIVERY = {
  id: "01a20ebadc7c71988e479ba3a63ef142",
  createdAt: "2026-11-24T18:04:16.904+00:00",
  updatedAt: "2026-11-24T18:05:04.100+00:00",
  trackingCodes: ["A1"],
  shippingCosts: { totalPrice: 4.99, unitPrice: 4.99, apiAlias: "calculated_price" },
  apiAlias: "order_delivery",
};
const ORDER = {
  id: ID,
  versionId: "0fa91ce3e96a4bc2be4bd9ce752c3425",
  translated: [],
  createdAt: "2026-11-24T18:04:16.904+00:00",
  updatedAt: null,
  orderNumber: "10038",
  positionPrice: 89.69999999999999,
  autoIncrement: 7,
  deliveries: [DELIVERY],
  transactions: [],
  apiAlias: "order",
};

async function registered() {
  const app = testApp();
  const shop = createReplayedShop({ seed: 1, now: () => 1_795_510_800_000, sleep: async () => {}, fetch: app.fetch });
  await shop.register(MANIFEST);
  const { apiKey, secretKey } = JSON.parse(app.calls.find(({ url }) => url.endsWith("/confirm"))?.body ?? "");
  const post = async (path: string, body: object, headers: Record<string, string> = {}) => {
    const init = { method: "POST", headers: { "content-type": "application/json", ...headers } };
    return shop.fetch(new Request(`http://shop${path}`, { ...init, body: JSON.stringify(body) }));
  };
  const given = await post("/api/oauth/token", {
    grant_type: "client_credentials",
    client_id: apiKey,
    client_secret: secretKey,
  });
  const { access_token: token } = await given.json();
  const search = async (criteria: object) => {
    const found = await post("/api/search/order", criteria, { authorization: `Bearer ${token}` });
    return { status: found.status, text: await found.text() };
  };
  return { shop, app, search };
}

it("gives an order as it was answered once, of its associations those that are asked for", async () => {
  const { shop, search } = await registered();
  shop.show(ORDER);
  const { text } = await search({ ids: [ID], associations: { deliveries: {} } });
  expect(text).toContain('"positionPrice":89.69999999999999');
  expect(JSON.parse(text).data).toEqual([
    expect.objectContaining({
      id: ID,
      orderNumber: "10038",
      deliveries: [expect.objectContaining({ trackingCodes: ["A1"], updatedAt: DELIVERY.updatedAt, positions: null })],
      transactions: null,
    }),
  ]);
  const cut = await search({ ids: [ID], includes: { order: ["orderNumber"] } });
  expect(JSON.parse(cut.text).data).toEqual([{ orderNumber: "10038", apiAlias: "order" }]);
});

it("finds it by the dates of its parts", async () => {
  const { shop, search } = await registered();
  shop.show(ORDER);
  const changed = async (from: string) => {
    const filter = [{ type: "range", field: "deliveries.updatedAt", parameters: { gte: from } }];
    return JSON.parse((await search({ filter })).text).total;
  };
  expect([await changed("2026-11-24T18:05:00Z"), await changed("2026-11-24T18:06:00Z")]).toEqual([1, 0]);
});

it("counts who reads it since it was shown; neither drafts nor what was deleted is found", async () => {
  const { shop, search } = await registered();
  shop.show(ORDER);
  // For a look at less than the whole it does not count.
  await search({ ids: [ID] });
  await search({ ids: [ID], associations: { lineItems: {} } });
  expect([shop.readSinceShown(ID), shop.read()]).toEqual([1, 1]);
  shop.show({ ...ORDER, versionId: "0000000000000014cdeff12345678997" });
  expect(shop.readSinceShown(ID)).toBe(1);
  shop.show(ORDER);
  expect([shop.readSinceShown(ID), shop.read()]).toEqual([0, 1]);
  shop.hide(ID);
  expect(JSON.parse((await search({ ids: [ID] })).text).total).toBe(0);
});

it("asks for a token, and for the permission of what is searched through", async () => {
  const { shop, app } = await registered();
  const request = new Request("http://shop/api/search/order", { method: "POST", body: "{}" });
  expect((await shop.fetch(request)).status).toBe(401);
  const { search } = await registered();
  expect((await search({ associations: { documents: {} } })).status).toBe(403);
  expect(app.hooks("app.activated")).toHaveLength(1);
});
