import { expect, test } from "vitest";
import { createCarrierJournal } from "./carrier-journal.ts";
import { type CarrierOptions, createCarrier } from "./create-carrier.ts";
import { PARCEL_KINDS } from "./parcel-story.ts";

const HOUR = 3_600_000;
const KEY = "a-key";

function open(options: Partial<CarrierOptions> = {}) {
  let at = Date.UTC(2026, 2, 1);
  const base = { seed: 1, haste: 1, key: KEY, now: () => at, sleep: () => Promise.resolve() };
  const carrier = createCarrier({ ...base, ...options });
  const ask = async (number: string, key = KEY) =>
    carrier.fetch(
      new Request(`http://127.0.0.1/track/shipments?trackingNumber=${number}`, { headers: { "DHL-API-Key": key } }),
    );
  const shipment = async (number: string) => (await (await ask(number)).json()).shipments[0];
  return { carrier, ask, shipment, pass: (ms: number) => (at += ms) };
}

test("a parcel's life begins when it is asked about, and goes on by the clock", async () => {
  const { shipment, pass } = open({ kindOf: () => "plain" });
  const codes = [];
  for (const hours of [0, 5, 4, 30]) {
    pass(hours * HOUR);
    const { status, events } = await shipment("A1");
    expect(events[0]).toEqual(status);
    codes.push(status.status);
  }
  expect(codes).toEqual(["VA", "VA", "AA", "PO"]);
});

test("haste makes the same life shorter", async () => {
  const { shipment, pass } = open({ haste: 1200, kindOf: () => "plain" });
  await shipment("A1");
  pass((42 * HOUR) / 1200);
  expect(await shipment("A1")).toMatchObject({ status: { statusCode: "delivered" }, returnFlag: false });
});

test("the same seed tells the same stories, and all kinds are told", async () => {
  const numbers = Array.from({ length: 200 }, (_, index) => `N${index}`);
  const tell = async () => {
    const { carrier, ask } = open();
    for (const number of numbers) await ask(number);
    return carrier.journal.lines();
  };
  const told = await tell();
  expect(await tell()).toEqual(told);
  const kinds = new Set(told.flatMap((line) => (line.line === "begun" ? [line.kind] : [])));
  expect([...kinds].sort()).toEqual([...PARCEL_KINDS].sort());
});

test("each scan is in the journal once, with its own instant and the one at which it was shown", async () => {
  const journal = createCarrierJournal(null);
  const { shipment, pass } = open({ journal, plays: { late: 1, unknown: 1 }, kindOf: () => "plain" });
  for (let hour = 0; hour < 60; hour += 1) {
    await shipment("A1");
    pass(HOUR);
  }
  const shown = journal.lines().flatMap((line) => (line.line === "shown" ? [line] : []));
  expect(shown.map(({ code }) => code)).toEqual(["VA", "ES", "AA", "EE", "QX", "EE", "PO", "ZU"]);
  expect(shown.slice(1).every(({ at, shownAt }) => Date.parse(shownAt) - Date.parse(at) === 7 * HOUR)).toBe(true);
});

test("a returned parcel has its flag from the scan that sends it back", async () => {
  const { shipment, pass } = open({ kindOf: () => "refused" });
  expect((await shipment("A1")).returnFlag).toBe(false);
  pass(43 * HOUR);
  expect((await shipment("A1")).returnFlag).toBe(true);
});

test("nobody is answered without the key, or about no number", async () => {
  const { ask } = open();
  expect((await ask("A1", "another")).status).toBe(401);
  expect((await ask("")).status).toBe(400);
});

test("bad days are played as they are told", async () => {
  const bad = [{ kind: "status", status: 429, retryAfter: "7" }, { kind: "repeated" }, null] as const;
  const { ask, carrier } = open({ misbehave: ({ before }) => bad[before] ?? null });
  const throttled = await ask("A1");
  expect([throttled.status, throttled.headers.get("retry-after")]).toEqual([429, "7"]);
  expect((await (await ask("A1")).json()).shipments[0].events).toHaveLength(2);
  expect((await (await ask("A1")).json()).shipments[0].events).toHaveLength(1);
  expect(carrier.asked("A1")).toBe(3);
});
