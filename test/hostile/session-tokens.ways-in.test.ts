import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { askAdmin } from "../http/ask-admin.ts";
import { SHOP, startAdmin } from "../http/running-admin.ts";

let admin: Awaited<ReturnType<typeof startAdmin>>;
beforeAll(async () => {
  admin = await startAdmin();
});
afterAll(() => admin.stop());

describe("J12 the callback of an authorisation code", () => {
  const good = {
    shop: SHOP,
    host: Buffer.from(`${SHOP}/admin`).toString("base64url"),
    code: "0907a61c0c8d55e99db179b68161bc00",
    state: "0.6784241404160823",
    timestamp: String(Math.floor(Date.now() / 1_000)),
    embedded: "1",
  };
  function signed(query: Record<string, string>, secret = admin.clientSecret): URLSearchParams {
    const message = new URLSearchParams(Object.entries(query).sort(([a], [b]) => (a < b ? -1 : 1)));
    return new URLSearchParams([...message, ["hmac", createHmac("sha256", secret).update(`${message}`).digest("hex")]]);
  }
  const { state, ...withoutState } = good;

  test.each<[string, () => URLSearchParams]>([
    ["with everything right", () => signed(good)],
    ["without a state", () => signed(withoutState)],
    ["with another state than its cookie", () => signed({ ...good, state: "1" })],
    ["without a signature", () => new URLSearchParams(good)],
    ["with the signature of another app", () => signed(good, "another")],
    [
      "with a shop swapped after it was signed",
      () => {
        const query = signed(good);
        query.set("shop", "other.myshopify.com");
        return query;
      },
    ],
    ["with a good session token", () => signed({ ...good, id_token: admin.sessionToken() })],
  ])("gives nothing: %s, the first time and the second", async (_, make) => {
    const query = make();
    const cookie = { Cookie: `shopify_app_state=${state}; shopify_app_state.sig=x` };
    for (const path of ["/auth/callback", "/auth/callback", "/auth", "/auth/shopify/callback", "/auth/callback.data"]) {
      const answer = await askAdmin(admin, `${path}?${query}`, { headers: cookie });
      expect([path, answer.status >= 400 && answer.status < 500]).toEqual([path, true]);
      expect(answer.headers.get("Set-Cookie")).toBeNull();
    }
    const posted = await askAdmin(admin, `/auth/callback?${query}`, { method: "POST", headers: cookie });
    expect(posted.status).toBe(401);
    expect((await admin.pool.query("SELECT FROM session")).rowCount).toBe(0);
    expect(admin.tokens.counts(SHOP)).toEqual({ exchanges: 0, refreshes: 0 });
  });
});

describe("J13 an address to lead to", () => {
  const FOREIGN = [
    "//evil.com",
    "///evil.com",
    "/\\evil.com",
    "/\t/evil.com",
    "/\n/evil.com",
    "\\\\evil.com",
    "\\/evil.com",
    " //evil.com",
    "https:evil.com",
    "https://evil.com",
    "https://app.example@evil.com",
    "javascript:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "https://admin.shopify.com/store/tea",
    "",
  ];
  const asOurs = () => [
    `${admin.url}@evil.com/`,
    `${admin.url}.evil.com/`,
    `${admin.url}:1/`,
    `${admin.url}\\@evil.com/`,
  ];
  const PATHS = ["/", "/app", "/auth/session-token", "/auth/exit-iframe", "/auth/login", "/nothing", "/app.data"];
  const WAYS = ["exitIframe", "return_to", "redirectUri", "shopify-reload"];

  test.each(WAYS)("that is not the app's own is refused, wherever it is asked for: %s", async (way) => {
    for (const address of [...FOREIGN, ...asOurs()])
      for (const path of PATHS) {
        const query = new URLSearchParams([...new URLSearchParams(admin.query(null)), [way, "/app"], [way, address]]);
        const answer = await askAdmin(admin, `${path}?${query}`);
        expect([address, path, answer.status]).toEqual([address, path, 400]);
        expect(answer.headers.get("Location")).toBeNull();
        expect(await answer.text()).toBe("");
      }
  });

  test("is a path of the app where App Bridge comes back to", async () => {
    const sent = await askAdmin(admin, `/app/problems?${admin.query(null)}`);
    const bounce = sent.headers.get("Location") ?? "";
    expect(new URL(bounce, admin.url).searchParams.get("shopify-reload")).toMatch(`${admin.url}/app/problems?`);
    const page = await askAdmin(admin, bounce);
    expect([page.status, (await page.text()).includes("app-bridge.js")]).toEqual([200, true]);
  });

  test("is never one that the path of the request makes up", async () => {
    for (const path of ["//evil.com/app", "/\\evil.com", "//evil.com/%2e", "/app/..//evil.com"]) {
      const { status, headers } = await askAdmin({ url: "" }, new URL(admin.url).origin + path);
      expect([path, status < 500, headers.get("Location")]).toEqual([path, true, null]);
    }
  });

  test("is one of our own pages or of the shop's admin, whatever else is in the query", async () => {
    const answer = async (path: string) => (await askAdmin(admin, path)).headers.get("Location");
    expect(await answer("/?shop=//evil.com")).toBe("/app?shop=%2F%2Fevil.com");
    expect(await answer("/app?shop=//evil.com")).toBe("/auth/login");
    expect(await answer(`/app?embedded=1&shop=${SHOP}&host=${btoa("evil.com/admin")}`)).toBe("/auth/login");
    const unframed = await answer(`/app?${admin.query(null, { embedded: "0" })}`);
    expect(unframed).toBe(`https://${SHOP}/admin/apps/${admin.clientId}`);
    expect((await askAdmin(admin, `/app?shop=${SHOP}&host=${btoa("[/admin")}`)).status).toBe(400);
  });

  test("is not taken from the headers of the request", async () => {
    const headers = { "X-Forwarded-Host": "evil.com", "X-Forwarded-Proto": "ftp" };
    const answer = await askAdmin(admin, `/app?${admin.query(null)}`, { headers });
    expect(answer.headers.get("Location")).toContain(encodeURIComponent(admin.url));
    expect(answer.headers.get("Location")).not.toContain("evil");
  });
});

describe("J14 a form that another site sends", () => {
  const own = () => ({ Origin: admin.url });
  const json = JSON.stringify({ intent: "save", slug: "tea", username: "tea", key: "k" });
  const bodies = [
    ["text/plain", json],
    ["application/x-www-form-urlencoded", "intent=switch_off"],
    ["multipart/form-data; boundary=x", "--x--"],
  ] as const;
  const send = async (path: string, headers: Record<string, string>, body: string, method = "POST") =>
    (await askAdmin(admin, path, { method, headers: { Cookie: "session=1", ...headers }, body })).status;

  test.each(bodies)("is refused: %s", async (contentType, body) => {
    const type = { "Content-Type": contentType };
    for (const path of ["/app/connection", "/app/connection.data", "/app", "/", "/auth/login"]) {
      for (const origin of ["https://evil.com", "null", "", `${admin.url}.evil.com`, "https://admin.shopify.com"])
        expect(await send(path, { ...type, Origin: origin }, body)).toBe(403);
      expect(await send(path, { ...type, "Sec-Fetch-Site": "cross-site" }, body)).toBe(403);
      expect(await send(path, { ...type }, body)).toBe(401);
      expect(await send(path, { ...type, ...own() }, body)).toBe(401);
    }
  });

  test("is refused even with a good session token", async () => {
    const headers = { Authorization: `Bearer ${admin.sessionToken()}`, Origin: "https://evil.com" };
    expect(await send("/app/connection.data", headers, "intent=switch_off")).toBe(403);
    for (const method of ["PUT", "PATCH", "DELETE"]) expect(await send("/app", headers, "", method)).toBe(403);
  });

  test("is taken from our own page, whatever name a proxy gives the app", async () => {
    const headers = { Authorization: `Bearer ${admin.sessionToken()}`, "Sec-Fetch-Site": "same-origin", ...own() };
    const type = { "Content-Type": "application/x-www-form-urlencoded" };
    expect(await send("/app/connection.data", { ...headers, ...type }, "intent=switch_off")).toBe(200);
    const proxied = { ...headers, ...type, "X-Forwarded-Host": "internal.example:8080" };
    expect(await send("/app/connection.data", proxied, "intent=switch_off")).toBe(200);
  });
});

describe("J15 a frame around the app", () => {
  const policyOf = async (path: string) => (await askAdmin(admin, path)).headers.get("Content-Security-Policy");
  const framedBy = async (path: string) => /^frame-ancestors ([^;]*);/.exec((await policyOf(path)) ?? "")?.[1];

  test("may be the shop's admin alone, in which it is opened", async () => {
    for (const shop of [SHOP, "other.myshopify.com"])
      for (const path of ["/app", "/auth/session-token", "/nothing"]) {
        const query = path === "/app" ? admin.query(admin.sessionToken(), { shop }) : admin.query(null, { shop });
        expect(await framedBy(`${path}?${query}`)).toBe(
          `https://${shop} https://admin.shopify.com ${admin.sandboxOrigin}`,
        );
      }
  });

  test("may be nobody's where no shop is named", async () => {
    for (const path of ["/auth/login", "/nothing", "/auth/login?shop="]) expect(await framedBy(path)).toBe("'none'");
  });

  test.each([
    "evil.com",
    "*",
    "tea.myshopify.com.evil.com",
    "tea.myshopify.com evil.com",
    "tea.myshopify.com; script-src *",
    "a@evil.com",
    "*.myshopify.com",
    "x\ny",
  ])("may be nobody's where the shop is none: %j", async (shop) => {
    const query = new URLSearchParams({ shop });
    expect(await framedBy(`/auth/login?${query}`)).toBe("'none'");
    const bounce = await askAdmin(admin, `/auth/session-token?${query}`);
    expect([bounce.status, await bounce.text()]).toEqual([400, ""]);
  });
});
