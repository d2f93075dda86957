import { shopIdOf } from "@karla/sync/ids";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { askAdmin, bearer } from "./ask-admin.ts";
import { FORMER_SECRET, SHOP, startAdmin } from "./running-admin.ts";

let admin: Awaited<ReturnType<typeof startAdmin>>;
beforeAll(async () => {
  admin = await startAdmin();
});
beforeEach(() => admin.pool.query("TRUNCATE session"));
afterAll(() => admin.stop());

const get = (path: string, headers: Record<string, string> = {}) => askAdmin(admin, path, { headers });
const open = (token: string | null, more?: Record<string, string>) => get(`/app?${admin.query(token, more)}`);
const post = (path: string, fields: Record<string, string>, token: string) =>
  askAdmin(admin, path, { method: "POST", headers: bearer(token), body: new URLSearchParams(fields) });

describe("a document of the app", () => {
  test("opens with a session token, which all its loaders exchange once", async () => {
    const before = admin.tokens.counts(SHOP).exchanges;
    const response = await open(admin.sessionToken());
    expect(response.status).toBe(200);
    expect(await response.text()).toContain("<h1");
    expect(admin.tokens.counts(SHOP).exchanges).toBe(before + 1);
    await open(admin.sessionToken());
    expect(admin.tokens.counts(SHOP).exchanges).toBe(before + 1);
  });

  test("F40 opens with a token that was signed with the secret of before, while that is rotated", async () => {
    const token = admin.sessionToken({ clientSecret: FORMER_SECRET });
    expect((await open(token)).status).toBe(200);
    expect((await get("/app?_data=routes/app", bearer(token))).status).toBe(200);
    expect((await admin.pool.query("SELECT FROM session")).rowCount).toBe(1);
  });

  test("gets a new token at once where the shop no longer takes the one that is stored", async () => {
    await open(admin.sessionToken());
    admin.tokens.uninstall(SHOP);
    admin.tokens.install(SHOP);
    admin.forgetTimeZones();
    const before = admin.tokens.counts(SHOP).exchanges;
    expect(await (await open(admin.sessionToken())).text()).toContain("Europe/Berlin");
    expect(admin.tokens.counts(SHOP).exchanges).toBe(before + 1);
  });

  test("keeps an offline token that ends, with its refresh token", async () => {
    await open(admin.sessionToken());
    const { rows } = await admin.pool.query("SELECT id, expires, refresh_token FROM session");
    expect(rows).toEqual([{ id: `offline_${SHOP}`, expires: expect.any(Date), refresh_token: expect.any(String) }]);
  });

  test("is not kept, and not guessed at", async () => {
    const { headers } = await open(admin.sessionToken());
    expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(headers.get("Cache-Control")).toBe("no-store");
    expect(headers.get("X-Powered-By")).toBeNull();
  });

  test("speaks the language that Shopify names, else the browser's", async () => {
    expect(await (await open(admin.sessionToken(), { locale: "de-DE" })).text()).toContain('<html lang="de"');
    expect(await (await open(admin.sessionToken(), { locale: "fr" })).text()).toContain('<html lang="en"');
    const asked = await get(`/app?${admin.query(admin.sessionToken())}`, { "Accept-Language": "de-AT,en;q=0.5" });
    expect(await asked.text()).toContain('<html lang="de"');
  });

  test("fetches a session token where there is none, and where it is stale or forged", async () => {
    const stale = admin.sessionToken({ now: Date.now() - 3_600_000 });
    const forged = admin.sessionToken({ clientSecret: "another" });
    for (const token of [null, stale, forged]) {
      const response = await open(token);
      expect(response.status).toBe(302);
      expect(response.headers.get("Location")).toMatch(/^\/auth\/session-token\?.*shopify-reload=/);
    }
    const { rowCount } = await admin.pool.query("SELECT FROM session");
    expect(rowCount).toBe(0);
  });
});

test("Shopify opens the root: it leads to the app with all it was given", async () => {
  const query = admin.query("token");
  expect((await get(`/?${query}`)).headers.get("Location")).toBe(`/app?${query}`);
});

test("who comes without a shop is told how to open the app, and asked for nothing", async () => {
  expect((await get("/")).headers.get("Location")).toBe("/auth/login");
  const page = await (await get("/auth/login", { "Accept-Language": "de" })).text();
  expect(page).toContain("Öffnen Sie Karla in Ihrem Shopify-Adminbereich");
  expect(page).not.toMatch(/<(form|input)/);
});

describe("a request of the page itself", () => {
  test("shows the counters of its shop alone", async () => {
    await admin.store.problems.raise(shopIdOf("shopify", SHOP), "core_unreachable");
    await admin.store.problems.raise(shopIdOf("shopify", "other.myshopify.com"), "orders_refused");
    const text = await (await get("/app/problems.data", bearer(admin.sessionToken()))).text();
    expect(text).toContain("core_unreachable");
    expect(text).not.toContain("orders_refused");
  });

  test("knows what the shop has granted, as its session has it", async () => {
    const granted = async () => (await get("/app/mapping.data", bearer(admin.sessionToken()))).text();
    const first = await granted();
    expect(first).toContain("read_orders");
    expect(first).not.toContain("read_products");
    await admin.pool.query("UPDATE session SET scope = 'read_orders,read_products'");
    expect(await granted()).toContain("read_products");
  });

  test("is asked to come again with a good token", async () => {
    const response = await get("/app.data", bearer(admin.sessionToken({ clientSecret: "another" })));
    expect(response.status).toBe(401);
    expect(response.headers.get("X-Shopify-Retry-Invalid-Session-Request")).toBe("1");
  });

  test("a connection that cannot be tried is not saved, and its key does not come back", async () => {
    const fields = { intent: "save", slug: "tea", username: "tea", key: "karla-key-1" };
    const text = await (await post("/app/connection.data", fields, admin.sessionToken())).text();
    expect(text).toContain("unreachable");
    expect(text).not.toContain("karla-key-1");
    const { rows } = await admin.pool.query("SELECT connection FROM shop WHERE connection IS NOT NULL");
    expect(rows).toEqual([]);
  });

  test.each([{ intent: "drop" }, {}, { intent: "save", slug: "x".repeat(300), username: "", key: "" }])(
    "refuses the form %j",
    async (fields) => {
      expect((await post("/app/connection.data", fields, admin.sessionToken())).status).toBe(400);
    },
  );

  test("a form of that size is none of ours", async () => {
    expect((await post("/app/connection.data", { key: "x".repeat(200_000) }, admin.sessionToken())).status).toBe(413);
  });
});

test("an address that does not exist says so, in the reader's language", async () => {
  const response = await get("/wp-login.php", { "Accept-Language": "de" });
  expect(response.status).toBe(404);
  expect(await response.text()).toContain("Diese Seite gibt es nicht");
});

test("assets may be kept for ever; what is none is not found", async () => {
  expect((await get("/assets/app-abc.js")).headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
  expect((await get("/assets/app-abc.js", { "Accept-Encoding": "br" })).headers.get("Content-Encoding")).toBe("br");
  expect(await (await get("/assets/app-abc.js", { "Accept-Encoding": "br" })).text()).toBe("1");
  expect(
    (await get("/assets/app-abc.js", { "Accept-Encoding": "identity" })).headers.get("Content-Encoding"),
  ).toBeNull();
  expect((await get("/assets/../../package.json")).status).toBe(404);
  expect((await get("/assets/none.js", { "Accept-Encoding": "br" })).status).toBe(404);
  expect((await get("/assets/..%2fassets%2fapp-abc.js")).status).toBe(404);
});

test("the log has paths, and no keys", async () => {
  await open(admin.sessionToken());
  const fields = { intent: "save", slug: "s", username: "u", key: "karla-key-2" };
  await post("/app/connection.data", fields, admin.sessionToken());
  const log = admin.lines.join("");
  expect(log).toContain('"path":"/app"');
  expect(log).not.toMatch(/karla-key|shpat_|shprt_/);
});
