import { describe, expect, it } from "vitest";
import { fillBooks } from "../../shopify/fill-books.ts";
import { hmac, MANIFEST, SHOP_URL, type TestApp, testShop } from "../shopware.fixture.ts";

const registrations = ({ calls }: TestApp) => calls.filter(({ url }) => url.includes("/register"));
const confirmations = ({ calls }: TestApp) => calls.filter(({ url }) => url.endsWith("/confirm"));
const rawQuery = (url: string): string => url.slice(url.indexOf("?") + 1);

describe("an app in a Shopware shop", () => {
  it("is registered with a signed query, and confirmed with a body that the new secret signs", async () => {
    const { shop, app } = await testShop();
    const [registration] = registrations(app);
    expect(rawQuery(registration?.url ?? "")).toBe(
      `env=test&shop-id=${shop.shopId()}&shop-url=${SHOP_URL}&timestamp=1795510800`,
    );
    expect(registration?.headers["shopware-app-signature"]).toBe(hmac(rawQuery(registration?.url ?? ""), "app-secret"));
    expect(registration?.headers["shopware-shop-signature"]).toBeUndefined();
    const [confirmation] = confirmations(app);
    expect(confirmation?.headers["shopware-shop-signature"]).toBe(hmac(confirmation?.body ?? "", app.secrets[0] ?? ""));
    expect(confirmation?.body).toContain(`"shopUrl":"${SHOP_URL.replaceAll("/", "\\/")}"`);
    expect(JSON.parse(confirmation?.body ?? "")).toEqual({
      apiKey: shop.app()?.clientId,
      secretKey: shop.app()?.clientSecret,
      timestamp: "1795510800",
      shopUrl: SHOP_URL,
      shopId: shop.shopId(),
    });
    expect(shop.journal.handshakes()).toEqual([{ outcome: "confirmed", secret: app.secrets[0] }]);
  });

  it("hears of its life: installed, activated, updated, deactivated, deleted", async () => {
    const { shop, app } = await testShop();
    await shop.update({ ...MANIFEST, version: "1.1.0" });
    await shop.uninstall();
    expect(app.hooks().map(({ url, body }) => [url.split("/").at(-1), JSON.parse(body).data.payload])).toEqual([
      ["app.installed", { appVersion: "1.0.0" }],
      ["app.activated", []],
      ["app.updated", { appVersion: "1.1.0" }],
      ["app.deactivated", []],
      ["app.deleted", []],
    ]);
    for (const { body, headers } of app.hooks())
      expect(headers["shopware-shop-signature"]).toBe(hmac(body, app.secrets[0] ?? ""));
    expect(shop.app()).toBeNull();
  });

  it("is told nothing more where its proof is wrong, or where it refuses", async () => {
    const { shop, app } = await testShop();
    const wrong = { ...MANIFEST, name: "Another" };
    expect(await shop.register(wrong)).toEqual({ outcome: "wrong_answer", why: "proof" });
    app.status = ({ url }) => (url.endsWith("/confirm") ? 401 : 204);
    const before = app.hooks().length;
    expect(await shop.register(MANIFEST)).toMatchObject({ outcome: "refused", step: "confirm", status: 401 });
    expect(app.hooks()).toHaveLength(before);
    expect(shop.app()?.active).toBe(false);
  });

  it("of a new core is registered again with both signatures, and gets another key", async () => {
    const { shop, app } = await testShop({ core: "new" });
    const before = shop.app()?.clientId;
    expect(await shop.registerAgain()).toMatchObject({ outcome: "confirmed" });
    const [first = "", second = ""] = app.secrets;
    const registration = registrations(app)[1];
    expect(registration?.headers["shopware-shop-signature"]).toBe(hmac(rawQuery(registration?.url ?? ""), first));
    const { headers, body = "" } = confirmations(app)[1] ?? {};
    expect(headers?.["shopware-shop-signature"]).toBe(hmac(body, second));
    expect(headers?.["shopware-shop-signature-previous"]).toBe(hmac(body, first));
    expect(shop.app()).toMatchObject({ secret: second });
    expect(shop.app()?.clientId).not.toBe(before);
  });

  it("that was taken out and comes back is registered by a new core with the secret of before", async () => {
    for (const core of ["old", "new"] as const) {
      const { shop, app } = await testShop({ core });
      await shop.uninstall();
      await shop.register(MANIFEST);
      const { url = "", headers } = registrations(app)[1] ?? {};
      const expected = core === "new" ? hmac(rawQuery(url), app.secrets[0] ?? "") : undefined;
      expect(headers?.["shopware-shop-signature"]).toBe(expected);
      expect(confirmations(app)[1]?.headers["shopware-shop-signature-previous"] !== undefined).toBe(core === "new");
    }
  });

  it("is moved by an old core without a signature of the shop, by a new one with both", async () => {
    for (const core of ["old", "new"] as const) {
      const { shop, app } = await testShop({ core });
      const id = shop.shopId();
      const before = shop.app()?.clientId;
      await shop.moveTo("https://new.example.com");
      const registration = registrations(app)[1];
      expect(registration?.url).toContain(`shop-id=${id}&shop-url=https://new.example.com&`);
      expect(registration?.headers["shopware-shop-signature"] !== undefined).toBe(core === "new");
      expect(confirmations(app)[1]?.headers["shopware-shop-signature-previous"] !== undefined).toBe(core === "new");
      expect(shop.app()?.clientId).not.toBe(before);
      await shop.deactivate();
      expect(JSON.parse(app.hooks().at(-1)?.body ?? "").source.url).toBe("https://new.example.com");
    }
  });

  it("of a reinstalled shop has a new shop id; what it first hears is signed with the secret of before", async () => {
    const { shop, app } = await testShop();
    const id = shop.shopId();
    const before = app.hooks().length;
    // As an app must that does not know the new shop by the old secret.
    app.status = ({ url }) => (url.endsWith("app.installed") ? 401 : 204);
    await shop.reinstall();
    expect(shop.shopId()).not.toBe(id);
    const [installed, ...more] = app.hooks().slice(before);
    expect(installed?.headers["shopware-shop-signature"]).toBe(hmac(installed?.body ?? "", app.secrets[0] ?? ""));
    expect(JSON.parse(installed?.body ?? "").source.shopId).toBe(shop.shopId());
    expect(more).toEqual([]);
    expect(shop.app()?.secret).toBe(app.secrets[1]);
  });

  it("whose shop dies before it confirms is registered again: an old core has the new secret already, a new one tries both", async () => {
    for (const core of ["old", "new"] as const) {
      const { shop, app } = await testShop({ core });
      const confirmed = shop.app()?.secret;
      expect(await shop.registerAgain({ dies: "before_confirm" })).toMatchObject({ outcome: "died" });
      expect(shop.app()?.secret === confirmed).toBe(core === "new");
      expect(await shop.registerAgain()).toMatchObject({ outcome: "confirmed" });
      const signature = registrations(app)[2]?.headers["shopware-shop-signature"];
      const query = rawQuery(registrations(app)[2]?.url ?? "");
      expect(signature).toBe(core === "old" ? undefined : hmac(query, app.secrets[1] ?? ""));
    }
  });

  it("has a page in the administration, whose address is signed in the order in which it stands, the signature last", async () => {
    const { shop, app } = await testShop({ version: "6.7.10.1" });
    const url = shop.moduleUrl("https://bridge.example.com/module?page=settings");
    const [signedPart = "", signature] = url.split("&shopware-shop-signature=");
    expect(signedPart).toMatch(
      /^https:\/\/bridge\.example\.com\/module\?page=settings&shop-id=\w+&shop-url=https:\/\/shop\.example\.com\/sub&timestamp=1795510800&sw-version=6\.7\.10\.1&sw-context-language=[0-9a-f]{32}&sw-user-language=de-DE$/,
    );
    expect(signature).toBe(hmac(rawQuery(signedPart), app.secrets[0] ?? ""));
  });

  it("keeps a webhook switched off over an update, as long as it has the same name", async () => {
    const { shop } = await testShop();
    const [row] = shop.app()?.webhooks ?? [];
    if (row !== undefined) row.active = false;
    const renamed = MANIFEST.webhooks.map((each, index) => (index === 1 ? { ...each, name: "renamed" } : each));
    await shop.update({ ...MANIFEST, version: "1.1.0", webhooks: renamed });
    expect(shop.app()?.webhooks.slice(0, 2)).toMatchObject([{ id: row?.id, active: false }, { active: true }]);
  });

  it("is not told about orders while it is switched off", async () => {
    const { shop, app } = await testShop();
    await shop.deactivate();
    const before = app.calls.length;
    const { entries } = fillBooks({ seed: 3, orders: 2, shopDomain: "x" });
    await shop.send(shop.enter(entries.flatMap(({ history }) => history)));
    expect(app.calls).toHaveLength(before);
    expect(shop.journal.unsent().every(({ why }) => why === "app_inactive")).toBe(true);
    expect(shop.journal.unsent().length).toBeGreaterThan(0);
  });
});

describe("a Shopware shop that was started again", () => {
  it("keeps its id, keeps a secret before it confirms it, and signs with the one that the app may hold", async () => {
    const kept: { shopId: string; secrets: readonly string[] }[] = [];
    const first = await testShop({ core: "new", keep: (identity) => void kept.push(identity) });
    const [secret = ""] = first.app.secrets;
    expect(kept).toEqual([
      { shopId: first.shop.shopId(), secrets: [secret] },
      { shopId: first.shop.shopId(), secrets: [secret] },
    ]);
    await first.shop.registerAgain({ dies: "before_confirm" });
    const [, given = ""] = first.app.secrets;
    const identity = kept.at(-1) ?? { shopId: "", secrets: [] };
    expect(identity.secrets).toEqual([given, secret]);

    const second = await testShop({ core: "new", identity, seed: 8 });
    expect(second.shop.shopId()).toBe(identity.shopId);
    const [registration] = registrations(second.app);
    const query = rawQuery(registration?.url ?? "");
    expect(registration?.headers["shopware-shop-signature"]).toBe(hmac(query, given));
  });
});
