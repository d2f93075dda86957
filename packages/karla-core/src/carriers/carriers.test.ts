import { serve } from "@hono/node-server";
import type { Carrier, CarrierOptions } from "@karla/sandbox/carrier";
import { createCarrier } from "@karla/sandbox/carrier";
import { migrate } from "@karla/store/migrate";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { anUpsert, useCore } from "../test-core.fixture.ts";
import type { CarrierFeed, FeedAnswer } from "./carrier-feed.ts";
import { createDhlFeed } from "./dhl/create-dhl-feed.ts";

const HOUR = 3_600_000;
const KEY = "key-of-the-stand-in";

let url = "";
/** In place of the carrier's answer: that of a question whose process died. */
let dying: (() => Promise<FeedAnswer>) | null = null;
const feed: CarrierFeed = {
  name: "dhl",
  carriers: ["dhl"],
  ask: (parcel) =>
    dying?.() ?? createDhlFeed({ url, key: KEY, carriers: null, fetch, now: core.clock.now }).ask(parcel),
};
const core = useCore(migrate, { sandbox: true, asking: { feeds: [feed], haste: 1 } });

let carrier: Carrier;
let misbehave: NonNullable<CarrierOptions["misbehave"]> = () => null;
let plays = { late: 0, unknown: 0 };
let server: ReturnType<typeof serve>;

beforeAll(async () => {
  server = serve({ fetch: (request: Request) => carrier.fetch(request), hostname: "127.0.0.1", port: 0 });
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
});
afterAll(() => void server.close());
beforeEach(async () => {
  misbehave = () => null;
  plays = { late: 0, unknown: 0 };
  await core.pool().query("truncate karla_core.carrier_watch, karla_core.carrier_feed, karla_core.webhook_delivery");
});

let parcels = 0;
/** A parcel of a new order, with the given life at the carrier. */
async function shipped(
  kind: ReturnType<NonNullable<CarrierOptions["kindOf"]>>,
  tracking: { tracking_number?: string; tracking_placed_at?: string } = {},
) {
  carrier = createCarrier({
    seed: 7,
    haste: 1,
    key: KEY,
    now: core.clock.now,
    sleep: () => Promise.resolve(),
    plays,
    misbehave: (question) => misbehave(question),
    kindOf: () => kind,
  });
  const { at } = await core.shop();
  parcels += 1;
  const number = tracking.tracking_number ?? `00340434${String(parcels).padStart(12, "0")}`;
  const upsert = anUpsert({}, [{ ...tracking, tracking_number: number, carrier_reference: "dhl" }]);
  expect((await core.call("PUT", `${at}/orders`, upsert)).status).toBe(200);
  core.clock.advance(1_000);
  const read = async () => (await core.call("GET", `${at}/orders`)).body[0].trackings[0];
  return { at, number, read };
}

/** Asks whatever is due, at the pace that the carrier allows, from one question to the next. */
async function live(hours: number): Promise<void> {
  const end = core.clock.now() + hours * HOUR;
  while (core.clock.now() < end) {
    while ((await core.core().askDue()) > 0) core.clock.advance(5_000);
    const { rows } = await core.pool().query(
      `select min(greatest(due_at, (select max(next_call_at) from karla_core.carrier_feed))) as next
       from karla_core.carrier_watch where due_at is not null`,
    );
    const next = Math.min(rows[0].next?.getTime() ?? end, end);
    core.clock.advance(Math.max(1_000, next - core.clock.now()));
  }
}

const keysOf = ({ events }: { events: { event_key: string }[] }) => events.map(({ event_key }) => event_key);

test("a parcel's scans become its events, with the carrier's own instants and places", async () => {
  const { number, read } = await shipped("plain");
  await live(60);
  const tracking = await read();
  expect(keysOf(tracking)).toEqual([
    "ORDER_IN_PROCESSING",
    "LABEL_CREATED",
    "HANDED_OVER_TO_CARRIER",
    "DEPARTURE_FROM_TRANSPORT_HUB",
    "ARRIVAL_AT_TRANSPORT_HUB",
    "ARRIVAL_AT_TRANSPORT_HUB",
    "OUT_FOR_DELIVERY",
    "SUCCESSFULLY_DELIVERED",
  ]);
  const shown = carrier.journal.lines().flatMap((line) => (line.line === "shown" ? [line] : []));
  expect(
    tracking.events.slice(1).map(({ time, location }: { time: string; location: unknown }) => [time, location]),
  ).toEqual(shown.map(({ at, city }) => [new Date(at).toISOString(), { city, country_code: "DE" }]));
  expect(tracking).toMatchObject({ phase: "delivered", state: "delivered", estimated_arrival: null, pickup: null });
  const asked = carrier.asked(number);
  await live(100);
  expect(carrier.asked(number)).toBe(asked);
});

test("until it is there, the carrier's estimate stands with the parcel", async () => {
  const { read } = await shipped("plain");
  await live(1);
  const { estimated_arrival } = await read();
  expect(estimated_arrival).toMatchObject({ language: "en", source: "dhl", from: expect.any(String) });
  expect(Date.parse(estimated_arrival.to) - Date.parse(estimated_arrival.from)).toBe(4 * HOUR);
  expect(estimated_arrival.time_prediction).toMatch(/^\d{4}-\d\d-\d\d, \d\d:\d\d ?– ?.*\d\d:\d\d$/);
});

test("a locker has a name and opening hours until the parcel is collected", async () => {
  const { read } = await shipped("locker");
  await live(46);
  const tracking = await read();
  expect(tracking).toMatchObject({ phase: "collect", pickup: { type: "locker", address: { country_code: "DE" } } });
  expect(tracking.pickup.name).toMatch(/^Locker \d+$/);
  expect(tracking.pickup.opening_hours).toMatch(/monday: 00:00–24:00, /);
  expect(Date.parse(tracking.pickup.date_to)).toBeGreaterThan(core.clock.now());
  expect(tracking.events.at(-1).additional_info).toMatchObject({
    pickup_point: tracking.pickup.name,
    pickup_opening_hours: { sunday: "00:00–24:00" },
  });
  await live(24);
  expect(await read()).toMatchObject({ phase: "delivered", pickup: null });
  expect(keysOf(await read()).at(-1)).toBe("PICKED_UP");
});

test.each([
  ["second_attempt", "SUCCESSFULLY_DELIVERED", "delivered", null, ["DELIVERY_SECOND_ATTEMPT"]],
  ["neighbour", "DELIVERED_TO_NEIGHBOUR", "delivered", { type: "neighbor", name: "Nowak" }, []],
  ["letterbox", "DELIVERED_TO_LETTERBOX", "delivered", { type: "letterbox" }, []],
  ["shop", "PICKED_UP", "delivered", null, ["DELIVERY_FAILED_FORWARDED_TO_PARCEL_SHOP"]],
  ["delayed", "SUCCESSFULLY_DELIVERED", "delivered", null, ["CARRIER_DELAY"]],
  ["damaged", "SUCCESSFULLY_DELIVERED", "delivered", null, ["DAMAGED"]],
  ["refused", "REFUSED_THEN_RETURNED", "returned", null, []],
  ["not_picked_up", "NOT_PICKED_UP_THEN_RETURNED", "returned", null, ["DELIVERED_TO_PARCEL_SHOP"]],
  ["silence", "LABEL_CREATED", "order_processed", null, []],
] as const)("the life of a parcel that is %s ends with %s", async (kind, last, phase, pickup, among) => {
  const { read } = await shipped(kind);
  await live(110);
  const tracking = await read();
  expect(keysOf(tracking).at(-1)).toBe(last);
  expect(tracking.phase).toBe(phase);
  if (pickup === null) expect(tracking.pickup).toBeNull();
  else expect(tracking.pickup).toMatchObject(pickup);
  expect(keysOf(tracking)).toEqual(expect.arrayContaining([...among]));
});

test("scans that come late, twice, or with a code that nobody knows are recorded once each, in their places", async () => {
  plays = { late: 0.5, unknown: 1 };
  const { read } = await shipped("second_attempt", { tracking_number: "LATE-1" });
  misbehave = ({ before }) => (before % 2 === 0 ? { kind: "repeated" } : null);
  await live(110);
  const { events, phase } = await read();
  const times = events.slice(1).map(({ time }: { time: string }) => time);
  expect(times).toEqual([...times].sort());
  const shown = carrier.journal
    .lines()
    .flatMap((line) => (line.line === "shown" ? [new Date(line.at).toISOString()] : []));
  expect(shown).not.toEqual([...shown].sort());
  expect(times).toEqual([...shown].sort());
  expect(phase).toBe("delivered");
});

test("webhooks tell of fresh scans, and of none that are older than the shop's threshold", async () => {
  const { at, read } = await shipped("plain");
  const hook = { url: "http://127.0.0.1:9/hook", enabled_events: ["shipments"] };
  expect((await core.call("POST", `${at}/webhooks`, hook)).status).toBe(200);
  await core.core().askDue();
  // The carrier was away for a day and a half: what happened meanwhile is no news, what happens now is.
  core.clock.advance(41 * HOUR);
  await live(6);
  const { rows } = await core.pool().query("select ref from karla_core.webhook_delivery order by created_at");
  expect(rows.map(({ ref }) => ref.split("/").at(-1))).toEqual([
    "LABEL_CREATED",
    "OUT_FOR_DELIVERY",
    "SUCCESSFULLY_DELIVERED",
    "SUCCESSFULLY_DELIVERED",
  ]);
  expect(keysOf(await read())).toHaveLength(8);
});

test("several processes ask about each parcel once, and keep one pace between them", async () => {
  const numbers = [];
  for (let count = 0; count < 4; count += 1) numbers.push((await shipped("plain")).number);
  const together = () => Promise.all(Array.from({ length: 5 }, () => core.core().askDue()));
  for (const _ of numbers) {
    expect((await together()).reduce((sum, asked) => sum + asked, 0)).toBe(1);
    core.clock.advance(5_000);
  }
  expect(numbers.map((number) => carrier.asked(number))).toEqual([1, 1, 1, 1]);
  expect((await together()).every((asked) => asked === 0)).toBe(true);
});

test("a process that dies while it asks costs a minute: another one asks, and what the dead one brings is left", async () => {
  const { number, read } = await shipped("plain");
  let answerLate: (answer: FeedAnswer) => void = () => {};
  dying = () =>
    new Promise((resolve) => {
      answerLate = resolve;
    });
  const lost = core.core().askDue();
  await expect.poll(async () => (await watch()).turns).toBe(1);
  dying = null;
  core.clock.advance(30_000);
  expect(await core.core().askDue()).toBe(0);
  core.clock.advance(31_000);
  expect(await core.core().askDue()).toBe(1);
  const before = await watch();
  answerLate({ outcome: "known", scans: [], arrival: null });
  await lost;
  expect(await watch()).toEqual(before);
  expect(carrier.asked(number)).toBe(1);
  expect(keysOf(await read())).toEqual(["ORDER_IN_PROCESSING", "LABEL_CREATED"]);
});

test("429 leaves the carrier alone for as long as it asks for", async () => {
  const { number } = await shipped("plain");
  misbehave = ({ before }) => (before === 0 ? { kind: "status", status: 429, retryAfter: "7200" } : null);
  expect(await core.core().askDue()).toBe(1);
  core.clock.advance(2 * HOUR - 1000);
  expect(await core.core().askDue()).toBe(0);
  core.clock.advance(1000);
  expect(await core.core().askDue()).toBe(1);
  expect(carrier.asked(number)).toBe(2);
});

test("a carrier that fails again and again is asked less and less, and is forgiven by its first answer", async () => {
  await shipped("plain");
  misbehave = ({ before }) => (before < 3 ? { kind: "status", status: 503 } : null);
  const pauses: number[] = [];
  for (let failure = 0; failure < 3; failure += 1) {
    expect(await core.core().askDue()).toBe(1);
    const { rows } = await core.pool().query("select next_call_at from karla_core.carrier_feed");
    pauses.push(rows[0].next_call_at.getTime() - core.clock.now());
    core.clock.advance(HOUR);
  }
  expect(pauses).toEqual([60_000, 120_000, 240_000]);
  expect(await core.core().askDue()).toBe(1);
  const { rows } = await core.pool().query("select failures from karla_core.carrier_feed");
  expect(rows).toEqual([{ failures: 0 }]);
});

test.each([
  [{ kind: "half" }, "unreadable: not JSON"],
  [{ kind: "huge", bytes: 1_100_000 }, "unreadable: too large"],
  [{ kind: "redirect", to: "http://127.0.0.1:9/" }, "unreadable: 302"],
  [{ kind: "other_parcel" }, "not_found"],
  [{ kind: "status", status: 404 }, "not_found"],
  [{ kind: "status", status: 401 }, "refused"],
] as const)("%j is %s, and nothing is recorded", async (bad, outcome) => {
  const { read } = await shipped("plain");
  misbehave = () => bad;
  expect(await core.core().askDue()).toBe(1);
  expect((await watch()).last_outcome).toBe(outcome);
  expect(keysOf(await read())).toEqual(["ORDER_IN_PROCESSING"]);
});

test("nobody is asked about drafts, other carriers' parcels, and parcels that are older than sixty days", async () => {
  const old = new Date(core.clock.now() - 61 * 24 * HOUR).toISOString();
  const { at } = await shipped("plain", { tracking_placed_at: old });
  await core.call("PUT", `${at}/orders`, anUpsert({ external_id: "2", order_number: "2", order_name: "#2" }));
  const other = { tracking_number: "1Z1", carrier_reference: "ups" };
  await core.call("PUT", `${at}/orders`, anUpsert({ external_id: "3", order_number: "3", order_name: "#3" }, [other]));
  expect(await core.core().askDue()).toBe(0);
  // The shop corrects the carrier.
  const corrected = { ...other, carrier_reference: "dhl" };
  await core.call(
    "PUT",
    `${at}/orders`,
    anUpsert({ external_id: "3", order_number: "3", order_name: "#3" }, [corrected]),
  );
  expect(await core.core().askDue()).toBe(1);
  expect(carrier.asked("1Z1")).toBe(1);
});

test("a parcel of which nothing is heard is given up after sixty days", async () => {
  const { number } = await shipped("silence");
  await core.core().askDue();
  core.clock.advance(60 * 24 * HOUR);
  expect(await core.core().askDue()).toBe(0);
  expect(carrier.asked(number)).toBe(1);
  expect((await watch()).due_at).toBeNull();
});

async function watch() {
  const { rows } = await core.pool().query("select * from karla_core.carrier_watch order by begun_at desc limit 1");
  return rows[0];
}
