import { shopIdOf } from "@karla/sync/ids";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { SHOP } from "./running-spine.ts";
import { type RunningStorefront, startStorefront } from "./running-storefront.ts";

const CUSTOMER = "207119551";
const SHIRTS = [{ title: "Blue shirt", quantity: 2 }];
const asCustomer = { shopify: { logged_in_customer_id: CUSTOMER } };

let storefront: RunningStorefront;
beforeAll(async () => {
  storefront = await startStorefront();
  await storefront.place({ external_id: "1001", external_customer_id: CUSTOMER, address: { zip_code: "SW1A 1AA" } }, [
    { tracking_number: "PARCEL-1", tracking_url: "https://example.com/track/1", products: SHIRTS },
  ]);
  await storefront.place({ external_id: "5001", order_number: "77", order_name: "TEA-77" });
});
beforeEach(() => {
  storefront.spine.misbehave.next = null;
});
afterAll(() => storefront.stop());

const by = (orderNumber: string, zipCode: string) =>
  [
    ["orderNumber", orderNumber],
    ["zipCode", zipCode],
  ] as const;
const shows = async (...wish: Parameters<RunningStorefront["visit"]>) => {
  const { status, text } = await storefront.visit(...wish);
  return status === 200 && text.includes("Blue shirt");
};

describe("an order is shown", () => {
  test.each(["SW1A 1AA", "sw1a1aa", "sw1a-1aa", " Sw1A  1aA "])("with its number and the zip code %j", async (zip) => {
    expect(await shows(by("1001", zip))).toBe(true);
    expect(await shows(by("#1001", zip))).toBe(true);
  });

  test("with the name that the shop gives it", async () => {
    expect(await shows(by("TEA-77", "10115"))).toBe(true);
    expect(await shows(by("77", "10115"))).toBe(true);
  });

  test("to the customer who placed it, without a zip code", async () => {
    expect(await shows([["orderNumber", "1001"]], asCustomer)).toBe(true);
    expect(await shows([["orderNumber", "77"]], asCustomer)).toBe(false);
    expect(await shows(by("77", "10115"), asCustomer)).toBe(true);
  });

  test("of several with one number the one whose zip code it is", async () => {
    for (const id of ["6001", "6002"]) {
      const products = [{ title: `Shirt of ${id}`, quantity: 1 }];
      await storefront.place({ external_id: id, order_number: "88", products, address: { zip_code: id } });
    }
    expect((await storefront.visit(by("88", "6001"))).text).toContain("Shirt of 6001");
    expect((await storefront.visit(by("88", "6002"))).text).toContain("Shirt of 6002");
  });

  test("with a link, until its time is over, and in its own shop alone", async () => {
    const token = storefront.links.create(shopIdOf("shopify", SHOP), "1001");
    expect(await shows([["token", token]])).toBe(true);
    expect(await shows([["token", storefront.links.create(shopIdOf("shopify", "other.myshopify.com"), "1001")]])).toBe(
      false,
    );
    expect(await shows([["token", token.replace(/^1001/, "5001")]])).toBe(false);
  });
});

test("an order is shown under another name of its shop, with a link from before as well", async () => {
  const renamed = { shopify: { shop: "renamed.myshopify.com" } };
  const token = storefront.links.create(shopIdOf("shopify", SHOP), "1001");
  expect(await shows([["token", token]], renamed)).toBe(false);
  const identity = { platformId: "gid://shopify/Shop/1", domain: SHOP, named: renamed.shopify.shop };
  await storefront.spine.store.names.settle(identity);
  expect(await shows([["token", token]], renamed)).toBe(true);
  expect(await shows(by("1001", "SW1A 1AA"), renamed)).toBe(true);
  expect(await shows(by("1001", "SW1A 1AA"))).toBe(true);
});

describe("no order is shown", () => {
  test("without a zip code: a guest is asked for it", async () => {
    const answer = await storefront.visit([["orderNumber", "1001"]]);
    expect(answer).toMatchObject({ status: 200, calls: 0 });
    expect(answer.text).toContain('name="zipCode"');
    expect(answer.text).not.toContain("Blue shirt");
  });

  test("where the core has none, in the words of a wrong zip code", async () => {
    const answers = [await storefront.visit(by("9999", "10115")), await storefront.visit(by("1001", "10115"))];
    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
    expect(answers[0]?.text).toBe(answers[1]?.text);
  });

  test("while the core does not answer: the customer is told to come back, and Shopify shows it", async () => {
    storefront.spine.misbehave.next = () => ({ kind: "status", status: 500 });
    const page = await storefront.visit(by("1001", "SW1A1AA"), { shopify: { path_prefix: "/de-de/apps/karla" } });
    expect(page.status).toBe(200);
    expect(page.headers.get("retry-after")).toBe("60");
    expect(page.text).toContain("gerade nicht");
    const json = await storefront.visit([...by("1001", "SW1A1AA"), ["format", "json"]]);
    expect(json.status).toBe(503);
    expect(JSON.parse(json.text)).toMatchObject({ outcome: "unavailable" });
  });

  test("in a shop that is not connected, which becomes known to nobody by that", async () => {
    const answer = await storefront.visit([...by("1001", "SW1A1AA"), ["locale", "en"]], {
      shopify: { shop: "stranger.myshopify.com" },
    });
    expect(answer).toMatchObject({ status: 200, calls: 0 });
    expect(answer.text).toContain("not set up in this shop");
    const { rows } = await storefront.spine.pool.query("SELECT domain FROM shop");
    expect(rows).toEqual([{ domain: SHOP }]);
  });
});

test("an answer is kept by nobody, and tells no other site where the customer was", async () => {
  for (const asked of [by("1001", "SW1A1AA"), by("1001", "1"), []]) {
    const { headers } = await storefront.visit(asked);
    expect(headers.get("cache-control")).toBe("private, no-store");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("x-robots-tag")).toBe("noindex");
  }
});

test("a block is answered with JSON", async () => {
  const asked = [...by("1001", "SW1A1AA"), ["format", "json"]] as const;
  const answer = await storefront.visit(asked);
  expect(answer.type).toBe("application/json; charset=utf-8");
  // Wherever it is put, no tag begins in it.
  expect(answer.text).not.toContain("<");
  expect(JSON.parse(answer.text)).toMatchObject({
    outcome: "order",
    html: expect.stringContaining("Blue shirt"),
    title: "Order #1001",
  });
  const missed = await storefront.visit(by("1001", "1"), { headers: { accept: "application/json" } });
  expect(JSON.parse(missed.text)).toMatchObject({ outcome: "not_found" });
});

describe("the language", () => {
  test("is the one that the block names, else that of the market's path; links stay in the market", async () => {
    const german = { shopify: { path_prefix: "/de-at/apps/karla" } };
    const page = await storefront.visit([], german);
    expect(page.text).toContain('lang="de"');
    expect(page.text).toContain('action="/de-at/apps/karla/track"');
    expect(page.text).not.toContain("{% case");
    expect((await storefront.visit([["locale", "fr-CA"]], german)).text).toContain('lang="fr"');
  });

  test("is left to the storefront where nobody names one", async () => {
    const page = await storefront.visit([]);
    expect(page.text).toMatch(/case karla_language %\}.*when "de" %\}.*lang="de".*else %\}.*lang="en"/s);
  });
});

test("a customer who is logged in is offered the orders that the storefront knows of", async () => {
  expect((await storefront.visit([["locale", "en"]], asCustomer)).text).toContain("for order in customer.orders");
  expect((await storefront.visit([["locale", "en"]])).text).not.toContain("customer.orders");
});

test("who asks too often waits, and is told no more than who asks for what is not there", async () => {
  const limited = await startStorefront({ limited: true });
  await limited.place({ external_id: "1001" });
  const from = (address: string) => ({ headers: { "X-Forwarded-For": `${address}, 192.0.2.1` } });
  for (let n = 0; n < 10; n += 1)
    expect((await limited.visit(by("1001", String(n)), from(`198.51.100.${n}`))).status).toBe(404);
  const missed = await limited.visit(by("9999", "1"), from("198.51.100.99"));
  const stopped = await limited.visit(by(" #1001", "10115"), from("198.51.100.99"));
  expect(stopped).toMatchObject({ status: 429, calls: 0, text: missed.text });
  expect(Number(stopped.headers.get("retry-after"))).toBeGreaterThan(0);
  for (let n = 0; n < 60; n += 1) await limited.visit(by(String(2000 + n), "1"), from("203.0.113.5"));
  expect((await limited.visit(by("3000", "1"), from("203.0.113.5"))).status).toBe(429);
  expect((await limited.visit(by("3000", "1"), from("203.0.113.6"))).status).toBe(404);
  await limited.stop();
});

test("what lies beside the page is not there", async () => {
  for (const path of ["/proxy/", "/proxy/track/", "/proxy/Track", "/proxy/../app"]) {
    expect((await fetch(`${storefront.origin}${path}`)).status).toBe(404);
  }
});
