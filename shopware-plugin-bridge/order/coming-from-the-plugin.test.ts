import { migrate } from "@karla/store/migrate";
import type { OrderFacts } from "@karla/sync/order";
import { owed } from "@karla/sync/owed";
import { SETTINGS_ON } from "@karla/sync/settings";
import { toKarla } from "@karla/sync/to-karla";
import { describe, expect, test } from "vitest";
import { useCore as playedCore, START } from "../../packages/karla-core/src/test-core.fixture.ts";
import { aDelivery, anOrder, factsOf, ORDER_ID } from "./a-shopware-order.fixture.ts";

/** A shop that Karla's own plugin connected, and then our app: both know the same orders, and the core has heard of them. */

const core = playedCore(migrate, { sandbox: true });
const MINUTE = 60_000;
const at = (minutes: number) => new Date(START + minutes * MINUTE).toISOString();
/** The plugin was switched off. */
const CUTOFF = at(-30);

const shipped = (id: string, code: string, updatedAt: string) =>
  aDelivery({ id, trackingCodes: [code], updatedAt, stateMachineState: { technicalName: "shipped" } });
const EARLIER = shipped("d1", "JD-EARLIER", at(-60));
const LATER = shipped("d2", "JD-LATER", at(-10));

/** As the plugin writes an order and its parcels (karla-contract 4.1). */
function pluginBody(trackings: { code: string; at: string }[]) {
  const product = {
    product_id: "p1",
    variant_id: "p1",
    sku: "TEA-1",
    title: "Teapot",
    quantity: 2,
    price: 19.9,
    images: [],
  };
  return {
    id: "10001",
    id_type: "order_number",
    order: {
      order_number: "10001",
      order_placed_at: "2026-03-01T10:00:00+00:00",
      products: [product],
      total_order_price: 44.699999999999996,
      shipping_price: 4.9,
      sub_total_price: 39.8,
      discount_price: 0,
      discounts: [],
      email_id: "ada@example.com",
      address: { name: "Ada Beispiel", address_line_1: "Musterweg 1", city: "Berlin", zip_code: "10115" },
      currency: "EUR",
      external_id: ORDER_ID,
      external_customer_id: "c1",
      segments: ["Shopware.customer_group.Standard", "Shopware.sales_channel.Storefront"],
    },
    trackings: trackings.map((tracking) => ({
      tracking_number: tracking.code,
      tracking_placed_at: tracking.at,
      products: [product],
    })),
    order_analytics: { affiliate_code: "AFF-7" },
  };
}

/** What the app sends of an order that it reads for the first time. */
function ourBody(deliveries: object[], settings: { historicalCutoff?: string } = {}) {
  const { snapshot, ...facts }: OrderFacts = factsOf({ ...anOrder(), deliveries }, { readAt: at(0) });
  const options = { settings: SETTINGS_ON.shopware.parse(settings), segmentPrefix: "Shopware" } as const;
  const projection = toKarla({ ...facts, snapshot }, options);
  if (projection.outcome === "skip") throw new Error(projection.reason);
  const due = owed(projection, null);
  if (due.outcome === "nothing") throw new Error("an order that was never sent is owed");
  return due.body;
}

async function shopOfThePlugin(trackings: { code: string; at: string }[]) {
  const shop = await core.shop();
  await core.call("POST", `${shop.at}/webhooks`, { url: "http://127.0.0.1:1/hook", secret: "0123456789abcdef" });
  for (const told of [[], trackings]) await put(shop.at, pluginBody(told));
  return shop;
}

async function put(path: string, body: unknown) {
  expect(await core.call("PUT", `${path}/orders`, body)).toMatchObject({ status: 200 });
}

const ordersOf = async (path: string) => (await core.call("GET", `${path}/orders`)).body;
const numbersOf = (order: { trackings: { carrier: { tracking_number: string } }[] }) =>
  order.trackings.map(({ carrier }) => carrier.tracking_number);

/** What the core told of this shop. */
async function told(slug: string): Promise<string[]> {
  const { rows } = await core.pool().query<{ ref: string; body: string }>(
    `select d.ref, d.body from karla_core.webhook_delivery d join karla_core.shop s on s.id = d.shop_id
       where s.slug = $1`,
    [slug],
  );
  return rows
    .map(({ ref, body }) => `${ref.split("/").at(-1)} ${JSON.parse(body).event_data.tracking_number ?? ""}`.trim())
    .sort();
}

describe("an order that Karla's plugin sent before the app", () => {
  test("is one order at the core, with each of its parcels once, and what the plugin told is not told again", async () => {
    const { at: path, slug } = await shopOfThePlugin([{ code: "JD-EARLIER", at: at(-60) }]);
    const before = await told(slug);
    expect(before).toEqual(["ORDER_CREATED", "ORDER_IN_PROCESSING JD-EARLIER"]);
    const body = ourBody([EARLIER, LATER], { historicalCutoff: CUTOFF });
    expect(body).not.toContain("JD-EARLIER");
    await put(path, body);
    const [order, ...others] = await ordersOf(path);
    expect(others).toEqual([]);
    expect(order).toMatchObject({ external_id: ORDER_ID, order_number: "10001", total_order_price: 44.7 });
    expect(numbersOf(order)).toEqual(["JD-EARLIER", "JD-LATER"]);
    expect(await told(slug)).toEqual([...before, "ORDER_IN_PROCESSING JD-LATER"]);
  });

  test("is told by nobody a second time where both ran side by side", async () => {
    const both = [
      { code: "JD-EARLIER", at: at(-60) },
      { code: "JD-LATER", at: at(-10) },
    ];
    const { at: path, slug } = await shopOfThePlugin(both);
    const before = await told(slug);
    expect(before).toHaveLength(3);
    // Without a cutoff all is sent once more; then the plugin does.
    await put(path, ourBody([EARLIER, LATER]));
    await put(path, pluginBody(both));
    const orders = await ordersOf(path);
    expect(orders).toHaveLength(1);
    expect(numbersOf(orders[0])).toEqual(["JD-EARLIER", "JD-LATER"]);
    expect(await told(slug)).toEqual(before);
  });

  test("and of which nothing happened since, is corrected without a word to the customer", async () => {
    const { at: path, slug } = await shopOfThePlugin([{ code: "JD-EARLIER", at: at(-60) }]);
    const before = await told(slug);
    await put(path, ourBody([EARLIER], { historicalCutoff: CUTOFF }));
    const [order] = await ordersOf(path);
    expect(order).toMatchObject({ total_order_price: 44.7 });
    expect(numbersOf(order)).toEqual(["JD-EARLIER"]);
    expect(await told(slug)).toEqual(before);
  });
});
