import { describe, expect, it } from "vitest";
import { createAdminTokens } from "../admin-tokens.ts";
import { createInstaller } from "./create-installer.ts";

const SHOP = "sandbox-shop.myshopify.com";
const ORIGIN = "http://127.0.0.1:4030";

function setUp() {
  let secrets = 0;
  const tokens = createAdminTokens({ now: () => 0, secret: () => `s${++secrets}`, scopes: ["read_orders"] });
  tokens.exchange(SHOP, "lasting");
  const told: string[] = [];
  const installer = createInstaller({ shops: new Set([SHOP]), tokens, onUninstalled: (shop) => told.push(shop) });
  const post = async (path: string, origin: string | null = ORIGIN) => {
    const headers: Record<string, string> = origin === null ? {} : { origin };
    return (await installer.request(`${ORIGIN}/admin/${path}`, { method: "POST", headers })).status;
  };
  return { tokens, told, post, installer };
}

describe("the installer", () => {
  it("takes the app out of the shop, says so once, and puts it in again", async () => {
    const { tokens, told, post } = setUp();
    expect([await post(`${SHOP}/uninstall`), await post(`${SHOP}/uninstall`)]).toEqual([204, 204]);
    expect(tokens.isUninstalled(SHOP)).toBe(true);
    expect(told).toEqual([SHOP]);
    expect([await post(`${SHOP}/install`), tokens.isInstalled(SHOP)]).toEqual([204, true]);
    expect(await post(`${SHOP}/uninstall`)).toBe(204);
    expect(told).toEqual([SHOP, SHOP]);
  });

  it.each(["https://evil.example.com", "http://127.0.0.1:4020", "null"])(
    "does nothing for a page of %s",
    async (origin) => {
      const { tokens, told, post } = setUp();
      expect(await post(`${SHOP}/uninstall`, origin)).toBe(403);
      expect([tokens.isInstalled(SHOP), told]).toEqual([true, []]);
      tokens.uninstall(SHOP);
      expect(await post(`${SHOP}/install`, origin)).toBe(403);
      expect(tokens.isInstalled(SHOP)).toBe(false);
    },
  );

  it("takes requests that no page sends, only as POST, and only for its own shops", async () => {
    const { tokens, post, installer } = setUp();
    expect((await installer.request(`${ORIGIN}/admin/${SHOP}/uninstall`)).status).toBe(404);
    expect(await post("other.myshopify.com/uninstall")).toBe(404);
    expect(tokens.isInstalled(SHOP)).toBe(true);
    expect(await post(`${SHOP}/uninstall`, null)).toBe(204);
  });
});
