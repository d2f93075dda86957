import { migrate } from "@karla/store/migrate";
import { escapeText } from "@karla/tracking/escape-text";
import { LOCALES } from "@karla/tracking/locale";
import { TRACKING_TEXTS } from "@karla/tracking/texts";
import { expect, test } from "vitest";
import { anUpsert, useCore } from "../test-core.fixture.ts";

const core = useCore(migrate);
const HOSTILE = `<script>alert("x")</script>'"&`;

async function tracked(overrides: Record<string, unknown> = {}, trackings: readonly unknown[] = []) {
  const shop = await core.shop();
  await core.call("PUT", `${shop.at}/orders`, anUpsert(overrides, trackings));
  const page = (query: string, language = "en") =>
    core.core().app.request(`/track/${shop.slug}?${query}`, { headers: { "accept-language": language } });
  const link = (await core.call("POST", `${shop.at}/orders/trackpage-url`, { id: "5001", id_type: "external_id" }))
    .body;
  return { ...shop, page, link };
}

test("the signed link opens the order without a zip code, at the public address", async () => {
  const { link, page, slug } = await tracked();
  const url = new URL(link.url);
  expect(url.origin + url.pathname).toBe(`https://track.example.com/track/${slug}`);
  expect(url.searchParams.get("orderNumber")).toBe("1001");
  expect(url.searchParams.get("token")).toBe(link.token);
  const answer = await page(url.searchParams.toString());
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain("Blue shirt");
});

test("a changed, foreign or expired token opens nothing", async () => {
  const { link, page } = await tracked();
  const other = await tracked();
  const status = async (token: string) => (await page(new URLSearchParams({ token }).toString())).status;
  expect(await status(link.token)).toBe(200);
  const [order, expires, signature] = link.token.split(".");
  expect(await status(`${order}.${Number(expires) + 1}.${signature}`)).toBe(404);
  expect(await status(`${order}.${expires}.${"A".repeat(43)}`)).toBe(404);
  expect(await status(other.link.token)).toBe(404);
  expect(await status("")).toBe(404);
  core.clock.advance(181 * 24 * 3600 * 1000);
  expect(await status(link.token)).toBe(404);
});

test("order number or name with the zip code opens it, however the zip code is typed", async () => {
  const { page } = await tracked({ address: { zip_code: "SW1A 1AA" } });
  for (const query of ["orderNumber=1001&zipCode=sw1a1aa", "orderNumber=%231001&zipCode=SW1A-1AA"])
    expect((await page(query)).status).toBe(200);
});

test("an unknown order, a wrong zip code and an unknown shop get the same answer", async () => {
  const { page } = await tracked();
  const nonces = /nonce[-="]+[^"';]+/g;
  const answers = [
    await page("orderNumber=9999&zipCode=10115"),
    await page("orderNumber=1001&zipCode=99999"),
    await page("orderNumber=1001&zipCode="),
    await core.core().app.request("/track/no-such-shop?orderNumber=1001&zipCode=10115"),
  ];
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  const texts = await Promise.all(answers.map(async (answer) => (await answer.text()).replaceAll(nonces, "")));
  expect(new Set(texts).size).toBe(1);
});

test("everything that came from outside is escaped", async () => {
  const { link, page } = await tracked({ order_name: HOSTILE, products: [{ title: `1${HOSTILE}`, quantity: 1 }] }, [
    {
      tracking_number: HOSTILE,
      tracking_url: `https://example.com/?a="><script>`,
      products: [{ title: HOSTILE, quantity: 1 }],
    },
  ]);
  const text = await (await page(`token=${link.token}`)).text();
  expect(text).not.toContain("<script");
  expect(text.match(/&lt;script&gt;alert\(&quot;x&quot;\)/g)?.length).toBeGreaterThanOrEqual(5);
});

test.each([
  "javascript:alert(1)",
  "data:text/html,x",
  "//example.com/x",
  "http://example.com",
  "https://a:b@example.com",
])("a parcel's %s is no link", async (tracking_url) => {
  const { link, page } = await tracked({}, [{ tracking_number: "A1", tracking_url }]);
  const text = await (await page(`token=${link.token}`)).text();
  expect(text).toContain("A1");
  expect(text).not.toContain("<a ");
});

test("a web link of a parcel is one that gives nothing away", async () => {
  const { link, page } = await tracked({}, [
    { tracking_number: "A1", tracking_url: "https://example.com/t?n=A1&l=de" },
  ]);
  const text = await (await page(`token=${link.token}`)).text();
  expect(text).toContain('href="https://example.com/t?n=A1&amp;l=de" rel="noopener noreferrer">');
});

test("the page speaks the reader's language, loads nothing and is not kept", async () => {
  const { link, page } = await tracked();
  const german = await page(`token=${link.token}`, "de-AT,en;q=0.5");
  expect(await german.text()).toMatch(/<html lang="de">[\s\S]*Bestellung #1001[\s\S]*398,50/);
  expect(german.headers.get("content-security-policy")).toMatch(/^default-src 'none'; style-src 'nonce-/);
  expect(german.headers.get("referrer-policy")).toBe("no-referrer");
  expect(german.headers.get("cache-control")).toBe("private, no-store");
  expect(await (await page("")).text()).toMatch(/<html lang="en">[\s\S]*<label [^>]*>Zip code/);
});

test("a link for an unknown order is 404 order_not_found", async () => {
  const { at } = await core.shop();
  expect(await core.call("POST", `${at}/orders/trackpage-url`, { id: "1" })).toMatchObject({
    status: 404,
    body: { key: "order_not_found" },
  });
});

test.each(LOCALES)("finder and order are in %s where the browser prefers that", async (locale) => {
  const { link, page } = await tracked();
  const t = TRACKING_TEXTS[locale];
  for (const [query, words] of [
    ["", t.finder.submit],
    [`token=${link.token}`, t.state.received.title],
  ] as const) {
    const text = await (await page(query, `pt,${locale};q=0.9`)).text();
    expect(text).toContain(`<html lang="${locale}">`);
    expect(text).toContain(escapeText(words));
  }
});

test("the page says where a parcel is and what is wrong with it, when, and in the time of the address", async () => {
  const { at, link, page } = await tracked({}, [{ tracking_number: "A1" }]);
  const [{ trackings }] = (await core.call("GET", `${at}/orders`)).body;
  const event = { event_name: "CARRIER_DELAY", event_time: "2026-03-01T12:00:00Z", external_id: "1" };
  await core.call("POST", `${at}/shipments/${trackings[0].id}/events`, event);
  expect(await (await page(`token=${link.token}`)).text()).toMatch(
    /<h2 [^>]*>Delayed<\/h2>[\s\S]*<p [^>]*>On its way<\/p>[\s\S]*1:00.PM<[\s\S]*Delayed at the carrier/,
  );
  expect(await (await page(`token=${link.token}`, "de")).text()).toMatch(
    /<h2 [^>]*>Verspätet<\/h2>[\s\S]*<p [^>]*>Unterwegs<\/p>[\s\S]*13:00<[\s\S]*Verspätung beim Versanddienst/,
  );
});

test("what of an order is in no parcel yet is said by the piece", async () => {
  const { link, page } = await tracked({}, [
    { tracking_number: "A1", products: [{ title: "Blue shirt", quantity: 1 }] },
  ]);
  expect(await (await page(`token=${link.token}`)).text()).toMatch(
    /Not in a parcel yet[\s\S]*>1 ×<\/span> <bdi>Blue shirt/,
  );
});

test("outside of the sandbox there is nothing to preview", async () => {
  const { page } = await tracked();
  const text = await (await page("preview=delayed")).text();
  expect(text).toContain("Find your order");
  expect(text).not.toContain("Delayed");
});
