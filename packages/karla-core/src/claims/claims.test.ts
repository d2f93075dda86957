import { migrate } from "@karla/store/migrate";
import { expect, test } from "vitest";
import { anUpsert, useCore } from "../test-core.fixture.ts";

const core = useCore(migrate);
const NOBODY = "0198f2b0-5a0e-7c3d-9b3b-6a2f4c8e1d57";

/** A shop with a parcel and a webhook for claims. */
async function claiming() {
  const { at, slug } = await core.shop();
  await core.call("PUT", `${at}/orders`, anUpsert({}, [{ tracking_number: "A1", carrier_reference: "dhl" }]));
  const [order] = (await core.call("GET", `${at}/orders`)).body;
  await core.call("POST", `${at}/webhooks`, { url: "https://hooks.example.com/k", enabled_events: ["claims"] });
  const [parcel] = order.trackings;
  const claim = async (fields: object = {}) =>
    (await core.call("POST", `${at}/claims`, { shipment_id: parcel.id, reason: "damage", ...fields })).body;
  /** What the outbox holds for this shop, the oldest first. */
  const told = async () => {
    const { rows } = await core.pool().query(
      `select d.body from karla_core.webhook_delivery d join karla_core.shop s on s.id = d.shop_id
       where s.slug = $1 order by d.created_at`,
      [slug],
    );
    return rows.map(({ body }) => JSON.parse(body));
  };
  return { at, slug, order, parcel, claim, told };
}

const item = { sku: "SHIRT-1", title: "Blue shirt", quantity: 1, image_urls: ["https://example.com/torn.jpg"] };

test("a claim has what was claimed, and the order, address and parcel that it is about", async () => {
  const { at, slug, order, parcel, claim } = await claiming();
  const made = await claim({ resolution_preference: "refund", description: "It is torn.", selected_items: [item] });
  expect(made).toMatchObject({
    order_id: order.uuid,
    shipment_id: parcel.id,
    order_number: "1001",
    reason: "damage",
    status: "pending",
    resolution_preference: "refund",
    description: "It is torn.",
    selected_items: [{ ...item, net_price: null }],
    image_urls: [],
    address: { name: "Alex Maria Doe", zip_code: "10115" },
    tracking_number: "A1",
    carrier_reference: "dhl",
    deleted_at: null,
    shop_slug: slug,
  });
  expect((await core.call("GET", `${at}/claims`)).body).toEqual([made]);
});

test("claims are found by order, shipment, preference and status, page by page, the newest first", async () => {
  const { at, order, parcel, claim } = await claiming();
  const made = [];
  for (const status of ["pending", "accepted", "closed"]) {
    core.clock.advance(1000);
    made.unshift((await claim({ status, ...(status === "closed" ? { resolution_preference: "reorder" } : {}) })).uuid);
  }
  const general = (await core.call("POST", `${at}/claims`, { reason: "support" })).body;
  expect(general).toMatchObject({ order_id: null, shipment_id: null, order_number: null, address: null });
  const found = async (query: string) =>
    (await core.call("GET", `${at}/claims?${query}`)).body.map(({ uuid }: { uuid: string }) => uuid);
  expect(await found(`order_id=${order.uuid}`)).toEqual(made);
  expect(await found(`shipment_id=${parcel.id}&status=accepted`)).toEqual([made[1]]);
  expect(await found("resolution_preference=reorder")).toEqual([made[0]]);
  expect(await found(`order_id=${order.uuid}&per_page=2&page=2`)).toEqual([made[2]]);
  expect(await found(`order_id=${NOBODY}`)).toEqual([]);
  expect(await found("shipment_id=A1")).toEqual([]);
});

test("a new and a changed claim are told with the documented data, in the order's surroundings", async () => {
  const { at, order, parcel, claim, told } = await claiming();
  const made = await claim({
    description: "It is torn.",
    selected_items: [item],
    image_urls: ["https://example.com/1.jpg"],
  });
  core.clock.advance(60_000);
  const changed = await core.call("PUT", `${at}/claims/${made.uuid}`, { status: "accepted" });
  expect(changed).toMatchObject({ status: 200, body: { uuid: made.uuid, status: "accepted" } });
  const [created, updated, ...others] = await told();
  expect(others).toEqual([]);
  const { created_at } = made;
  expect(created).toMatchObject({ source: "claims", ref: "claims/created", version: 1, event_group: "claim_created" });
  expect(created.event_data).toEqual({
    claim_id: made.uuid,
    event_name: "created",
    event_group: "claim_created",
    created_at,
    updated_at: created_at,
    resolution_preference: null,
    reason: "damage",
    status: "pending",
    description: "It is torn.",
    customer_signature_image_url: null,
    selected_items: [{ ...item, net_price: null }],
    image_urls: ["https://example.com/1.jpg"],
    optional_image_urls: [],
  });
  expect(created.context).toMatchObject({
    order: { external_id: order.external_id },
    customer: { email: order.email_id },
    shipments: [{ id: parcel.id }],
    claims: [made],
  });
  expect(updated).toMatchObject({
    ref: "claims/updated",
    event_group: "claim_updated",
    event_data: { event_name: "updated", status: "accepted", updated_at: changed.body.updated_at },
  });
});

test("what changes nothing is told to nobody, and null is not given", async () => {
  const { at, claim, told } = await claiming();
  const { uuid } = await claim({ resolution_preference: "refund" });
  for (const body of [{}, { status: "pending" }, { status: null, resolution_preference: null }]) {
    expect(await core.call("PUT", `${at}/claims/${uuid}`, body)).toMatchObject({
      status: 200,
      body: { status: "pending", resolution_preference: "refund" },
    });
  }
  expect(await told()).toHaveLength(1);
});

test("a claim about no order is told without one", async () => {
  const { at, told } = await claiming();
  const { body } = await core.call("POST", `${at}/claims`, { reason: "support", description: "Where are you?" });
  expect((await told())[0]).toMatchObject({ ref: "claims/created", context: { shipments: [], claims: [body] } });
  expect((await told())[0].context).not.toHaveProperty("order");
});

test("an order's claims stand beside its shipments' events", async () => {
  const { at, parcel, claim, told } = await claiming();
  await core.call("POST", `${at}/webhooks`, { url: "https://hooks.example.com/s", enabled_events: ["shipments"] });
  const { uuid } = await claim();
  core.clock.advance(1000);
  const event_time = new Date(core.clock.now()).toISOString();
  const event = { event_name: "DAMAGED", event_time, external_id: "1" };
  await core.call("POST", `${at}/shipments/${parcel.id}/events`, event);
  expect((await told()).at(-1)).toMatchObject({ ref: "shipments/in_transit/DAMAGED", context: { claims: [{ uuid }] } });
});

test("S1: links that a browser must not follow stand in no event; the API gives back what was sent", async () => {
  const { claim, told } = await claiming();
  const bad = [
    "javascript:alert(1)",
    "data:text/html,x",
    "http://example.com/1.jpg",
    "https://a:b@example.com/",
    "//x",
    "",
  ];
  const own = "https://track.example.com/images/abc";
  const made = await claim({
    image_urls: [...bad, own],
    customer_signature_image_url: "javascript:alert(1)",
    selected_items: [{ quantity: 1, image_urls: bad }],
  });
  expect(made.image_urls).toEqual([...bad, own]);
  expect((await told())[0].event_data).toMatchObject({
    image_urls: [own],
    customer_signature_image_url: null,
    selected_items: [{ image_urls: [] }],
  });
});

test("a deleted claim is gone for whoever asks, tells nobody, and keeps its date", async () => {
  const { at, claim, told } = await claiming();
  const { uuid } = await claim();
  expect(await core.call("DELETE", `${at}/claims/${uuid}`)).toMatchObject({ status: 200, body: {} });
  expect((await core.call("GET", `${at}/claims`)).body).toEqual([]);
  for (const method of ["PUT", "DELETE"]) {
    expect(await core.call(method, `${at}/claims/${uuid}`, {})).toMatchObject({
      status: 404,
      body: { key: "claim_not_found" },
    });
  }
  expect(await told()).toHaveLength(1);
  const { rows } = await core.pool().query("select deleted_at from karla_core.claim where id = $1", [uuid]);
  expect(rows).toEqual([{ deleted_at: new Date(core.clock.now()) }]);
});

test("the same claim sent again is another claim", async () => {
  const { at, claim } = await claiming();
  const [one, other] = [await claim(), await claim()];
  expect(one.uuid).not.toBe(other.uuid);
  expect((await core.call("GET", `${at}/claims`)).body).toHaveLength(2);
});

test("what does not exist is 404 with its key", async () => {
  const { at } = await claiming();
  const elsewhere = await claiming();
  for (const shipment_id of [NOBODY, "A1", elsewhere.parcel.id]) {
    expect(await core.call("POST", `${at}/claims`, { reason: "damage", shipment_id })).toMatchObject({
      status: 404,
      body: { key: "shipment_not_found" },
    });
  }
  const { uuid } = await elsewhere.claim();
  for (const id of [NOBODY, "not-a-uuid", uuid]) {
    expect(await core.call("PUT", `${at}/claims/${id}`, { status: "closed" })).toMatchObject({
      status: 404,
      body: { key: "claim_not_found" },
    });
  }
});

test.each([
  ["no reason", {}],
  ["a reason that is none", { reason: "boredom" }],
  ["a status that is none", { reason: "damage", status: "open" }],
  ["a preference that is none", { reason: "damage", resolution_preference: "apology" }],
  ["a key too many", { reason: "damage", order_id: NOBODY }],
  ["a line without quantity", { reason: "damage", selected_items: [{ sku: "1" }] }],
  ["too many pictures", { reason: "damage", image_urls: Array.from({ length: 51 }, () => "https://example.com/1") }],
])("a claim with %s is 422", async (_, body) => {
  const { at } = await claiming();
  expect(await core.call("POST", `${at}/claims`, body)).toMatchObject({
    status: 422,
    body: { type: "invalid_request_error" },
  });
});

test("B7, B8: text that a database cannot hold comes back as it was", async () => {
  const { claim } = await claiming();
  expect((await claim({ description: "\u0000 \ud800 ‮" })).description).toBe("\u0000 \ud800 ‮");
});

test("a viewer reads claims, and only an editor writes them", async () => {
  const { at, slug, claim } = await claiming();
  const { uuid } = await claim();
  const [viewer, editor] = [await core.key(slug, "viewer"), await core.key(slug, "editor")];
  const status = async (method: string, path: string, body: unknown, as: string) =>
    (await core.call(method, at + path, body, as)).status;
  expect(await status("GET", "/claims", undefined, viewer)).toBe(200);
  for (const [method, path, body] of [
    ["POST", "/claims", { reason: "support" }],
    ["PUT", `/claims/${uuid}`, { status: "closed" }],
    ["DELETE", `/claims/${uuid}`, undefined],
  ] as const) {
    expect(await status(method, path, body, viewer)).toBe(403);
    expect(await status(method, path, body, editor)).toBe(200);
  }
});
