import type { KnownParcel } from "@karla/sync/parcel-notes";
import fc from "fast-check";
import { expect, test } from "vitest";
import { planFulfillmentEvents, type StatusAt } from "./plan-fulfillment-events.ts";

const NOW = Date.UTC(2026, 10, 24, 12) / 1_000;
const at = (hour: number): number => Date.UTC(2026, 10, 24, hour) / 1_000;
const iso = (seconds: number): string => new Date(seconds * 1_000).toISOString();
const heard = (phase: string, hour: number, name = "X") => ({ name, phase, at: iso(at(hour)) });
const parcel = (trackingNumber: string | null, ...events: KnownParcel["events"]): KnownParcel => ({
  trackingNumber,
  events,
});
const plan = (parcels: readonly KnownParcel[], told: readonly StatusAt[] = [], numbers = ["JD1"]) =>
  planFulfillmentEvents({ numbers, told }, parcels, NOW);
const written = (...asked: Parameters<typeof plan>) => plan(...asked).write;

test("each change of a parcel's status is told with the instant at which it happened, the oldest first", () => {
  const events = [
    heard("delivered", 11),
    heard("in_transit", 7),
    heard("in_delivery", 9),
    heard("in_transit", 6),
    heard("order_processed", 5),
  ];
  expect(written([parcel("JD1", ...events)])).toEqual([
    { status: "IN_TRANSIT", at: at(6) },
    { status: "OUT_FOR_DELIVERY", at: at(9) },
    { status: "DELIVERED", at: at(11) },
  ]);
});

test.each([
  ["with blanks", " jd 1 "],
  ["with dashes", "JD-1"],
])("a number is the same one when it is written %s", (_, number) => {
  expect(written([parcel("JD1", heard("delivered", 11))], [], [number])).toHaveLength(1);
});

test.each([
  ["of another number", parcel("JD2", heard("delivered", 11))],
  ["without a number", parcel(null, heard("delivered", 11))],
  ["of which only that is known which no buyer sees", parcel("JD1", heard("order_created", 11))],
  ["whose dates cannot be read", parcel("JD1", { name: "X", phase: "delivered", at: "yesterday" })],
])("nothing is told of a parcel %s", (_, other) => {
  expect(plan([other])).toEqual({ write: [], conflicts: 0 });
});

test("what happened more than a day ago is not told, and of a status that lasts its first sign within the day", () => {
  const events = [
    heard("in_transit", -30),
    heard("in_delivery", -14),
    heard("in_delivery", -11),
    heard("in_delivery", 1),
  ];
  expect(written([parcel("JD1", ...events)])).toEqual([{ status: "OUT_FOR_DELIVERY", at: at(-11) }]);
});

test("what will happen is told when it has happened", () => {
  expect(written([parcel("JD1", heard("delivered", 13))])).toEqual([]);
});

test("what is there already is not told again: told by us, or at the same second by anybody, or a status that somebody else told", () => {
  const parcels = [parcel("JD1", heard("in_transit", 6), heard("in_delivery", 9))];
  expect(written(parcels, [{ status: "IN_TRANSIT", at: at(6) }])).toEqual([{ status: "OUT_FOR_DELIVERY", at: at(9) }]);
  const theirs: StatusAt = { status: "OUT_FOR_DELIVERY", at: at(8) };
  expect(plan(parcels, [{ status: "IN_TRANSIT", at: at(6) }, theirs])).toEqual({ write: [], conflicts: 0 });
});

test("where another app has said something newer, ours is not told, and counted", () => {
  const parcels = [parcel("JD1", heard("in_transit", 6), heard("in_delivery", 9), heard("delivered", 11))];
  expect(plan(parcels, [{ status: "ATTEMPTED_DELIVERY", at: at(10) }])).toEqual({
    write: [{ status: "DELIVERED", at: at(11) }],
    conflicts: 2,
  });
});

test("a fulfillment of several parcels is where the least advanced one is, and nowhere before all are known", () => {
  const two = ["JD1", "JD2"];
  const first = parcel("JD1", heard("in_transit", 5), heard("delivered", 8));
  expect(written([first], [], two)).toEqual([]);
  expect(written([first, parcel("JD2", heard("in_transit", 6), heard("in_delivery", 9))], [], two)).toEqual([
    { status: "IN_TRANSIT", at: at(6) },
    { status: "OUT_FOR_DELIVERY", at: at(9) },
  ]);
  const both = [first, parcel("JD2", heard("in_delivery", 9), heard("delivered", 10))];
  expect(written(both, [], two).at(-1)).toEqual({ status: "DELIVERED", at: at(10) });
  const lost = [first, parcel("JD2", heard("in_delivery", 9), heard("returned", 10))];
  expect(written(lost, [], two).at(-1)).toEqual({ status: "FAILURE", at: at(10) });
});

const PHASES = ["order_created", "in_transit", "in_delivery", "collect", "delivered", "delivery_failed", "returned"];
const parcelsOf = fc
  .array(
    fc.array(fc.record({ phase: fc.constantFrom(...PHASES), hour: fc.integer({ min: -40, max: 12 }) }), {
      maxLength: 8,
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((lives) =>
    lives.map((life, index) => parcel(`JD${index}`, ...life.map(({ phase, hour }) => heard(phase, hour)))),
  );
const others = fc.array(
  fc.record({
    status: fc.constantFrom("IN_TRANSIT" as const, "DELIVERED" as const, "DELAYED" as const),
    at: fc.integer({ min: -40, max: 12 }).map(at),
  }),
  { maxLength: 2 },
);

test("whatever is heard in whatever order, however often: the same is told in the end, and nothing twice", () => {
  const moments = fc.array(fc.integer({ min: -40, max: 12 }), { maxLength: 6 });
  fc.assert(
    fc.property(parcelsOf, others, moments, fc.boolean(), (parcels, foreign, hours, isFirst) => {
      const numbers = parcels.map(({ trackingNumber }) => trackingNumber ?? "");
      /** What the core knew at that hour. */
      const until = (hour: number) =>
        parcels.map(({ events, ...rest }) => ({
          ...rest,
          events: events.filter((event) => event.at <= iso(at(hour))),
        }));
      const tell = (told: readonly StatusAt[], known: readonly KnownParcel[]) => [
        ...told,
        ...planFulfillmentEvents({ numbers, told }, known, NOW).write,
      ];
      const all = isFirst ? [12, ...hours, 12] : [...hours, 12];
      const told = all.map(until).reduce(tell, foreign);
      const atOnce = tell(foreign, parcels);
      const sorted = (events: readonly StatusAt[]) => events.map(({ status, at: when }) => `${when} ${status}`).sort();
      expect(sorted(told)).toEqual(sorted(atOnce));
      const own = told.slice(foreign.length).map(({ status, at: when }) => `${when} ${status}`);
      expect(new Set(own).size).toBe(own.length);
    }),
    { numRuns: 500 },
  );
});
