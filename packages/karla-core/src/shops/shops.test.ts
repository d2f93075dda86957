import { migrate } from "@karla/store/migrate";
import { expect, test } from "vitest";
import { anUpsert, useCore } from "../test-core.fixture.ts";

const core = useCore(migrate);
const creation = (slug: string) => ({ name: "Example shop", organization: "Example", klaviyo_enabled: true, slug });

test("a shop is created once, read, found by every filter, changed and deleted with all it has", async () => {
  const body = { ...creation("berlin"), shop_provider: "shopify" };
  expect(await core.call("POST", "/v1/shops", body)).toMatchObject({ status: 200, body: {} });
  expect(await core.call("POST", "/v1/shops", body)).toMatchObject({ status: 409, body: { key: "shop_exists" } });
  const shop = (await core.call("GET", "/v1/shops/berlin")).body;
  expect(shop).toMatchObject({
    slug: "berlin",
    name: "Example shop",
    shop_provider: "shopify",
    klaviyo_enabled: true,
    logo_url: null,
    language: "en",
  });
  for (const query of [
    `uuid=${shop.uuid}`,
    "name=Example+shop&slug=berlin",
    "slug=berlin",
    "shop_provider=shopify",
    "language=en&slug=berlin",
    "organization=Example&slug=berlin",
  ]) {
    expect((await core.call("GET", `/v1/shops?${query}`)).body, query).toEqual([shop]);
  }
  expect((await core.call("GET", "/v1/shops?language=de")).body).toEqual([]);
  expect((await core.call("GET", "/v1/shops?slug=hamburg")).body).toEqual([]);
  await core.call("PATCH", "/v1/shops/berlin", { name: "New name", description: null });
  expect((await core.call("GET", "/v1/shops/berlin")).body).toMatchObject({
    name: "New name",
    organization: "Example",
  });
  await core.call("PUT", "/v1/shops/berlin/orders", anUpsert({}, [{ tracking_number: "A1" }]));
  expect((await core.call("DELETE", "/v1/shops/berlin")).status).toBe(200);
  expect((await core.call("GET", "/v1/shops/berlin")).status).toBe(404);
});

test("a key sees only its own shops in the list", async () => {
  const [{ slug }] = [await core.shop(), await core.shop()];
  const { body } = await core.call("GET", "/v1/shops", undefined, await core.key(slug, "viewer"));
  expect(body.map((shop: { slug: string }) => shop.slug)).toEqual([slug]);
});

test.each([
  ["no name", { organization: "x", klaviyo_enabled: false, slug: "x" }],
  ["a slug with a slash", creation("a/b")],
  ["an unknown provider", { ...creation("x"), shop_provider: "magento" }],
  ["a key too many", { ...creation("x"), plan: "pro" }],
])("a shop with %s is 422", async (_, body) => {
  expect((await core.call("POST", "/v1/shops", body)).status).toBe(422);
});

test("settings have defaults and each group is changed alone", async () => {
  const { at } = await core.shop();
  const defaults = {
    carriers: { shipment_updates: true },
    triggers: { klaviyo: false, shopify: false },
    segments: { klaviyo: false, shopify: false },
  };
  expect((await core.call("GET", `${at}/settings`)).body).toEqual(defaults);
  expect((await core.call("PUT", `${at}/settings/triggers`, { shopify: true })).body).toEqual({
    klaviyo: false,
    shopify: true,
  });
  expect((await core.call("PUT", `${at}/settings/carriers`, { shipment_updates: false })).body).toEqual({
    shipment_updates: false,
  });
  await Promise.all([
    core.call("PUT", `${at}/settings/segments`, { klaviyo: true }),
    core.call("PUT", `${at}/settings/segments`, { shopify: true }),
  ]);
  expect((await core.call("GET", `${at}/settings`)).body).toEqual({
    carriers: { shipment_updates: false },
    triggers: { klaviyo: false, shopify: true },
    segments: { klaviyo: true, shopify: true },
  });
  expect((await core.call("PUT", `${at}/settings/triggers`, { shopware: true })).status).toBe(422);
});

test("the versioned settings are answered in their own form and show in the flat one", async () => {
  const { at } = await core.shop();
  const body = {
    triggers: { data: { klaviyo: { status: "disabled" }, shopify: { status: "live" } } },
    carriers: { data: {} },
    trackpages: { data: { theme: "plain" } },
  };
  const answer = await core.call("POST", `${at}/settings`, body);
  expect(answer.body).toMatchObject({
    triggers: { version: 1, data: { klaviyo: { stale_event_threshold: 4 } } },
    trackpages: { data: { theme: "plain" } },
  });
  expect((await core.call("GET", `${at}/settings`)).body.triggers).toEqual({ klaviyo: false, shopify: true });
});

test("core-managed Shopify webhooks are made once per type, listed, read and deleted", async () => {
  const { at, slug } = await core.shop();
  const path = `${at}/shopify/webhooks`;
  expect((await core.call("GET", path)).body).toEqual([]);
  const made = await core.call("POST", path, { webhook_type: "order_update" });
  expect(made.body).toMatchObject({
    webhook_type: "order_update",
    topic: "orders/updated",
    merchant_slug: slug,
    shopify_id: null,
    fields: [],
  });
  expect((await core.call("POST", path, { webhook_type: "order_update" })).status).toBe(409);
  expect((await core.call("POST", path, { webhook_type: "refund" })).status).toBe(422);
  expect((await core.call("GET", path)).body).toEqual([made.body]);
  expect((await core.call("GET", `${path}/${made.body.uuid}`)).body).toEqual(made.body);
  expect((await core.call("DELETE", `${path}/${made.body.uuid}`)).status).toBe(200);
  expect(await core.call("GET", `${path}/${made.body.uuid}`)).toMatchObject({
    status: 404,
    body: { key: "webhook_not_found" },
  });
  expect((await core.call("DELETE", `${path}/nothing`)).status).toBe(404);
});
