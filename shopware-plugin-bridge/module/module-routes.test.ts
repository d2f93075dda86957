import type { MerchantServices } from "@karla/runtime/merchant-services";
import { shopIdOf } from "@karla/sync/ids";
import { createReplayDesk } from "@karla/sync/replay-desk";
import { describe, expect, test } from "vitest";
import { createTestEngine } from "../../test/fakes/engine.ts";
import { createMemoryLanes } from "../../test/fakes/memory-lanes.ts";
import { createMemoryReplays } from "../../test/fakes/memory-replays.ts";
import type { Installation } from "../registration/installation.ts";
import { INSTALLED_SHOP } from "../registration/installed-shop.fixture.ts";
import { memoryInstallations } from "../registration/memory-installations.fixture.ts";
import { capturedModule, rawQueryOf } from "../signature/captured.fixture.ts";
import { sign } from "../signature/sign.ts";
import type { ModuleBuild } from "./module-build.ts";
import { createModuleRoutes } from "./module-routes.ts";
import { issueToken } from "./session.ts";

const NOW = Date.UTC(2026, 10, 30, 12);
const { secret: SECRET, shopId: SHOP } = INSTALLED_SHOP;
const NEW_HOST = "https://new.example.com";

const known = { ...INSTALLED_SHOP, url: "https://shop.example.com/sub" };

const BUILD: ModuleBuild = {
  script: "main-1.js",
  styles: ["main-1.css"],
  assets: new Map([
    ["main-1.js", { type: "text/javascript; charset=utf-8", plain: Buffer.from("1"), compressed: Buffer.from("br") }],
  ]),
};

function stand({ build = BUILD as ModuleBuild | null, changes = {} as Partial<Installation> } = {}) {
  const installations = memoryInstallations();
  installations.put({ ...known, ...changes });
  const clock = { at: NOW, now: () => clock.at };
  const asked: unknown[] = [];
  const reactivated: string[] = [];
  const inbox = createMemoryLanes(clock);
  const replays = createMemoryReplays(inbox, { clock });
  const desk = createReplayDesk({
    ...createTestEngine().deps,
    replays,
    histories: replays,
    inbox,
    platform: "shopware",
    newId: () => "wish",
    clock,
  });
  const services: Partial<MerchantServices> = {
    home: async (shop) => {
      asked.push(shop);
      throw new Error("password=of-the-database");
    },
    backfill: async () => null,
    countedToday: async () => null,
    problems: async (shop) => {
      asked.push(shop);
      return [];
    },
    replay: async (shop) => ({ desk, shopId: shopIdOf("shopware", shop) }),
    remedy: async (shop, remedy) => void asked.push([shop, remedy]),
  };
  const lines: object[] = [];
  const line = (fields: object) => void lines.push(fields);
  const app = createModuleRoutes({
    services: services as MerchantServices,
    installations,
    reactivate: async (shopId) => void reactivated.push(shopId),
    build,
    rules: { allowLoopback: true },
    clock,
    log: { info: line, warn: line, error: line },
  });
  const open = (query: string, secret = SECRET) =>
    app.request(`/shopware/module?${query}&shopware-shop-signature=${sign(query, secret)}`);
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  return { app, installations, clock, asked, reactivated, lines, open, bearer };
}

const query = (changes: Record<string, string> = {}) =>
  Object.entries({
    "shop-id": SHOP,
    "shop-url": "https://shop.example.com/sub",
    timestamp: String(NOW / 1_000),
    "sw-version": "6.6.7.1",
    "sw-user-language": "de-DE",
    ...changes,
  })
    .map(([name, value]) => `${name}=${value}`)
    .join("&");

const token = issueToken({ shopId: SHOP, openedAt: NOW, issuedAt: NOW }, SECRET);

describe("the module's document", () => {
  test("opens for the signed address that a real shop's administration was given", async () => {
    const { url, secret } = capturedModule();
    const raw = rawQueryOf(url);
    const shopId = /shop-id=([^&]+)/.exec(raw)?.[1] ?? "";
    const { app, installations, clock } = stand();
    installations.put({ ...known, shopId, url: "http://localhost:8000", secret });
    clock.at = Number(/timestamp=(\d+)/.exec(raw)?.[1]) * 1_000;
    expect((await app.request(`/shopware/module?${raw}`)).status).toBe(200);
  });

  test("may be framed by this shop's administration alone, sets no cookie, and keeps nothing", async () => {
    const answer = await stand().open(query());
    expect([answer.status, answer.headers.get("set-cookie"), answer.headers.get("cache-control")]).toEqual([
      200,
      null,
      "no-store",
    ]);
    expect(answer.headers.get("content-security-policy")).toMatch(/frame-ancestors https:\/\/shop\.example\.com$/);
    expect(answer.headers.get("x-frame-options")).toBeNull();
  });

  test("tells its script the session, the language and where the administration is", async () => {
    const html = await (await stand().open(query())).text();
    const [, written = ""] = /id="karla-module">(.*?)<\/script>/.exec(html) ?? [];
    expect(JSON.parse(written)).toEqual({
      session: token,
      language: "de",
      locale: "de-DE",
      timeZone: "Europe/Berlin",
      adminUrl: "https://shop.example.com/sub/admin",
    });
    expect(html).toContain('src="/shopware/module/assets/main-1.js"');
  });

  test.each([
    ["another secret", query(), "b".repeat(64), {}],
    ["a copy of the shop", query({ "shop-url": "https://staging.example.com" }), SECRET, {}],
    ["last week", query({ timestamp: String(NOW / 1_000 - 604_800) }), SECRET, {}],
    ["a shop that took the app out", query(), SECRET, { deletedAt: NOW }],
    ["a shop that has not confirmed", query(), SECRET, { secret: null }],
  ])("is refused in words to %s, and framed by nobody", async (_, raw, secret, changes) => {
    const answer = await stand({ changes }).open(raw, secret);
    const html = await answer.text();
    expect(answer.status).toBe(401);
    expect(html).toMatch(/<p>.{40,}<\/p>/);
    expect(html).not.toContain("karla-module");
    expect(answer.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  });

  test.each(["", "shop-id=x", "shop-id=%zz&shopware-shop-signature=1", "shopware-shop-signature=1"])(
    "answers %j with 400",
    async (raw) => {
      expect((await stand().app.request(`/shopware/module?${raw}`)).status).toBe(400);
    },
  );

  test("says so where it was not built", async () => {
    const answer = await stand({ build: null }).open(query());
    expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining("npm start")]);
  });

  test("is a sign of life of an app that counts as inactive", async () => {
    const { open, reactivated } = stand({ changes: { active: false } });
    await open(query());
    expect(reactivated).toEqual([SHOP]);
  });
});

describe("a page", () => {
  test("is read for the shop of the token, and brings the next token", async () => {
    const { app, asked, bearer, clock } = stand();
    clock.at += 60_000;
    const answer = await app.request("/shopware/module/pages/problems?shop=other", { headers: bearer(token) });
    expect([answer.status, await answer.json()]).toEqual([200, { problems: [] }]);
    expect(asked).toEqual([SHOP]);
    const next = issueToken({ shopId: SHOP, openedAt: NOW, issuedAt: NOW + 60_000 }, SECRET);
    expect(answer.headers.get("karla-session")).toBe(next);
  });

  test("does what it is asked for", async () => {
    const { app, asked, bearer } = stand();
    const body = JSON.stringify({ remedy: "replay", code: "orders_refused" });
    const answer = await app.request("/shopware/module/pages/problems", {
      method: "POST",
      headers: bearer(token),
      body,
    });
    expect([answer.status, await answer.json()]).toEqual([200, { outcome: "done" }]);
    expect(asked).toEqual([[SHOP, "replay"]]);
  });

  test.each([
    ["no token", {}],
    ["another shop's", { token: issueToken({ shopId: "other", openedAt: NOW, issuedAt: NOW }, SECRET) }],
    ["one of the secret before", { token: issueToken({ shopId: SHOP, openedAt: NOW, issuedAt: NOW }, "b".repeat(64)) }],
    [
      "one of yesterday",
      { token: issueToken({ shopId: SHOP, openedAt: NOW - 86_400_000, issuedAt: NOW - 86_400_000 }, SECRET) },
    ],
  ])("with %s is not shown, and asks for nothing", async (_, given: { token?: string }) => {
    const { app, asked, bearer } = stand();
    const headers = given.token === undefined ? {} : bearer(given.token);
    const wish = { method: "POST", headers, body: '{"remedy":"replay"}' };
    const answers = [
      await app.request("/shopware/module/pages/problems", { headers }),
      await app.request("/shopware/module/pages/problems", wish),
    ];
    expect(answers.map(({ status }) => status)).toEqual([401, 401]);
    expect(asked).toEqual([]);
  });

  test("of a shop that takes the app out meanwhile is over", async () => {
    const { app, installations, bearer } = stand();
    installations.put({ ...known, deletedAt: NOW });
    const answer = await app.request("/shopware/module/pages/problems", { headers: bearer(token) });
    expect([answer.status, await answer.json()]).toEqual([401, { error: "session_over" }]);
  });

  test("of no order that its address names is none, and what is refused says why", async () => {
    const { app, bearer } = stand();
    const at = (query: string) => app.request(`/shopware/module/pages/order${query}`, { headers: bearer(token) });
    expect((await at("")).status).toBe(404);
    expect((await at("?order=0123456789abcdef0123456789abcdef")).status).toBe(200);
    const body = JSON.stringify({ intent: "send", order: "0123", version: 1, withEffects: false });
    const answer = await app.request("/shopware/module/pages/order", { method: "POST", headers: bearer(token), body });
    expect([answer.status, await answer.json()]).toEqual([409, { outcome: "refused", reason: "not_in_books" }]);
  });

  test.each(["", "null", "{", '{"remedy":"delete_everything"}'])("takes %j for no wish of its", async (body) => {
    const { app, asked, bearer } = stand();
    const wish = { method: "POST", headers: bearer(token), body };
    expect((await app.request("/shopware/module/pages/problems", wish)).status).toBe(400);
    expect(asked).toEqual([]);
  });

  test("that nobody knows is not there, and a failure tells nobody why", async () => {
    const { app, lines, bearer } = stand();
    expect((await app.request("/shopware/module/pages/nothing", { headers: bearer(token) })).status).toBe(404);
    const failed = await app.request("/shopware/module/pages/home", { headers: bearer(token) });
    expect(failed.status).toBe(500);
    expect((await failed.text()) + JSON.stringify(lines)).not.toContain("password");
  });
});

describe("a shop that wants to move", () => {
  const move = { url: NEW_HOST, askedAt: NOW - 1_000, approvedAt: null };
  const approve = (to: string) => JSON.stringify({ intent: "approve_move", to });

  test("may, once the merchant has said so in the module at its old address", async () => {
    const { app, installations, bearer } = stand({ changes: { move } });
    const wish = { method: "POST", headers: bearer(token), body: approve(NEW_HOST) };
    const answer = await app.request("/shopware/module/pages/home", wish);
    expect([answer.status, await answer.json()]).toEqual([200, { outcome: "approved" }]);
    expect(installations.get(SHOP)?.move).toEqual({ ...move, approvedAt: NOW });
  });

  test("to another address than the merchant has seen may not", async () => {
    const { app, installations, bearer } = stand({ changes: { move } });
    const wish = { method: "POST", headers: bearer(token), body: approve("https://evil.example.com") };
    expect((await app.request("/shopware/module/pages/home", wish)).status).toBe(409);
    expect(installations.get(SHOP)?.move).toEqual(move);
  });
});

describe("a file of the build", () => {
  test("may be kept for ever, and comes compressed to whoever can read that", async () => {
    const { app } = stand();
    const plain = await app.request("/shopware/module/assets/main-1.js");
    expect([await plain.text(), plain.headers.get("cache-control")]).toEqual([
      "1",
      expect.stringContaining("immutable"),
    ]);
    const headers = { "accept-encoding": "gzip, br" };
    const compressed = await app.request("/shopware/module/assets/main-1.js", { headers });
    expect([await compressed.text(), compressed.headers.get("content-encoding")]).toEqual(["br", "br"]);
    expect((await app.request("/shopware/module/assets/..%2f..%2fpackage.json")).status).toBe(404);
  });
});
