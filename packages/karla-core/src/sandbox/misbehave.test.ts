import { createAdaptorServer, type ServerType } from "@hono/node-server";
import { migrate } from "@karla/store/migrate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anUpsert, useCore } from "../test-core.fixture.ts";

const core = useCore(migrate, { sandbox: true });
let server: ServerType;
let origin = "";

beforeAll(async () => {
  server = createAdaptorServer({ fetch: core.core().fetch });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
});
afterAll(() => server.close());

const misbehave = (...rules: unknown[]) => core.call("PUT", "/_sandbox/misbehave", { rules });
const put = (at: string, init: RequestInit = {}) =>
  fetch(`${origin}${at}/orders`, {
    method: "PUT",
    headers: { authorization: core.admin, "content-type": "application/json" },
    body: JSON.stringify(anUpsert()),
    ...init,
  });
const count = async (at: string) => (await core.call("GET", `${at}/orders`)).body.length;

describe("told to misbehave, the core", () => {
  test("answers a status with any Retry-After as often as told, and applies nothing", async () => {
    const { at } = await core.shop();
    await misbehave(
      { kind: "status", status: 429, retryAfter: "Wed, 21 Oct 2026 07:28:00 GMT", times: 1 },
      { kind: "status", status: 500, times: 1, method: "put" },
    );
    const limited = await put(at);
    expect([limited.status, limited.headers.get("retry-after")]).toEqual([429, "Wed, 21 Oct 2026 07:28:00 GMT"]);
    const broken = await put(at);
    expect([broken.status, await broken.json()]).toMatchObject([500, { type: "api_error" }]);
    expect(await count(at)).toBe(0);
    expect((await put(at)).status).toBe(200);
    expect(await count(at)).toBe(1);
  });

  test("cuts the connection after applying, and the repeated request changes nothing more", async () => {
    const { at } = await core.shop();
    await misbehave({ kind: "cut_after_applying", path: `${at}/orders`, times: 1 });
    await expect(put(at)).rejects.toThrow("fetch failed");
    expect(await count(at)).toBe(1);
    const before = (await core.call("GET", `${at}/orders`)).body;
    expect((await put(at)).status).toBe(200);
    expect((await core.call("GET", `${at}/orders`)).body).toEqual(before);
  });

  test("hangs until the caller gives up, and applies nothing", async () => {
    const { at } = await core.shop();
    await misbehave({ kind: "hang", path: "/v1/shops/*", times: 1 });
    await expect(put(at, { signal: AbortSignal.timeout(200) })).rejects.toThrow(/timeout/i);
    expect(await count(at)).toBe(0);
  });

  test("answers what is no JSON, after applying", async () => {
    const { at } = await core.shop();
    await misbehave({ kind: "invalid_json", times: 1 });
    const answer = await put(at);
    expect(answer.status).toBe(200);
    await expect(answer.json()).rejects.toThrow(SyntaxError);
    expect(await count(at)).toBe(1);
  });
});

test("rules that make no sense are 422 and replace nothing", async () => {
  for (const rule of [
    { kind: "status", times: 1 },
    { kind: "hang" },
    { kind: "explode", times: 1 },
    { kind: "status", status: 200, times: 1 },
  ]) {
    expect((await misbehave(rule)).status).toBe(422);
  }
});

test("the journal holds every write in order with its exact text and answer, and no read", async () => {
  const { at, slug } = await core.shop();
  await core.call("DELETE", "/_sandbox/journal");
  const text = '{ "id":"1", "order": {"total_order_price": 398.00} }';
  await core.call("PUT", `${at}/orders`, text);
  await core.call("GET", `${at}/orders`);
  await misbehave({ kind: "cut_after_applying", times: 1 });
  await put(at).catch(() => null);
  await core.call("PUT", `${at}/orders`, anUpsert(), null);
  const path = `${at}/orders`;
  expect((await core.call("GET", "/_sandbox/journal")).body).toEqual({
    dropped: 0,
    entries: [
      { method: "PUT", path, slug, body: text, status: 422, at: "2026-03-01T12:00:00.000Z" },
      { method: "PUT", path, slug, body: JSON.stringify(anUpsert()), status: null, at: "2026-03-01T12:00:00.000Z" },
      { method: "PUT", path, slug, body: JSON.stringify(anUpsert()), status: 400, at: "2026-03-01T12:00:00.000Z" },
    ],
  });
});

test("a key made in the sandbox opens its shop", async () => {
  const { at, slug } = await core.shop();
  const key = { username: "app", key: "app-key-0123456789", shops: [{ shop_slug: slug, role: "editor" }] };
  expect((await core.call("POST", "/_sandbox/keys", key)).status).toBe(200);
  const credentials = `Basic ${Buffer.from("app:app-key-0123456789").toString("base64")}`;
  expect((await core.call("PUT", `${at}/orders`, anUpsert(), credentials)).status).toBe(200);
  expect(
    (await core.call("POST", "/_sandbox/keys", { ...key, shops: [{ shop_slug: "none", role: "admin" }] })).status,
  ).toBe(404);
});

test("the page of arrivals shows shops and orders, escaped, in the reader's language", async () => {
  const { at, slug } = await core.shop();
  await core.call(
    "PUT",
    `${at}/orders`,
    anUpsert({ order_name: "<b>#1</b>" }, [{ tracking_number: "A1" }, { tracking_number: "A2" }]),
  );
  const answer = await core.core().app.request("/", { headers: { "accept-language": "de" } });
  const text = await answer.text();
  expect(text).toMatch(/<html lang="de">/);
  expect(text).toContain(slug);
  expect(text).toContain("<td>&lt;b&gt;#1&lt;/b&gt;</td>");
  expect(text).toMatch(/<td class="number">2<\/td>\s*<td class="number">398,50\s€<\/td>/);
  expect(answer.headers.get("content-security-policy")).toContain("script-src 'nonce-");
});
