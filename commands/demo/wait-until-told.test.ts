import { expect, test } from "vitest";
import type { JournaledParcel } from "../carrier-journal.ts";
import { waitUntilTold } from "./wait-until-told.ts";

const scan = (code: string, description: string) => ({
  at: 1,
  shownAt: 1,
  code,
  statusCode: "transit",
  description,
  city: "Bremen",
});
const ANNOUNCED = scan("VA", "The shipment has been announced electronically.");
const DELIVERED = scan("ZU", "The shipment has been delivered.");

const parcel = (scans: JournaledParcel["scans"]): JournaledParcel => ({ kind: "plain", begunAt: 0, scans });

/** Looks every two seconds; what the carrier has told by then is one journal each. */
async function waited(journals: readonly Record<string, JournaledParcel>[], said: () => number = () => 0) {
  let looks = 0;
  let clock = 0;
  await waitUntilTold({
    journal: () => new Map(Object.entries(journals[Math.min(looks, journals.length) - 1] ?? {})),
    parcels: ["A 1"],
    said,
    settle: async () => {
      looks += 1;
    },
    now: () => clock,
    sleep: async (ms) => {
      clock += ms;
    },
    say: () => undefined,
  });
  return { looks, clock };
}

test("it is over when each parcel is there and nothing more was said since the last look", async () => {
  expect(await waited([{}, { A1: parcel([ANNOUNCED]) }, { A1: parcel([ANNOUNCED, DELIVERED]) }])).toEqual({
    looks: 4,
    clock: 6_000,
  });
});

test("as long as shops are told something it is not", async () => {
  let told = 0;
  const { looks } = await waited([{ A1: parcel([DELIVERED]) }], () => (told < 5 ? ++told : told));
  expect(looks).toBe(6);
});

test("what does not come any more is not waited for", async () => {
  const { clock } = await waited([{ A1: parcel([ANNOUNCED]) }]);
  expect(clock).toBe(26_000);
});
