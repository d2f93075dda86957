import { describe, expect, it } from "vitest";
import { createAdminTokens } from "../admin-tokens.ts";
import { createConsent } from "./create-consent.ts";

const SHOP = "sandbox-shop.myshopify.com";
const ORIGIN = "http://127.0.0.1:4030";
const REQUIRED = ["read_orders"];
const OPTIONAL = ["read_customers", "read_products"];

function setUp() {
  let secrets = 0;
  const tokens = createAdminTokens({ now: () => 0, secret: () => `s${++secrets}`, scopes: REQUIRED });
  tokens.install(SHOP);
  const told: unknown[] = [];
  const consent = createConsent({
    shops: new Set([SHOP]),
    tokens,
    required: REQUIRED,
    optional: OPTIONAL,
    onGranted: (shop, change) => told.push({ shop, ...change }),
  });
  const ask = (shop = SHOP) => consent.request(`${ORIGIN}/admin/${shop}/scopes`);
  const grant = (scopes: unknown, { origin = ORIGIN, shop = SHOP } = {}) =>
    consent.request(`${ORIGIN}/admin/${shop}/scopes`, {
      method: "POST",
      headers: { origin, "content-type": "application/json" },
      body: JSON.stringify({ scopes }),
    });
  return { tokens, told, ask, grant };
}

describe("the merchant's consent to more scopes", () => {
  it("adds them to what the app has, and is told once, with what was and what is", async () => {
    const { told, ask, grant } = setUp();
    expect(await (await ask()).json()).toEqual({ granted: REQUIRED, required: REQUIRED, optional: OPTIONAL });
    const granted = ["read_orders", "read_products"];
    const answer = { granted, required: REQUIRED, optional: OPTIONAL };
    expect(await (await grant(["read_products"])).json()).toEqual(answer);
    expect(await (await grant(["read_products", "read_orders"])).json()).toEqual(answer);
    expect(await (await ask()).json()).toEqual(answer);
    expect(told).toEqual([{ shop: SHOP, previous: REQUIRED, current: granted }]);
  });

  it("reaches no further than what the app has declared, and then grants nothing of it", async () => {
    const { tokens, told, grant } = setUp();
    expect((await grant(["read_products", "write_products"])).status).toBe(422);
    expect((await grant("read_products")).status).toBe(400);
    expect([tokens.scopesOf(SHOP), told]).toEqual([REQUIRED, []]);
  });

  it.each(["https://evil.example.com", "http://127.0.0.1:4020", "null"])(
    "is not given by a page of %s",
    async (origin) => {
      const { tokens, told, grant } = setUp();
      expect((await grant(["read_products"], { origin })).status).toBe(403);
      expect([tokens.scopesOf(SHOP), told]).toEqual([REQUIRED, []]);
    },
  );

  it("is for shops of this admin that have the app", async () => {
    const { tokens, ask, grant } = setUp();
    expect((await grant(["read_products"], { shop: "other.myshopify.com" })).status).toBe(404);
    tokens.uninstall(SHOP);
    expect([(await ask()).status, (await grant(["read_products"])).status]).toEqual([410, 410]);
  });
});
