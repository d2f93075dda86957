import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { OrderWebhook } from "../../webhook.ts";
import { SHOP, testAdmin } from "../admin.fixture.ts";
import type { Misbehaviour } from "../misbehaviour.ts";
import type { FlowTrigger } from "./flow-trigger.ts";
import { createToldJournal } from "./told-journal.ts";
import { createToldShops } from "./told-shops.ts";

const SCOPES = ["read_orders", "read_fulfillments", "write_orders", "write_fulfillments"];
const PARCEL: FlowTrigger = {
  handle: "parcel-told",
  fields: [
    { type: "order_reference", key: null },
    { type: "single_line_text_field", key: "Carrier" },
    { type: "url", key: "Tracking link" },
    { type: "number_decimal", key: "Pieces" },
    { type: "boolean", key: "Is late" },
    { type: "email", key: "Contact" },
  ],
};
const TRIGGER = `mutation ($handle: String, $payload: JSON) {
  flowTriggerReceive(handle: $handle, payload: $payload) { userErrors { field message } } }`;
const EVENT = `mutation ($event: FulfillmentEventInput!) {
  fulfillmentEventCreate(fulfillmentEvent: $event) { fulfillmentEvent { id status happenedAt } userErrors { field message } } }`;
const METAFIELD = `mutation ($metafields: [MetafieldsSetInput!]!) {
  metafieldsSet(metafields: $metafields) { metafields { namespace key type value } userErrors { field code message } } }`;
const HAPPENED_AT = "2026-11-24T08:30:00Z";

function stand({ scopes = SCOPES, file }: { scopes?: string[]; file?: string } = {}) {
  const sent: OrderWebhook[] = [];
  const plays: { next: Misbehaviour | null } = { next: null };
  const told = createToldShops({
    now: () => Date.UTC(2026, 10, 24, 9),
    journal: createToldJournal(file === undefined ? null : { path: file, fsync: true }),
  });
  const admin = testAdmin({
    told,
    flowTriggers: [PARCEL],
    send: (webhooks) => void sent.push(...webhooks),
    misbehave: () => plays.next,
  });
  admin.tokens.install(SHOP);
  admin.tokens.grant(SHOP, scopes);
  const order = admin.entries
    .map((entry) => entry.order)
    .find(({ fulfillments, deletedAt }) => {
      return deletedAt === null && fulfillments[0]?.status === "success";
    });
  const fulfillment = order?.fulfillments[0];
  if (order === undefined || fulfillment === undefined) throw new Error("the books have no such order");
  const fulfillmentId = `gid://shopify/Fulfillment/${fulfillment.id}`;
  return {
    ...admin,
    told,
    sent,
    plays,
    order,
    fulfillment,
    fulfillmentId,
    trigger: (payload: object, handle = PARCEL.handle) => admin.ask(TRIGGER, { handle, payload }),
    tell: (status: string, happenedAt = HAPPENED_AT, id = fulfillmentId) =>
      admin.ask(EVENT, { event: { fulfillmentId: id, status, happenedAt } }),
    note: (metafield: object) =>
      admin.ask(METAFIELD, { metafields: [{ ownerId: `gid://shopify/Order/${order.id}`, ...metafield }] }),
    look: async (fields: string, version?: string) => {
      const query = `query ($id: ID!) { node(id: $id) { ... on Fulfillment { ${fields} } } }`;
      return (await admin.ask(query, { id: fulfillmentId }, version)).data.node;
    },
  };
}

test.each(["2026-10", "2026-07"])(
  "a trigger that the app brings is taken with its payload, in version %s",
  async (version) => {
    const { ask, told, order } = stand();
    const payload = {
      order_id: Number(order.id),
      Carrier: "DHL",
      "Is late": true,
      Pieces: "2.5",
      Contact: "a@example.com",
    };
    const { data, errors } = await ask(TRIGGER, { handle: PARCEL.handle, payload }, version);
    expect([data?.flowTriggerReceive, errors]).toEqual([{ userErrors: [] }, undefined]);
    expect(told.journal.triggers()).toEqual([
      { kind: "trigger", shop: SHOP, handle: PARCEL.handle, payload, at: Date.UTC(2026, 10, 24, 9) },
    ]);
  },
);

test.each([
  ["a handle that nobody deployed", {}, "nobody-knows", "Invalid handle 'nobody-knows'."],
  ["too much", { Carrier: "x".repeat(50_000) }, undefined, "Properties size exceeds the limit of 50000 bytes."],
  ["no order", { order_id: undefined }, undefined, "Required field missing: 'order_id'."],
  ["a global id", { order_id: "gid://shopify/Order/1" }, undefined, "Required field missing: 'order_id'."],
  ["an order that is not there", { order_id: 1 }, undefined, "Order 1 not found."],
  ["a field that the trigger has not", { carrier: "DHL" }, undefined, "Unknown field 'carrier'."],
  ["two lines in one", { Carrier: "DHL\nExpress" }, undefined, "Invalid value for 'Carrier'"],
  ["a link that is none", { "Tracking link": "javascript:alert(1)" }, undefined, "Invalid value for 'Tracking link'"],
  ["a number that is none", { Pieces: "two" }, undefined, "Invalid value for 'Pieces'"],
])("no workflow runs for %s", async (_, changes, handle, message) => {
  const { trigger, told, order } = stand();
  const { data } = await trigger({ order_id: Number(order.id), ...changes }, handle);
  const { field, message: words } = data.flowTriggerReceive.userErrors[0];
  expect([field, words]).toEqual([["body"], expect.stringContaining(message)]);
  expect(told.journal.triggers()).toEqual([]);
});

test("a fulfillment shows what happened last, whatever was told last, in both versions", async () => {
  const { tell, look, told, fulfillment, order } = stand();
  await tell("DELIVERED");
  const { data } = await tell("IN_TRANSIT", "2026-11-23T08:30:00+01:00");
  expect(data.fulfillmentEventCreate).toEqual({
    fulfillmentEvent: {
      id: expect.stringContaining("FulfillmentEvent/"),
      status: "IN_TRANSIT",
      happenedAt: "2026-11-23T07:30:00Z",
    },
    userErrors: [],
  });
  const fields = "displayStatus deliveredAt inTransitAt updatedAt events(first: 9) { nodes { status happenedAt } }";
  const shown = {
    displayStatus: "DELIVERED",
    deliveredAt: HAPPENED_AT,
    inTransitAt: "2026-11-23T07:30:00Z",
    updatedAt: "2026-11-24T09:00:00Z",
    events: {
      nodes: [
        { status: "DELIVERED", happenedAt: HAPPENED_AT },
        { status: "IN_TRANSIT", happenedAt: "2026-11-23T07:30:00Z" },
      ],
    },
  };
  expect(await look(fields)).toEqual(shown);
  expect(await look(fields, "2026-07")).toEqual(shown);
  expect(told.journal.fulfillmentEvents()[0]).toEqual({
    kind: "fulfillment_event",
    shop: SHOP,
    orderId: order.id,
    fulfillmentId: fulfillment.id,
    status: "DELIVERED",
    happenedAt: Date.parse(HAPPENED_AT),
    at: Date.UTC(2026, 10, 24, 9),
    by: "app",
  });
});

test("another app tells a fulfillment something, and it is there like ours", async () => {
  const { told, look, order, fulfillment } = stand();
  const at = { shop: SHOP, orderId: order.id, fulfillmentId: fulfillment.id, happenedAt: Date.parse(HAPPENED_AT) };
  told.tellEvent({ ...at, status: "DELAYED", message: null }, "another");
  expect(await look("displayStatus")).toEqual({ displayStatus: "DELAYED" });
  expect(told.journal.fulfillmentEvents()[0]?.by).toBe("another");
});

test("what a fulfillment was told the shop sends on, of an order whose version is the same", async () => {
  const { tell, sent, order } = stand();
  await tell("OUT_FOR_DELIVERY");
  await tell("DELIVERED", "2026-11-24T08:45:00Z");
  expect(sent.map(({ topic, version }) => [topic, version])).toEqual([
    ["fulfillments/update", order.version],
    ["orders/updated", order.version],
    ["fulfillments/update", order.version],
    ["orders/updated", order.version],
  ]);
  const statuses = sent
    .map(({ body }) => JSON.parse(body))
    .map((body) => body.shipment_status ?? body.fulfillments[0].shipment_status);
  expect(statuses).toEqual(["out_for_delivery", "out_for_delivery", "delivered", "delivered"]);
  expect(new Set(sent.map(({ webhookId }) => webhookId)).size).toBe(4);
});

test("no fulfillment, no event: the query itself is refused", async () => {
  const { tell, told, entries } = stand();
  for (const id of ["gid://shopify/Fulfillment/1", "gid://shopify/Order/1", "1"]) {
    expect((await tell("DELIVERED", HAPPENED_AT, id)).errors?.[0]?.extensions?.code).toBe("RESOURCE_NOT_FOUND");
  }
  const cancelled = entries
    .flatMap(({ order }) => (order.deletedAt === null ? order.fulfillments : []))
    .find(({ status }) => status === "cancelled");
  const { data } = await tell("DELIVERED", HAPPENED_AT, `gid://shopify/Fulfillment/${cancelled?.id}`);
  expect(data.fulfillmentEventCreate.userErrors).toHaveLength(1);
  expect(told.journal.fulfillmentEvents()).toEqual([]);
});

test("each mutation takes its scope, and a trigger none", async () => {
  const { tell, note, trigger, told, order } = stand({ scopes: ["read_orders"] });
  const required = (answer: Awaited<ReturnType<typeof tell>>) => answer.errors?.[0]?.extensions?.requiredAccess;
  expect(required(await tell("DELIVERED"))).toBe("`write_fulfillments` access scope.");
  expect(required(await note({ key: "a_link", type: "url", value: "https://example.com" }))).toBe(
    "`write_orders` access scope.",
  );
  await trigger({ order_id: Number(order.id) });
  expect([told.journal.triggers().length, told.journal.fulfillmentEvents()]).toEqual([1, []]);
});

test("a metafield of the app's is written once where that is asked for, and read by its key alone", async () => {
  const { note, ask, order } = stand();
  const link = { key: "a_link", type: "url", compareDigest: null };
  const { data } = await note({ ...link, value: "https://example.com/1" });
  expect(data.metafieldsSet).toEqual({
    metafields: [{ namespace: "app--1", key: "a_link", type: "url", value: "https://example.com/1" }],
    userErrors: [],
  });
  const again = await note({ ...link, value: "https://example.com/2" });
  expect(again.data.metafieldsSet).toMatchObject({ metafields: null, userErrors: [{ code: "STALE_OBJECT" }] });
  const read = `query ($id: ID!) { order(id: $id) {
    own: metafield(key: "a_link") { value } same: metafield(namespace: "$app", key: "a_link") { value } } }`;
  const found = { value: "https://example.com/1" };
  expect((await ask(read, { id: `gid://shopify/Order/${order.id}` })).data.order).toEqual({ own: found, same: found });
});

test.each([
  ["no link", { type: "url", value: "example.com" }, "INVALID_VALUE"],
  ["no type", { value: "https://example.com" }, "BLANK"],
  ["no owner", { ownerId: "gid://shopify/Order/1", type: "url", value: "https://example.com" }, "INVALID"],
])("a metafield is refused that has %s", async (_, metafield, code) => {
  const { data } = await stand().note({ key: "a_link", ...metafield });
  expect(data.metafieldsSet.userErrors).toMatchObject([{ code }]);
});

test("a bad day is one of these calls as well: refused at the door, or done and not answered", async () => {
  const { trigger, tell, told, plays, order } = stand();
  const payload = { order_id: Number(order.id) };
  plays.next = { kind: "status", status: 429, retryAfterSeconds: 2 };
  await expect(trigger(payload)).rejects.toThrow("429");
  plays.next = { kind: "throttled" };
  expect((await trigger(payload)).errors?.[0]?.extensions?.code).toBe("THROTTLED");
  expect(told.journal.triggers()).toEqual([]);
  plays.next = { kind: "lost_answer" };
  await expect(trigger(payload)).rejects.toThrow("502");
  await expect(tell("DELIVERED")).rejects.toThrow("502");
  expect([told.journal.triggers().length, told.journal.fulfillmentEvents().length]).toEqual([1, 1]);
});

test("what was told stands in the journal's file before it is answered", async () => {
  const file = join(mkdtempSync(join(tmpdir(), "karla-told-")), "told.journal");
  const { trigger, tell, order } = stand({ file });
  await trigger({ order_id: Number(order.id) });
  await tell("DELIVERED");
  const lines = readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines.map(({ kind, handle, status }) => [kind, handle ?? status])).toEqual([
    ["trigger", PARCEL.handle],
    ["fulfillment_event", "DELIVERED"],
  ]);
});
