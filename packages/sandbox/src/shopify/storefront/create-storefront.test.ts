import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { pastOrders } from "../../live/past-orders.ts";
import { createStorefront } from "./create-storefront.ts";

const EXTENSION = fileURLToPath(new URL("../../../../../extensions/tracking-page", import.meta.url));
const NOW = Date.UTC(2026, 10, 30);

function setUp(answer: () => Response = () => new Response("")) {
  const asked: URL[] = [];
  const bodies: { type: string | null; bytes: Buffer }[] = [];
  const orders = pastOrders({ seed: 7, orders: 60, days: 30, firstNumber: 1001, now: NOW });
  const site = createStorefront({
    shopDomain: "tea.myshopify.com",
    shopName: "Tea & <Cups>",
    app: { url: "http://app.example.com", clientSecret: "hush" },
    extension: EXTENSION,
    orders: () => orders,
    fetch: async (url, init) => {
      asked.push(new URL(String(url)));
      const sent = new Request(String(url), init);
      bodies.push({ type: sent.headers.get("content-type"), bytes: Buffer.from(await sent.arrayBuffer()) });
      return answer();
    },
    now: () => NOW,
  });
  const request = (path: string, init: RequestInit) => site.request(`http://shop.example.com${path}`, init, {});
  const get = async (path: string, headers: Record<string, string> = {}) => {
    const response = await request(path, { headers });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  return { request, get, asked, bodies, orders };
}

const liquid = (source: string, status = 200) =>
  new Response(source, { status, headers: { "Content-Type": "application/liquid; charset=utf-8" } });

describe("a storefront", () => {
  it("passes on what is below /apps/karla, signed, in each market", async () => {
    const { get, asked } = setUp();
    await get("/apps/karla/track?orderNumber=%231001&a=1&a=2");
    await get("/de-at/apps/karla/track");
    expect(asked.map(({ pathname }) => pathname)).toEqual(["/proxy/track", "/proxy/track"]);
    expect([...(asked[0]?.searchParams ?? [])].map(([name]) => name)).toEqual([
      "orderNumber",
      "a",
      "a",
      "shop",
      "logged_in_customer_id",
      "path_prefix",
      "timestamp",
      "signature",
    ]);
    expect(asked[1]?.searchParams.get("path_prefix")).toBe("/de-at/apps/karla");
  });

  it("passes a form on byte for byte, and signs its address alone", async () => {
    const { request, asked, bodies } = setUp();
    const type = "multipart/form-data; boundary=x";
    const bytes = Buffer.from([0, 255, 13, 10, 45, 45, 120]);
    await request("/apps/karla/resolve?locale=de", { method: "POST", body: bytes, headers: { "Content-Type": type } });
    expect(bodies).toEqual([{ type, bytes }]);
    expect([...(asked[0]?.searchParams.keys() ?? [])]).toContain("signature");
  });

  it("renders Liquid in its layout, and leaves all else as it is", async () => {
    const page = await setUp(() => liquid("<p>{{ shop.name | escape }} {{ request.locale.iso_code }}</p>", 404)).get(
      "/de-at/apps/karla/track",
    );
    expect(page.status).toBe(404);
    expect(page.text).toMatch(
      /<html[^>]* lang="de-AT" dir="ltr">.*<main.*<p>Tea &amp; &lt;Cups&gt; de-AT<\/p>.*<\/main>/s,
    );
    const json = await setUp(() => Response.json({ html: "{{ shop.name }}" })).get("/apps/karla/track?format=json");
    expect(JSON.parse(json.text)).toEqual({ html: "{{ shop.name }}" });
  });

  it("shows a page of its own where the app fails", async () => {
    const unreachable = (): Response => {
      throw new TypeError("fetch failed");
    };
    for (const answer of [() => liquid("sorry", 503), unreachable]) {
      const page = await setUp(answer).get("/apps/karla/track");
      expect(page).toMatchObject({ status: 502, text: expect.stringContaining("third-party application") });
    }
  });

  it("tells the app who is logged in, and Liquid which orders are theirs", async () => {
    const { request, get, asked, orders } = setUp(() =>
      liquid("{% for order in customer.orders %}[{{ order.name }}]{% endfor %}"),
    );
    const customer = orders.find((order) => order.customer !== null)?.customer?.id ?? "";
    const own = orders.filter((order) => order.customer?.id === customer).map(({ name }) => `[${name}]`);
    const login = await request("/account/login", {
      method: "POST",
      body: new URLSearchParams({ customer, return_to: "/de-de/pages/track" }),
    });
    expect([login.status, login.headers.get("location")]).toEqual([303, "/de-de/pages/track"]);
    const cookie = (login.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
    const page = await get("/apps/karla/track", { cookie });
    expect(asked[0]?.searchParams.get("logged_in_customer_id")).toBe(customer);
    for (const name of own) expect(page.text).toContain(name);
    expect((await get("/apps/karla/track")).text).not.toContain("[#");
  });

  it.each(["https://evil.example.com", "null"])("logs nobody in for a page of %s", async (origin) => {
    const { request } = setUp();
    const body = new URLSearchParams({ customer: "7" });
    const answer = await request("/account/login", {
      method: "POST",
      body,
      headers: { origin },
    });
    expect([answer.status, answer.headers.get("set-cookie")]).toEqual([403, null]);
  });

  it("sends nobody to another place after that", async () => {
    const { request } = setUp();
    for (const place of ["//evil.example.com", "https://evil.example.com", "/\\evil.example.com"]) {
      const body = new URLSearchParams({ return_to: place });
      const answer = await request("/account/logout", { method: "POST", body });
      expect(answer.headers.get("location")).toBe("/pages/track");
    }
  });

  it("loads what the block names on the page that has it, and nothing on others", async () => {
    const { get } = setUp();
    const names = ["karla-tracking.css", "karla-tracking.js"];
    const [block, about] = [await get("/pages/track"), await get("/pages/about")];
    for (const name of names) {
      expect(block.text.split(`/cdn/extensions/karla/assets/${name}`)).toHaveLength(2);
      expect(about.text).not.toContain(name);
      expect((await get(`/cdn/extensions/karla/assets/${name}`)).status).toBe(200);
    }
    expect((await get("/cdn/extensions/karla/assets/..%2fshopify.extension.toml")).status).toBe(404);
  });

  it("shows the block in the language of the market", async () => {
    const { get } = setUp();
    expect((await get("/pages/track")).text).toContain("Zip code");
    expect((await get("/de-at/pages/track")).text).toContain("Postleitzahl");
    const hebrew = await get("/he-il/pages/track");
    expect(hebrew.text).toMatch(/dir="rtl"/);
    expect(hebrew.text).toContain('action="/he-il/apps/karla/track"');
    for (const { text } of [await get("/pages/track"), hebrew]) expect(text).not.toContain("translation missing");
  });
});
