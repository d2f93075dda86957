import { describe, expect, test } from "vitest";
import type { ShownScan } from "../../carrier-journal.ts";
import { type CircleEvidence, judgeCircle } from "./judge-circle.ts";
import type { Effect } from "./judge-effects.ts";
import { SCAN_EVENTS, type ScanEventName } from "./scan-events.ts";

const NUMBER = "0034 0434";
const PLAIN = "00340434";
const at = (hour: number) => Date.UTC(2026, 2, 3, hour);

type Line = readonly [hour: number, code: string, description: string, shownAt?: number];

const scan = ([hour, code, description, shownAt = hour]: Line): ShownScan => ({
  at: at(hour),
  shownAt: at(shownAt),
  code,
  statusCode: "transit",
  description,
  city: "Köln",
});

/** As the carrier's journal has them. */
const shown = (lines: readonly Line[]) => lines.map(scan).sort((one, other) => one.shownAt - other.shownAt);

/** The postman rings twice. */
const TWICE: readonly Line[] = [
  [0, "VA", "The shipment has been announced electronically."],
  [1, "ES", "The shipment has been posted by the sender at the retail outlet."],
  [2, "AA", "The shipment has left the parcel centre of origin."],
  [3, "EE", "The shipment has arrived at the delivery depot."],
  [4, "PO", "The shipment has been loaded onto the delivery vehicle."],
  [5, "ZN", "The recipient was not at home: the delivery attempt was not successful."],
  [6, "PO", "The shipment has been loaded onto the delivery vehicle."],
  [7, "ZU", "The shipment has been delivered."],
];

const effect = (event: ScanEventName): Effect => ({
  orderId: "1",
  number: PLAIN,
  event,
  group: `shipment_${SCAN_EVENTS[event].groups[0]}`,
  trigger: `karla-${SCAN_EVENTS[event].trigger}`,
});

const paged = (hour: number, event: ScanEventName) => ({
  at: at(hour),
  words: SCAN_EVENTS[event].words,
  place: "Köln, DE",
});

/** One order, one parcel, and everything where it belongs. */
function goodRun(lines = TWICE): CircleEvidence {
  const told = (hour: number, status: string) => ({ fulfillmentId: "7", status, at: at(hour) });
  return {
    orders: [
      { id: "1", name: "#1001", numbers: [NUMBER], has: "always", fulfillments: [{ id: "7", numbers: [NUMBER] }] },
    ],
    journal: new Map([["00340434", { kind: "second_attempt", begunAt: at(0), scans: shown(lines) }]]),
    asked: [NUMBER],
    starts: ({ trigger, groups: [group] }) =>
      trigger === null ? [] : [{ trigger: `karla-${trigger}`, group: `shipment_${group}` }],
    effects: [
      effect("HANDED_OVER_TO_CARRIER"),
      effect("DEPARTURE_FROM_TRANSPORT_HUB"),
      effect("ARRIVAL_AT_TRANSPORT_HUB"),
      effect("OUT_FOR_DELIVERY"),
      effect("DELIVERY_ATTEMPTED"),
      effect("DELIVERY_SECOND_ATTEMPT"),
      effect("SUCCESSFULLY_DELIVERED"),
    ],
    fulfillmentEvents: [
      told(1, "CARRIER_PICKED_UP"),
      told(2, "IN_TRANSIT"),
      told(4, "OUT_FOR_DELIVERY"),
      told(5, "ATTEMPTED_DELIVERY"),
      told(6, "OUT_FOR_DELIVERY"),
      told(7, "DELIVERED"),
    ],
    pages: new Map([
      [
        "1",
        [
          {
            number: NUMBER,
            events: [
              paged(7, "SUCCESSFULLY_DELIVERED"),
              paged(6, "DELIVERY_SECOND_ATTEMPT"),
              paged(5, "DELIVERY_ATTEMPTED"),
              paged(4, "OUT_FOR_DELIVERY"),
              paged(3, "ARRIVAL_AT_TRANSPORT_HUB"),
              paged(2, "DEPARTURE_FROM_TRANSPORT_HUB"),
              paged(1, "HANDED_OVER_TO_CARRIER"),
              paged(0, "LABEL_CREATED"),
              { at: at(-1), words: "Parcel is being prepared", place: "" },
            ],
          },
        ],
      ],
    ]),
  };
}

describe("the circle from the carrier back to the shop", () => {
  test("has no problem where each scan is on the page, in the fulfillment and started what it starts", () => {
    expect(judgeCircle(goodRun())).toEqual({
      figures: { carrier_events: 8, flow_triggers: 7, fulfillment_events: 6, duplicate_effects: 0 },
      problems: [],
    });
  });

  test("names an effect that never came, and one that nothing calls for", () => {
    const run = goodRun();
    const effects = [...run.effects.slice(1), effect("PICKED_UP")];
    expect(judgeCircle({ ...run, effects }).problems).toEqual([
      "#1001: karla-in-transit for HANDED_OVER_TO_CARRIER of 00340434 (shipment_in_transit) should be started 1 times, and was 0 times",
      "#1001: karla-picked-up for PICKED_UP of 00340434 (shipment_picked_up) should be started 0 times, and was 1 times",
    ]);
  });

  test("counts an effect that came twice", () => {
    const run = goodRun();
    const { figures, problems } = judgeCircle({ ...run, effects: [...run.effects, effect("OUT_FOR_DELIVERY")] });
    expect(figures).toMatchObject({ flow_triggers: 8, duplicate_effects: 1 });
    expect(problems).toHaveLength(1);
  });

  test("counts a status that was told twice, also at another instant", () => {
    const run = goodRun();
    const again = { fulfillmentId: "7", status: "IN_TRANSIT", at: at(3) };
    const { figures, problems } = judgeCircle({ ...run, fulfillmentEvents: [...run.fulfillmentEvents, again] });
    expect(figures.duplicate_effects).toBe(1);
    expect(problems).toEqual([
      "#1001: the fulfillment of 00340434 was told IN_TRANSIT of 2026-03-03T03:00:00.000Z once more",
    ]);
  });

  test("names a change of status that was never told, and one that no scan says", () => {
    const run = goodRun();
    const fulfillmentEvents = [
      ...run.fulfillmentEvents.slice(0, -1),
      { fulfillmentId: "7", status: "FAILURE", at: at(7) },
    ];
    expect(judgeCircle({ ...run, fulfillmentEvents }).problems).toEqual([
      "#1001: the fulfillment of 00340434 was never told DELIVERED of 2026-03-03T07:00:00.000Z",
      "#1001: the fulfillment of 00340434 was told FAILURE of 2026-03-03T07:00:00.000Z, which no scan says",
    ]);
  });

  test("names a scan that is not on the page, and a parcel that nobody asked about", () => {
    const run = goodRun();
    const pages = new Map(
      [...run.pages].map(([id, [page]]) => [id, page ? [{ ...page, events: page.events.slice(1) }] : []]),
    );
    expect(judgeCircle({ ...run, pages, asked: [NUMBER, "X1"] }).problems).toEqual([
      "the carrier was never asked about X1",
      "#1001: “Delivered” of 00340434 in Köln, 2026-03-03T07:00:00.000Z is not on the tracking page",
    ]);
  });

  test("a scan that comes late does not change what was said before it came", () => {
    const late = TWICE.map((line): Line => (line[1] === "ZN" ? [line[0], line[1], line[2], 7] : line));
    const { problems } = judgeCircle(goodRun(late));
    expect(problems.filter((problem) => problem.includes("karla-"))).toEqual([
      "#1001: karla-out-for-delivery for OUT_FOR_DELIVERY of 00340434 (shipment_out_for_delivery) should be started 2 times, and was 1 times",
      "#1001: karla-out-for-delivery for DELIVERY_SECOND_ATTEMPT of 00340434 (shipment_delivery_second_attempt) should be started 0 times, and was 1 times",
    ]);
  });

  test("of an order that was deleted meanwhile what came may have come, and of one that never was there nothing may", () => {
    const run = goodRun();
    const having = (has: "lost" | "never") => run.orders.map((order) => ({ ...order, has, fulfillments: [] }));
    const some = { ...run, effects: run.effects.slice(2), fulfillmentEvents: [] };
    expect(judgeCircle({ ...some, orders: having("lost") }).problems).toEqual([]);
    expect(judgeCircle({ ...some, orders: having("never") }).problems).toHaveLength(5);
  });
});

test("a fulfillment of two parcels is where the less advanced one is", () => {
  const run = goodRun();
  const other = TWICE.slice(0, 5).map(([hour, code, description]) => scan([hour, code, description]));
  const [order] = run.orders;
  if (order === undefined) throw new Error("an order is needed");
  const both = [NUMBER, "B2"];
  const { problems } = judgeCircle({
    ...run,
    orders: [{ ...order, numbers: both, fulfillments: [{ id: "7", numbers: both }] }],
    journal: new Map([...run.journal, ["B2", { kind: "plain", begunAt: at(0), scans: other }]]),
  });
  const told = problems.filter((problem) => problem.includes("the fulfillment"));
  expect(told).toEqual([
    "#1001: the fulfillment of 00340434, B2 was told ATTEMPTED_DELIVERY of 2026-03-03T05:00:00.000Z, which no scan says",
    "#1001: the fulfillment of 00340434, B2 was told DELIVERED of 2026-03-03T07:00:00.000Z, which no scan says",
  ]);
});
