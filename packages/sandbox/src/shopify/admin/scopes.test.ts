import { describe, expect, it } from "vitest";
import { SHOP, testAdmin } from "./admin.fixture.ts";

const DENIED = [{ extensions: { code: "ACCESS_DENIED", requiredAccess: "`read_orders` access scope." } }];

function installed() {
  const admin = testAdmin();
  const answer = admin.tokens.exchange(SHOP, "expiring");
  return { ...admin, refreshToken: answer?.refresh_token ?? "", scope: answer?.scope };
}

describe("the scopes that a merchant grants", () => {
  it("are at first what the app asks for, and none without the app", () => {
    const { tokens, scope } = installed();
    expect(scope).toBe("read_orders,read_fulfillments");
    expect(tokens.scopesOf(SHOP)).toEqual(["read_orders", "read_fulfillments"]);
    tokens.uninstall(SHOP);
    expect(tokens.scopesOf(SHOP)).toEqual([]);
    expect(() => tokens.grant(SHOP, ["read_orders"])).toThrow(SHOP);
  });

  it("are those that later token answers and the app's installation name", async () => {
    const { tokens, ask, refreshToken } = installed();
    tokens.grant(SHOP, ["read_orders", "read_products"]);
    expect(tokens.exchange(SHOP, "lasting")?.scope).toBe("read_orders,read_products");
    expect(tokens.refresh(SHOP, refreshToken)?.scope).toBe("read_orders,read_products");
    const { data } = await ask("{ currentAppInstallation { accessScopes { handle } } }");
    expect(data.currentAppInstallation.accessScopes).toEqual([{ handle: "read_orders" }, { handle: "read_products" }]);
  });

  it("are asked for anew when the app is installed again", () => {
    const { tokens } = installed();
    tokens.grant(SHOP, ["read_products"]);
    tokens.uninstall(SHOP);
    tokens.install(SHOP);
    expect(tokens.scopesOf(SHOP)).toEqual(["read_orders", "read_fulfillments"]);
  });

  it("open the orders, or keep them closed, to tokens given out before", async () => {
    const { api, tokens, entries } = installed();
    const token = tokens.exchange(SHOP, "lasting")?.access_token ?? "";
    const order = entries.find(({ order: { fulfillments } }) => fulfillments.length > 0)?.order;
    const ask = async (query: string) => {
      const response = await api.request(`/${SHOP}/admin/api/2026-10/graphql.json`, {
        method: "POST",
        headers: { "content-type": "application/json", "x-shopify-access-token": token },
        body: JSON.stringify({ query }),
      });
      return response.json();
    };
    const one = `{ order(id: "gid://shopify/Order/${order?.id}") { id } shop { myshopifyDomain } }`;
    const parcel = `gid://shopify/Fulfillment/${order?.fulfillments[0]?.id}`;
    const nodes = `{ nodes(ids: ["${parcel}"]) { id } }`;
    const questions = [one, "{ orders(first: 1) { nodes { id } } }", nodes, `{ node(id: "${parcel}") { id } }`];

    tokens.grant(SHOP, ["read_products"]);
    for (const question of questions) expect(await ask(question), question).toMatchObject({ errors: DENIED });
    expect(await ask(one)).toMatchObject({ data: { order: null, shop: { myshopifyDomain: SHOP } } });
    tokens.grant(SHOP, ["read_orders"]);
    for (const question of questions) expect(await ask(question), question).not.toHaveProperty("errors");
  });
});
