import { migrate } from "@karla/store/migrate";
import { expect, test } from "vitest";
import { anUpsert, useCore } from "../test-core.fixture.ts";
import type { CarrierFeed, CarrierScan } from "./carrier-feed.ts";

const HOUR = 3_600_000;

let scans: readonly CarrierScan[] = [];
const feed: CarrierFeed = {
  name: "example",
  carriers: null,
  ask: async () => ({ outcome: "known", scans, arrival: null }),
};
const core = useCore(migrate, { asking: { feeds: [feed], haste: 1 } });

const scan = (at: number, kind: string, event = kind): CarrierScan => {
  return { at: new Date(at), kind, event, place: null, code: "7", text: "\u0000 \ud800", pickup: null };
};

/** A parcel that is asked about once for each answer. */
async function answered(...answers: (readonly CarrierScan[])[]) {
  await core.pool().query("truncate karla_core.carrier_watch");
  const { at } = await core.shop();
  await core.call("PUT", `${at}/orders`, anUpsert({}, [{ tracking_number: "A1" }]));
  for (const answer of answers) {
    scans = answer;
    expect(await core.core().askDue()).toBe(1);
    core.clock.advance(5 * HOUR);
  }
  const [{ trackings }] = (await core.call("GET", `${at}/orders`)).body;
  return trackings[0].events.slice(1).map(({ event_key }: { event_key: string }) => event_key);
}

test("a scan is one, whatever another that comes late makes of it", async () => {
  const now = core.clock.now();
  const out = scan(now + HOUR, "OUT_FOR_DELIVERY");
  const again = scan(now + HOUR, "OUT_FOR_DELIVERY", "DELIVERY_SECOND_ATTEMPT");
  const late = scan(now + 60_000, "DELIVERY_ATTEMPTED");
  expect(await answered([out], [late, again])).toEqual(["DELIVERY_ATTEMPTED", "OUT_FOR_DELIVERY"]);
});

test("two scans of one instant are two, in the order of a parcel's life, and so are two of one kind", async () => {
  const now = core.clock.now();
  const arrived = scan(now + 60_000, "ARRIVAL_AT_TRANSPORT_HUB");
  const departed = scan(now + 60_000, "DEPARTURE_FROM_TRANSPORT_HUB");
  const later = scan(now + 120_000, "ARRIVAL_AT_TRANSPORT_HUB");
  expect(await answered([departed, arrived, later, later])).toEqual([
    "ARRIVAL_AT_TRANSPORT_HUB",
    "DEPARTURE_FROM_TRANSPORT_HUB",
    "ARRIVAL_AT_TRANSPORT_HUB",
  ]);
});
