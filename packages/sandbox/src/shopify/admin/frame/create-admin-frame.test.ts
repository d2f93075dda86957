import { describe, expect, it } from "vitest";
import { checkSessionToken } from "../session-token.ts";
import { createAdminFrame, type FramedApp } from "./create-admin-frame.ts";

const SHOP = "sandbox-shop.myshopify.com";
const APP: FramedApp = { url: "http://127.0.0.1:4000", clientId: "client-of-the-tests", clientSecret: "a secret" };
const NOW = Date.UTC(2026, 10, 24, 9);

function frame(app: FramedApp | null = APP, uninstalled = false) {
  let named = 0;
  const tokenId = () => `token-${++named}`;
  const isUninstalled = () => uninstalled;
  const shops = new Set([SHOP]);
  const optionalScopes = ["read_products", "read_<b>"];
  return createAdminFrame({
    shops,
    app,
    optionalScopes,
    isUninstalled,
    now: () => NOW,
    nonce: () => "bm9uY2U=",
    tokenId,
  });
}

async function appUrlIn(path: string): Promise<URL> {
  const html = await (await frame().request(path)).text();
  const [, src = ""] = /data-src="([^"]+)"/.exec(html) ?? [];
  return new URL(src.replaceAll("&amp;", "&"));
}

const check = (token: string) => checkSessionToken(token, { shop: SHOP, ...APP, now: NOW });

describe("the admin frame", () => {
  it("opens the app as Shopify does: shop, host, and a session token that the app can check", async () => {
    const url = await appUrlIn(`/admin/${SHOP}`);
    expect(url.origin + url.pathname).toBe("http://127.0.0.1:4000/app");
    expect(url.searchParams.get("embedded")).toBe("1");
    expect(url.searchParams.get("shop")).toBe(SHOP);
    expect(Buffer.from(url.searchParams.get("host") ?? "", "base64url").toString()).toBe(`${SHOP}/admin`);
    expect(check(url.searchParams.get("id_token") ?? "")).toMatchObject({ outcome: "genuine", userId: "1" });
  });

  it("gives the app another token each time it asks", async () => {
    const admin = frame();
    const ask = async (): Promise<string> =>
      JSON.parse(await (await admin.request(`/admin/${SHOP}/id-token`)).text()).id_token;
    const [first, second] = [await ask(), await ask()];
    expect(first).not.toBe(second);
    expect(check(second).outcome).toBe("genuine");
  });

  it.each([
    ["/app/connection", "/app/connection"],
    ["//evil.example.com/app", "/app"],
    ["/\\evil.example.com", "/app"],
    ["https://evil.example.com/", "/app"],
  ])("asked to open the app at %s, opens %s of the app's own origin", async (path, opened) => {
    const url = await appUrlIn(`/admin/${SHOP}?path=${encodeURIComponent(path)}`);
    expect(url.origin + url.pathname).toBe(APP.url + opened);
  });

  it("lets in its own script and the app's frame only", async () => {
    const policy = (await frame().request(`/admin/${SHOP}`)).headers.get("content-security-policy");
    expect(policy).toContain("script-src 'nonce-bm9uY2U='");
    expect(policy).toContain("frame-src http://127.0.0.1:4000;");
  });

  it("says so, in the reader's language, when no app is configured, and knows no other shop", async () => {
    const german = await frame(null).request(`/admin/${SHOP}`, { headers: { "accept-language": "de" } });
    expect(await german.text()).toContain("Keine App eingerichtet");
    expect(await (await frame(null).request(`/admin/${SHOP}`)).text()).toContain("No app is configured");
    expect((await frame(null).request(`/admin/${SHOP}/id-token`)).status).toBe(404);
    expect((await frame().request("/admin/other.myshopify.com")).status).toBe(404);
  });

  it("says so, in the reader's language, when the app was uninstalled, and neither opens it nor vouches for anyone", async () => {
    const answer = await frame(APP, true).request(`/admin/${SHOP}`);
    const html = await answer.text();
    expect(html).toContain("Karla is not installed in this shop");
    expect(html).toMatch(/<button [^>]*id="install"[^>]*>Install app</);
    expect(html).not.toMatch(/<iframe|id_token=/);
    expect(answer.headers.get("content-security-policy")).toContain("frame-src 'none'");
    const german = await frame(APP, true).request(`/admin/${SHOP}`, { headers: { "accept-language": "de" } });
    expect(await german.text()).toContain("Karla ist in diesem Shop nicht installiert");
    expect((await frame(APP, true).request(`/admin/${SHOP}/id-token`)).status).toBe(410);
  });

  it("gives every part that its scripts look for an id of its own", async () => {
    const idsIn = (html: string) => [...html.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]);
    const installed = await (await frame().request(`/admin/${SHOP}`)).text();
    const ids = idsIn(installed);
    expect(new Set(ids).size).toBe(ids.length);
    // What only one of the two pages has is looked for with a question mark.
    for (const [, id] of installed.matchAll(/byId\("([^"]+)"\)(?!\?)/g)) expect(ids).toContain(id);
    expect(ids).toEqual(expect.arrayContaining(["uninstall-ask", "uninstall", "keep", "consent", "allow", "decline"]));
    const uninstalled = await (await frame(APP, true).request(`/admin/${SHOP}`)).text();
    expect(idsIn(uninstalled)).toEqual(["install", "failed"]);
  });

  it("can ask whether the app may do more, in the reader's language, by what each scope allows", async () => {
    const html = async (language: string) =>
      (await frame().request(`/admin/${SHOP}`, { headers: { "accept-language": language } })).text();
    const english = await html("en");
    expect(english).toMatch(/<li data-scope="read_products">see the products, their variants and their metafields</);
    expect(english).toContain('<li data-scope="read_&lt;b&gt;">read_&lt;b&gt;</li>');
    expect(english).toMatch(/<button [^>]*id="allow"[^>]*>Allow</);
    expect(await html("de")).toMatch(/<button [^>]*id="allow"[^>]*>Erlauben</);
  });

  it("serves the stand-in for App Bridge", async () => {
    const answer = await frame().request("/app-bridge.js");
    expect(answer.headers.get("content-type")).toContain("text/javascript");
    expect(await answer.text()).toContain("window.shopify");
  });
});
