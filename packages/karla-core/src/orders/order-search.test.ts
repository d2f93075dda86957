import { migrate } from "@karla/store/migrate";
import { expect, test } from "vitest";
import { anUpsert, useCore } from "../test-core.fixture.ts";

const core = useCore(migrate);
const numbers = async (at: string, query: string) => {
  const { status, body } = await core.call("GET", `${at}/orders?${query}`);
  expect(status).toBe(200);
  return body.map((order: { order_number: string }) => order.order_number);
};

async function shopWithOrders(count: number) {
  const shop = await core.shop();
  for (let n = 1; n <= count; n += 1) {
    core.clock.advance(1000);
    const order = {
      external_id: `50${n}`,
      order_number: `${n}`,
      order_name: `#${n}`,
      email_id: `buyer${n}@example.com`,
      order_placed_at: `2026-02-0${n}T00:00:00+01:00`,
      address: { zip_code: `1000${n}` },
    };
    await core.call("PUT", `${shop.at}/orders`, anUpsert(order));
  }
  return shop;
}

test("every filter selects, filters add up, and the newest order comes first", async () => {
  const { at } = await shopWithOrders(4);
  expect(await numbers(at, "")).toEqual(["4", "3", "2", "1"]);
  const [{ uuid }] = (await core.call("GET", `${at}/orders?external_id=502`)).body;
  for (const query of [
    "external_id=502",
    "order_number=2",
    "order_name=%232",
    "email_id=buyer2%40example.com",
    "zip_code=10002",
    `uuid=${uuid}`,
    "order_placed_from=2026-02-01T23:00:00Z&order_placed_to=2026-02-02T00:00:00%2B01:00",
  ]) {
    expect(await numbers(at, query), query).toEqual(["2"]);
  }
  expect(await numbers(at, "order_placed_from=2026-02-03T00:00:00%2B01:00")).toEqual(["4", "3"]);
  expect(await numbers(at, "order_number=2&zip_code=10003")).toEqual([]);
  expect(await numbers(at, "external_id=%00")).toEqual([]);
});

test("shipment_updated_since finds orders by what last happened to a shipment", async () => {
  const { at } = await shopWithOrders(2);
  core.clock.advance(60_000);
  const since = new Date(core.clock.now()).toISOString();
  expect(await numbers(at, `shipment_updated_since=${since}`)).toEqual([]);
  await core.call("PUT", `${at}/orders`, { id: "1", id_type: "order_number", trackings: [{ tracking_number: "A1" }] });
  expect(await numbers(at, `shipment_updated_since=${since}`)).toEqual(["1"]);
});

test("pages hold every order exactly once and end with a short one", async () => {
  const { at } = await shopWithOrders(5);
  const pages = [1, 2, 3, 4].map((page) => numbers(at, `page=${page}&per_page=2`));
  expect(await Promise.all(pages)).toEqual([["5", "4"], ["3", "2"], ["1"], []]);
});

test("thirty orders are a page when none is asked for", async () => {
  const { at } = await core.shop();
  const upserts = Array.from({ length: 31 }, (_, n) => anUpsert({ external_id: `9${n}`, order_number: `${n}` }));
  await core.call("PUT", `${at}/orders/bulk`, upserts);
  expect(await numbers(at, "")).toHaveLength(30);
  expect(await numbers(at, "per_page=100")).toHaveLength(31);
});
