import { request } from "node:http";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { bytesOf } from "../fixtures/shopify/order-body.ts";
import { askAdmin, bearer } from "../http/ask-admin.ts";
import { SHOP as ADMIN_SHOP, startAdmin } from "../http/running-admin.ts";
import { SHOP } from "../http/running-spine.ts";
import { forgeToken } from "./forge-token.ts";
import { asBytes, type HostileShop, startHostileShop } from "./hostile-shop.ts";

/*
 * A shop is named in a webhook's header, in the query of a document, and in a session token. There is no form for it.
 * Nothing is repaired: what the catalogue would have cut into shape (D6, D12) is refused as well, so that a shop has no
 * second spelling.
 */
let shop: HostileShop;
let admin: Awaited<ReturnType<typeof startAdmin>>;
beforeAll(async () => {
  [shop, admin] = await Promise.all([startHostileShop(), startAdmin()]);
});
afterEach(() => shop.isUnharmed());
afterAll(async () => {
  await Promise.all([shop.stop(), admin.stop()]);
});

const NAMES: [string, string[]][] = [
  ["D1 a fragment", ["evil.com#.myshopify.com"]],
  ["D2 a path", ["evil.com/.myshopify.com", "evil.com?.myshopify.com", "evil.com\\.myshopify.com"]],
  ["D3 another domain behind it", ["a.myshopify.com.evil.com", "a.myshopify.comevil.com", "a.myshopify.com."]],
  ["D4 a user", ["a@evil.myshopify.com", "user:pw@a.myshopify.com"]],
  ["D6 a slash behind it", ["a.myshopify.com/", "a.myshopify.com//", `${SHOP}/`, `${SHOP}//`]],
  [
    "D7 letters that look like others",
    ["а.myshopify.com", "ａ．myshopify．com", "a。myshopify.com", "\u212a.myshopify.com", "ſ.myshopify.com"],
  ],
  [
    "D8 characters that are none",
    [
      "a.myshopify.com\n",
      "a.myshopify.com%0a",
      "a.myshopify.com%00",
      "a.myshopify.com\0",
      "a.myshopify.com\tb",
      "a\t.myshopify.com",
    ],
  ],
  [
    "D9 no label of a shop",
    [
      "-a.myshopify.com",
      "a..myshopify.com",
      ".myshopify.com",
      "myshopify.com",
      "a.b.myshopify.com",
      "a_b.myshopify.com",
    ],
  ],
  ["D10 a label that is too long", [`${"a".repeat(300)}.myshopify.com`, `${"a".repeat(64)}.myshopify.com`]],
  [
    "D11 other domains of Shopify",
    ["accounts.shopify.com", "a.shopify.com", "a.shop.dev", "a.myshopify.io", "admin.shopify.com"],
  ],
  [
    "D12 the address of a shop's admin",
    ["admin.shopify.com/store/foo", "admin.shopify.com/store/foo/", "https://admin.shopify.com/store/foo"],
  ],
  ["D13 a port", ["a.myshopify.com:443", `${SHOP}:443`, "a.myshopify.com:"]],
];

describe.each(NAMES)("%s", (_name, names) => {
  test.each(names)("is no shop in a header: %j", async (name) => {
    for (const body of [shop.spoilt(), shop.order().body]) {
      const headers = { "X-Shopify-Shop-Domain": asBytes(name) };
      expect(await shop.post(bytesOf(body), { headers })).toMatchObject({ status: 400, stored: [] });
    }
  });

  test.each(names)("is no shop in a query: %j", async (name) => {
    const query = new URLSearchParams({ ...Object.fromEntries(new URLSearchParams(admin.query(null))), shop: name });
    const page = await askAdmin(admin, `/auth/session-token?${query}`);
    expect([page.status, await page.text()]).toEqual([400, ""]);
    for (const path of ["/app", "/auth/login", "/auth/exit-iframe"]) {
      const { status, headers } = await askAdmin(admin, `${path}?${query}`);
      expect([path, status < 500]).toEqual([path, true]);
      // The page of ours that is refused above, and nothing else.
      expect(headers.get("Location") ?? "/auth/").toMatch(/^\/auth\/(login$|session-token\?|$)/);
      expect(headers.get("Content-Security-Policy") ?? "").not.toMatch(/evil|frame-ancestors (?!'none')/);
    }
  });

  test.each(names)("is no shop in a session token: %j", async (name) => {
    const claims = { iss: `https://${name}/admin`, dest: `https://${name}` };
    const token = forgeToken({ claims, clientId: admin.clientId, secret: admin.clientSecret });
    expect((await askAdmin(admin, "/app.data", { headers: bearer(token) })).status).toBe(401);
    expect((await admin.pool.query("SELECT FROM session")).rowCount).toBe(0);
  });
});

describe("D5 capital letters", () => {
  test("are the same shop in a header", async () => {
    const { id, body } = shop.order();
    for (const [name, stored] of [
      [SHOP, ["done"]],
      [SHOP.toUpperCase(), []],
      ["Spine.MyShopify.com", []],
    ] as const) {
      const headers = { "X-Shopify-Shop-Domain": name, "X-Shopify-Webhook-Id": "d5" };
      expect(await shop.deliver(id, bytesOf(body), { headers })).toMatchObject({
        status: 200,
        stored,
        order: "delivered",
      });
    }
  });

  test("are never another shop in a query or a token", async () => {
    const name = ADMIN_SHOP.toUpperCase();
    const { headers } = await askAdmin(admin, `/auth/session-token?${admin.query(null, { shop: name })}`);
    expect(headers.get("Content-Security-Policy") ?? "").not.toContain(name);
    const claims = { iss: `https://${name}/admin`, dest: `https://${name}` };
    const token = forgeToken({ claims, clientId: admin.clientId, secret: admin.clientSecret });
    expect((await askAdmin(admin, "/app.data", { headers: bearer(token) })).status).toBe(401);
  });
});

describe("D14 more than one shop in a query", () => {
  const rest = () => {
    const query = new URLSearchParams(admin.query(null));
    query.delete("shop");
    return query;
  };

  test.each(["shop[]", "shop%5B%5D", "shop[0]", "shop.", "Shop"])("is none where it is a list: %s", async (name) => {
    expect((await askAdmin(admin, `/auth/session-token?${name}=${ADMIN_SHOP}&${rest()}`)).status).toBe(400);
    const { headers } = await askAdmin(admin, `/app?${name}=${ADMIN_SHOP}&${rest()}`);
    expect(headers.get("Location")).toBe("/auth/login");
  });

  // Not refused: the first of them counts wherever one is looked at, and none of them opens anything.
  test.each([
    [ADMIN_SHOP, "other.myshopify.com"],
    ["other.myshopify.com", ADMIN_SHOP],
    [ADMIN_SHOP, "evil.com"],
  ])("is the first of them: %s, %s", async (first, second) => {
    const page = await askAdmin(admin, `/auth/session-token?shop=${first}&shop=${second}&${rest()}`);
    expect(page.headers.get("Content-Security-Policy")).toContain(`frame-ancestors https://${first} `);
    expect(page.headers.get("Content-Security-Policy")).not.toContain(second);
    const { status } = await askAdmin(admin, `/app.data?shop=${first}&shop=${second}&${rest()}`);
    expect(status).not.toBe(200);
  });
});

describe("D15 a host that is none of Shopify's", () => {
  test.each([
    "x.myshopify.com@evil.com",
    "x.myshopify.com@evil.com/admin",
    "evil.com#.shopify.com",
    "evil.com/.myshopify.com/admin",
    "evil.com /admin",
    "evil.com\\.myshopify.com/admin",
    "",
  ])("leads nowhere: %s", async (host) => {
    for (const encoding of ["base64", "base64url"] as const) await leadsNowhere(Buffer.from(host).toString(encoding));
  });

  test.each(["%%%", "====", "\0", "{}", "ä"])("leads nowhere where it is no base64: %j", leadsNowhere);
});

async function leadsNowhere(host: string): Promise<void> {
  for (const path of ["/app", "/auth/session-token", "/auth/exit-iframe", "/"]) {
    const answer = await askAdmin(admin, `${path}?${admin.query(null, { host })}`);
    expect([path, answer.status < 500]).toEqual([path, true]);
    expect(answer.headers.get("Location") ?? "").not.toMatch(/^[a-z]+:|^\/\//i);
    expect(await answer.text()).not.toContain("evil.com");
  }
}

describe("K8 another name for our host", () => {
  test.each(["evil.com", "evil.com:443", "127.0.0.1:1", "a@evil.com", "evil.com/..", SHOP])(
    "has no effect on a webhook: %s",
    async (host) => {
      const { id, body } = shop.order();
      const taken = await shop.deliver(id, bytesOf(body), { headers: { Host: host } });
      expect(taken).toMatchObject({ status: 200, order: "delivered" });
      expect(taken.answer).toBe("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    },
  );

  test("is in no address that the admin leads to", async () => {
    const good = new URLSearchParams(admin.query(null));
    for (const Host of ["evil.com", "evil.com:443", `evil.com#.${ADMIN_SHOP}`, "a@evil.com"])
      for (const path of [
        "/",
        `/app?${good}`,
        `/app/problems?${good}`,
        `/auth/session-token?${good}`,
        "/auth/login",
        "/app",
      ]) {
        const { status, text } = await ask(`${admin.url}${path}`, { Host });
        expect([path, Host, status < 500]).toEqual([path, Host, true]);
        expect(text).not.toContain("evil");
      }
  });
});

/** With a Host of its own, which fetch does not allow; head and body in one text. */
function ask(url: string, headers: Record<string, string>): Promise<{ status: number; text: string }> {
  const browser = { "User-Agent": "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36" };
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { headers: { ...browser, ...headers }, agent: false }, async (incoming) => {
      let text = JSON.stringify(incoming.headers);
      for await (const chunk of incoming) text += chunk;
      resolve({ status: incoming.statusCode ?? 0, text });
    });
    outgoing.on("error", reject);
    outgoing.end();
  });
}
