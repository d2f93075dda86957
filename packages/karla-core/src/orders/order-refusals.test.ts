import { migrate } from "@karla/store/migrate";
import { expect, test } from "vitest";
import { anOrder, anUpsert, useCore } from "../test-core.fixture.ts";

const core = useCore(migrate);

async function put(body: unknown) {
  const { at } = await core.shop();
  const answer = await core.call("PUT", `${at}/orders`, body);
  expect((await core.call("GET", `${at}/orders`)).body).toHaveLength(answer.status === 200 ? 1 : 0);
  return answer;
}

test.each([
  ["missing", { city: "Berlin" }],
  ["null", { zip_code: null }],
  ["empty", { zip_code: "" }],
  ["blank", { zip_code: "  " }],
  ["a number", { zip_code: 10115 }],
])("a zip code that is %s is 422 zip_code_invalid", async (_, address) => {
  const error = { loc: ["body", "order", "address", "zip_code"], field: "zip_code" };
  expect(await put(anUpsert({ address }))).toMatchObject({
    status: 422,
    body: { key: "zip_code_invalid", type: "invalid_request_error", errors: [error] },
  });
});

test("an unknown carrier is 422 carrier_reference_invalid", async () => {
  const body = anUpsert({}, [{ tracking_number: "A1", carrier_reference: "pigeon" }]);
  expect(await put(body)).toMatchObject({ status: 422, body: { key: "carrier_reference_invalid" } });
  expect((await put(anUpsert({}, [{ tracking_number: "A1", carrier_reference: null }]))).status).toBe(200);
});

const line = { title: "x" };
test.each([
  ["the envelope", { ...anUpsert(), note: "" }],
  ["the order", anUpsert({ tags: [] })],
  ["the address", anUpsert({ address: { zip_code: "1", latitude: 1 } })],
  ["a product", anUpsert({ products: [{ ...line, variant: "x" }] })],
  ["a bundled product", anUpsert({ products: [{ ...line, bundled_products: [{ product_id: "1" }] }] })],
  ["an image", anUpsert({ products: [{ ...line, images: [{ src: "x", width: 1 }] }] })],
  ["a tax line", anUpsert({ products: [{ ...line, tax_lines: [{ channel: "x" }] }] })],
  ["a discount", anUpsert({ discounts: [{ code: "x", value: "1" }] })],
  ["a note attribute", anUpsert({ order_analytics: { note_attributes: [{ name: "a", value: "b", x: 1 }] } })],
  ["a tracking", anUpsert({}, [{ tracking_number: "A1", status: "x" }])],
  ["a tracking's product", anUpsert({}, [{ tracking_number: "A1", products: [{ line_item_id: "1" }] }])],
])("a key that the contract does not know in %s is 422", async (_, body) => {
  expect(await put(body)).toMatchObject({ status: 422, body: { key: null, errors: [{ type: "extra_forbidden" }] } });
});

const { address: _, ...noAddress } = anOrder();
test.each([
  ["no trackings", { id: "5001", id_type: "external_id", order: anOrder() }],
  ["no address", { id: "5001", id_type: "external_id", order: noAddress, trackings: [] }],
  ["money as text", anUpsert({ total_order_price: "398.50" })],
  ["a time without offset", anUpsert({ order_placed_at: "2026-03-01T10:00:00" })],
  ["a date alone", anUpsert({ order_placed_at: "2026-03-01" })],
  ["a numeric id", { ...anUpsert(), id: 5001 }],
  ["an unknown id type", { ...anUpsert(), id_type: "gid" }],
  ["an id that is not the order's", { ...anUpsert(), id: "5002" }],
  ["an empty external id", { ...anUpsert({ external_id: "" }), id: "" }],
  ["an empty tracking number", anUpsert({}, [{ tracking_number: " " }])],
  ["half a product", anUpsert({ products: [{ quantity: 1.5 }] })],
  ["null segments", anUpsert({ segments: null })],
  ["a list", [anUpsert()]],
  ["null", "null"],
])("%s is 422", async (_name, body) => {
  expect((await put(body)).status).toBe(422);
});

test("what is no JSON is 422 in FastAPI's own shape", async () => {
  const answer = await put('{"id": ');
  expect(answer).toMatchObject({
    status: 422,
    body: { detail: [{ loc: ["body", expect.any(Number)], type: "json_invalid" }] },
  });
});

test("a body above 5 MiB is 413, one just below is read", async () => {
  const { at } = await core.shop();
  const padded = (bytes: number) => JSON.stringify({ pad: "x".repeat(bytes) });
  expect((await core.call("PUT", `${at}/orders`, padded(5 * 1024 * 1024))).status).toBe(413);
  expect((await core.call("PUT", `${at}/orders`, padded(5 * 1024 * 1024 - 100))).status).toBe(422);
});

test.each([
  "page=0",
  "page=-1",
  "page=x",
  "per_page=101",
  "per_page=0",
  "foo=1",
  "page=1&page=2",
  "uuid=1",
  "order_placed_from=yesterday",
])("searching with %s is 422", async (query) => {
  const { at } = await core.shop();
  expect((await core.call("GET", `${at}/orders?${query}`)).status).toBe(422);
});

test("an unknown path is 404 in the documented shape", async () => {
  expect(await core.call("GET", "/v1/nothing")).toMatchObject({
    status: 404,
    body: { errors: [], key: null, type: "invalid_request_error" },
  });
});
