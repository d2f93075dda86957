import { migrate } from "@karla/store/migrate";
import { describe, expect, test } from "vitest";
import { anOrder, anUpsert, useCore } from "../test-core.fixture.ts";

const core = useCore(migrate);
const orders = async (at: string, query = "") => (await core.call("GET", `${at}/orders${query}`)).body;

describe("an upsert", () => {
  test("places an order that is not known, with one draft shipment", async () => {
    const { at, slug } = await core.shop();
    expect(await core.call("PUT", `${at}/orders`, anUpsert())).toMatchObject({ status: 200, body: {} });
    const [order, ...others] = await orders(at);
    expect(others).toEqual([]);
    expect(order).toMatchObject({
      external_id: "5001",
      order_number: "1001",
      order_name: "#1001",
      total_order_price: 398.5,
      discount_price: 0,
      merchant_slug: slug,
      address: { zip_code: "10115", company: null },
      products: [{ title: "Blue shirt", quantity: 2, price: 199.25, product_id: "11", type: "product", images: [] }],
    });
    expect(order.trackings).toMatchObject([
      {
        state: "pending",
        carrier: null,
        order_id: order.uuid,
        order_number: "1001",
        events: [{ event_key: "ORDER_CREATED", phase: "order_created" }],
      },
    ]);
    expect(order).not.toHaveProperty("order_analytics");
    expect(order).not.toHaveProperty("user_agent");
  });

  test("turns the draft into the parcel of the first tracking number and keeps its id", async () => {
    const { at } = await core.shop();
    await core.call("PUT", `${at}/orders`, anUpsert());
    const [
      {
        trackings: [draft],
      },
    ] = await orders(at);
    const trackings = [
      {
        tracking_number: "1Z1",
        carrier_reference: "ups",
        tracking_url: "https://ups.example.com/1Z1",
        tracking_placed_at: "2026-03-01T11:00:00Z",
      },
      { tracking_number: "XY-2" },
    ];
    await core.call("PUT", `${at}/orders`, anUpsert({}, trackings));
    const [order] = await orders(at);
    expect(order.trackings).toHaveLength(2);
    expect(order.trackings[0]).toMatchObject({
      id: draft.id,
      state: "transit",
      carrier: { tracking_number: "1Z1", carrier_reference: "ups", tracking_url: "https://ups.example.com/1Z1" },
      events: [
        { event_key: "ORDER_CREATED" },
        { event_key: "ORDER_IN_PROCESSING", phase: "order_processed", time: "2026-03-01T11:00:00.000Z" },
      ],
    });
    expect(order.trackings[1].carrier).toEqual({ tracking_number: "XY-2", tracking_url: null });
  });

  test("sent again changes nothing", async () => {
    const { at } = await core.shop();
    const upsert = anUpsert({}, [{ tracking_number: "A1", products: [{ title: "Blue shirt", quantity: 2 }] }]);
    await core.call("PUT", `${at}/orders`, upsert);
    const before = await orders(at);
    core.clock.advance(60_000);
    await core.call("PUT", `${at}/orders`, upsert);
    expect(await orders(at)).toEqual(before);
  });

  test("replaces what was sent before, and keeps a tracking number that is not sent again", async () => {
    const { at } = await core.shop();
    await core.call(
      "PUT",
      `${at}/orders`,
      anUpsert({ discounts: [{ code: "TEN", amount: "10.00", type: "fixed" }] }, [{ tracking_number: "A1" }]),
    );
    const changed = anUpsert({ total_order_price: 200, products: [] }, [
      { tracking_number: "A2" },
      { tracking_number: "A1", tracking_url: "https://example.com/A1" },
    ]);
    await core.call("PUT", `${at}/orders`, changed);
    await core.call("PUT", `${at}/orders`, anUpsert({ total_order_price: 200, products: [] }));
    const [order] = await orders(at);
    expect(order).toMatchObject({ total_order_price: 200, products: [], discounts: [] });
    const carriers = order.trackings.map(({ carrier }: { carrier: unknown }) => carrier);
    expect(carriers).toEqual([
      { tracking_number: "A1", tracking_url: "https://example.com/A1" },
      { tracking_number: "A2", tracking_url: null },
    ]);
  });

  test("adds segments and never removes one", async () => {
    const { at } = await core.shop();
    await core.call("PUT", `${at}/orders`, anUpsert({ segments: ["Shopify.tag.a", "Shopify.tag.b"] }));
    await core.call("PUT", `${at}/orders`, anUpsert({ segments: ["Shopify.tag.c", "Shopify.tag.a"] }));
    await core.call("PUT", `${at}/orders`, anUpsert({ segments: [] }));
    expect((await orders(at))[0].segments).toEqual(["Shopify.tag.a", "Shopify.tag.b", "Shopify.tag.c"]);
  });

  test("replaces the analytics when it carries some, also empty ones, and keeps them otherwise", async () => {
    const { at } = await core.shop();
    const note_attributes = [{ name: "gift", value: "yes" }];
    await core.call("PUT", `${at}/orders`, anUpsert({ order_analytics: { landing_site: "/?ref=x", note_attributes } }));
    await core.call("PUT", `${at}/orders`, anUpsert());
    expect((await orders(at))[0].order_analytics).toEqual({ landing_site: "/?ref=x", note_attributes });
    await core.call("PUT", `${at}/orders`, anUpsert({ order_analytics: { note_attributes: [], campaign: 7 } }));
    expect((await orders(at))[0].order_analytics).toEqual({ note_attributes: [], campaign: 7 });
    await core.call("PUT", `${at}/orders`, { ...anUpsert(), order_analytics: { affiliate_code: "top" } });
    expect((await orders(at))[0].order_analytics).toEqual({ affiliate_code: "top" });
  });

  test("may omit the order when it exists, and is 404 order_not_found when it does not", async () => {
    const { at } = await core.shop();
    const parcel = { id: "1001", trackings: [{ tracking_number: "A1" }] };
    expect(await core.call("PUT", `${at}/orders`, parcel)).toMatchObject({
      status: 404,
      body: { key: "order_not_found" },
    });
    await core.call("PUT", `${at}/orders`, anUpsert());
    expect((await core.call("PUT", `${at}/orders`, parcel)).status).toBe(200);
    expect((await orders(at))[0].trackings).toMatchObject([{ carrier: { tracking_number: "A1" } }]);
  });

  test("finds the order by each kind of id", async () => {
    const { at } = await core.shop();
    await core.call("PUT", `${at}/orders`, anUpsert());
    const [{ uuid }] = await orders(at);
    const references = { uuid, external_id: "5001", order_number: "1001", order_name: "#1001" };
    for (const [id_type, id] of Object.entries(references)) {
      await core.call("PUT", `${at}/orders`, { id, id_type, trackings: [{ tracking_number: id_type }] });
    }
    expect((await orders(at))[0].trackings).toHaveLength(4);
  });

  test("of an external id that belongs to another order number is 409 order_exists", async () => {
    const { at } = await core.shop();
    await core.call("PUT", `${at}/orders`, anUpsert());
    const order = anOrder({ order_number: "1002" });
    const other = { id: "1002", id_type: "order_number", order, trackings: [] };
    expect(await core.call("PUT", `${at}/orders`, other)).toMatchObject({ status: 409, body: { key: "order_exists" } });
  });

  test("sent many times at once makes one order and one parcel", async () => {
    const { at } = await core.shop();
    const upsert = anUpsert({}, [{ tracking_number: "A1" }]);
    const answers = await Promise.all(Array.from({ length: 8 }, () => core.call("PUT", `${at}/orders`, upsert)));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    const all = await orders(at);
    expect(all).toHaveLength(1);
    expect(all[0].trackings).toHaveLength(1);
    expect(all[0].trackings[0].events).toHaveLength(1);
  });

  test("sent by several at once loses nobody's segments", async () => {
    const { at } = await core.shop();
    await core.call("PUT", `${at}/orders`, anUpsert({ segments: [] }));
    const segments = ["a", "b", "c", "d", "e", "f", "g", "h"];
    await Promise.all(segments.map((segment) => core.call("PUT", `${at}/orders`, anUpsert({ segments: [segment] }))));
    expect((await orders(at))[0].segments.toSorted()).toEqual(segments);
  });

  test("keeps text that a database column cannot hold", async () => {
    const { at } = await core.shop();
    const body = JSON.stringify(anUpsert({ order_name: "nul \0 and \ud800", products: [{ title: "a\0b\udfff" }] }));
    expect((await core.call("PUT", `${at}/orders`, body)).status).toBe(200);
    expect((await orders(at))[0]).toMatchObject({
      order_name: "nul \0 and \ud800",
      products: [{ title: "a\0b\udfff" }],
    });
  });
});

describe("bulk", () => {
  test("applies all, in any order of their ids", async () => {
    const { at } = await core.shop();
    const upserts = ["3", "1", "2"].map((n) => anUpsert({ external_id: n, order_number: `100${n}` }));
    expect(await core.call("PUT", `${at}/orders/bulk`, upserts)).toMatchObject({ status: 200, body: {} });
    expect(await orders(at)).toHaveLength(3);
  });

  test("applies nothing when one cannot be", async () => {
    const { at } = await core.shop();
    const missing = { id: "999", id_type: "external_id", trackings: [] };
    expect((await core.call("PUT", `${at}/orders/bulk`, [anUpsert(), missing])).status).toBe(404);
    expect(await orders(at)).toEqual([]);
  });
});

describe("POST", () => {
  test("places an order once, then is 409 order_exists", async () => {
    const { at } = await core.shop();
    expect(await core.call("POST", `${at}/orders`, anOrder())).toMatchObject({ status: 200, body: {} });
    expect(await core.call("POST", `${at}/orders`, anOrder())).toMatchObject({
      status: 409,
      body: { key: "order_exists", type: "invalid_request_error" },
    });
    expect(await orders(at)).toHaveLength(1);
  });
});
