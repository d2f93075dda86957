import { migrate } from "@karla/store/migrate";
import { expect, test } from "vitest";
import { anUpsert, useCore } from "../test-core.fixture.ts";

const core = useCore(migrate);
const NOBODY = "0198f2b0-5a0e-7c3d-9b3b-6a2f4c8e1d57";

async function shipped() {
  const { at } = await core.shop();
  await core.call(
    "PUT",
    `${at}/orders`,
    anUpsert({}, [{ tracking_number: "A1", products: [{ title: "Blue shirt", quantity: 1 }] }]),
  );
  const read = async () => (await core.call("GET", `${at}/orders`)).body[0];
  const order = await read();
  return { at, order, parcel: order.trackings[0], read };
}

test("an order's address is changed field by field and answered whole", async () => {
  const { at, order } = await shipped();
  const answer = await core.call("PATCH", `${at}/orders/${order.uuid}`, {
    address: { zip_code: "20095", city: null },
    expected_number_of_shipments: 2,
  });
  expect(answer.body).toMatchObject({
    uuid: order.uuid,
    address: { zip_code: "20095", city: null, name: "Alex Maria Doe" },
  });
  expect((await core.call("GET", `${at}/orders?zip_code=20095`)).body).toHaveLength(1);
  const bad = await core.call("PATCH", `${at}/orders/${order.uuid}`, { address: { zip_code: null } });
  expect(bad).toMatchObject({ status: 422, body: { key: "zip_code_invalid" } });
  expect((await core.call("PATCH", `${at}/orders/${order.uuid}`, { email_id: "x" })).status).toBe(422);
});

test("a shipment's link and products are changed alone", async () => {
  const { at, order, parcel, read } = await shipped();
  const path = `${at}/orders/${order.uuid}/shipments/${parcel.id}`;
  const changed = await core.call("PATCH", path, { tracking_url: "https://example.com/A1" });
  expect(changed.body).toMatchObject({
    id: parcel.id,
    carrier: { tracking_number: "A1", tracking_url: "https://example.com/A1" },
  });
  expect(changed.body.products).toMatchObject([{ title: "Blue shirt", quantity: 1 }]);
  expect((await read()).trackings).toEqual([changed.body]);
});

test("what does not exist is 404 with its documented key", async () => {
  const { at, order, parcel } = await shipped();
  const event = { event_name: "OUT_FOR_DELIVERY", event_time: "2026-03-01T12:00:00Z", external_id: "e1" };
  const found = async (method: string, path: string, body: unknown) => {
    const answer = await core.call(method, at + path, body);
    return [answer.status, answer.body.key];
  };
  for (const id of [NOBODY, "not-a-uuid"]) {
    expect(await found("PATCH", `/orders/${id}`, {})).toEqual([404, "order_not_found"]);
    expect(await found("PATCH", `/orders/${id}/shipments/${parcel.id}`, {})).toEqual([404, "order_not_found"]);
    expect(await found("PATCH", `/orders/${order.uuid}/shipments/${id}`, {})).toEqual([404, "shipment_not_found"]);
    expect(await found("POST", `/shipments/${id}/events`, event)).toEqual([404, "shipment_not_found"]);
  }
});

test("a posted event stands in the shipment's list once, moves its state, and may be written in lower case", async () => {
  const { at, parcel, read } = await shipped();
  const event = { event_name: "successfully_delivered", event_time: "2026-03-02T09:00:00+01:00", external_id: "e1" };
  expect(await core.call("POST", `${at}/shipments/${parcel.id}/events`, event)).toMatchObject({
    status: 200,
    body: {},
  });
  expect((await core.call("POST", `${at}/shipments/${parcel.id}/events`, event)).status).toBe(200);
  const [{ state, events }] = (await read()).trackings;
  expect(state).toBe("delivered");
  expect(events.map(({ event_key }: { event_key: string }) => event_key)).toEqual([
    "ORDER_IN_PROCESSING",
    "SUCCESSFULLY_DELIVERED",
  ]);
  expect(events[1]).toMatchObject({ time: "2026-03-02T08:00:00.000Z", phase: "delivered", language: "en" });
});

test("an event that arrives late stands in its place in the list, and the parcel stays where it is", async () => {
  const { at, parcel, read } = await shipped();
  const events = [
    ["SUCCESSFULLY_DELIVERED", "2026-03-02T16:00:00Z"],
    ["CARRIER_DELAY", "2026-03-02T07:00:00Z"],
    ["X_RAYED", "2026-03-02T18:00:00Z"],
  ];
  for (const [event_name, event_time] of events) {
    const event = { event_name, event_time, external_id: event_name };
    expect(await core.call("POST", `${at}/shipments/${parcel.id}/events`, event)).toMatchObject({ status: 200 });
  }
  const [shipment] = (await read()).trackings;
  expect(shipment).toMatchObject({ phase: "delivered", state: "delivered", flag: "normal" });
  expect(shipment.events).toMatchObject([
    { event_key: "ORDER_IN_PROCESSING", phase: "order_processed" },
    { event_key: "CARRIER_DELAY", phase: "in_transit" },
    { event_key: "SUCCESSFULLY_DELIVERED", phase: "delivered" },
    { event_key: "X_RAYED", phase: "delivered" },
  ]);
});

test.each([
  ["no external id", { event_name: "X", event_time: "2026-03-02T09:00:00Z" }],
  ["a name with blanks", { event_name: "out for delivery", event_time: "2026-03-02T09:00:00Z", external_id: "1" }],
  ["a key too many", { event_name: "X", event_time: "2026-03-02T09:00:00Z", external_id: "1", phase: "delivered" }],
])("an event with %s is 422", async (_, event) => {
  const { at, parcel } = await shipped();
  expect((await core.call("POST", `${at}/shipments/${parcel.id}/events`, event)).status).toBe(422);
});
