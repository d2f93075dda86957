import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeOrder } from "./merge-order.ts";
import type { Order } from "./order.ts";
import { type LifeEvent, type LifeOptions, orderLife } from "./order-life.fixture.ts";
import { defaultSettings } from "./sample-order.fixture.ts";
import { toKarla } from "./to-karla.ts";

const lives: LifeOptions[] = [
  { secondsApart: 7, cancelled: false, secondParcel: false },
  { secondsApart: 7, cancelled: false, secondParcel: true },
  { secondsApart: 7, cancelled: true, secondParcel: true },
  { secondsApart: 0, cancelled: false, secondParcel: true },
];

describe.each(lives)("the events of one order's life: %o", (options) => {
  const events = orderLife(options);
  const whole = mergeAll(events);

  /**
   * All permutations at once, by induction: if, for every set of events, it does not matter which of them came last, then
   * no permutation of any set matters. That is 2^n sets instead of n! permutations of each.
   */
  it("end in the same order, whichever arrived, in whatever order, however often", () => {
    const known: (Order | null)[] = [null];
    for (let set = 1; set < 2 ** events.length; set++) {
      const present = events.map((event, index) => ({ event, bit: 1 << index })).filter(({ bit }) => set & bit);
      const ends = present.map(({ event, bit }) => mergeOrder(known[set ^ bit] ?? null, event.facts));
      const end = ends[0] ?? null;
      known.push(end);
      const repeated = present.map(({ event }) => mergeOrder(end, event.facts));
      const texts = new Set([...ends, ...repeated].map((order) => JSON.stringify(order)));
      expect(texts.size, `after ${present.map(({ event }) => event.name).join(", ")}`).toBe(1);
    }
    expect(known.at(-1)).toEqual(whole);
  });

  it("end in the same payload with any gaps that keep the newest snapshot of the order", () => {
    const newest = events.length - 1;
    expect(events[newest]?.facts.snapshot).toBe(whole.snapshot);
    const complete = payload(whole);
    expect(complete).toContain('"NEW"');
    for (let set = 0; set < 2 ** newest; set++) {
      const arrived = events.filter((_, index) => index === newest || set & (1 << index));
      expect(payload(mergeAll(arrived)), `after ${arrived.map(({ name }) => name).join(", ")}`).toBe(complete);
    }
  });

  it("end in the same order and payload when shuffled and repeated at random", () => {
    const arrivals = fc
      .array(fc.constantFrom(...events), { maxLength: 8 })
      .chain((repeated) =>
        fc.shuffledSubarray([...events, ...repeated], { minLength: events.length + repeated.length }),
      );
    fc.assert(
      fc.property(arrivals, (arrived) => {
        const end = mergeAll(arrived);
        expect(end).toEqual(whole);
        expect(payload(end)).toBe(payload(whole));
      }),
    );
  });
});

describe("what comes before its order", () => {
  const [created, ...later] = orderLife({ secondsApart: 7, cancelled: false, secondParcel: true });
  const early = later.filter(({ facts }) => facts.snapshot === null);

  it("waits, and is complete as soon as the order comes", () => {
    const waiting = mergeAll(early);
    expect(toKarla(waiting, { settings: defaultSettings, segmentPrefix: "Shopify" })).toEqual({
      outcome: "skip",
      reason: "awaiting_order",
    });
    const complete = mergeAll([{ name: "waiting", facts: waiting }, ...(created === undefined ? [] : [created])]);
    expect(complete.refunds).toHaveLength(1);
    expect(payload(complete)).toContain('"NEW"');
    expect(payload(complete)).toContain('"LATE"');
  });
});

describe("a cancelled order", () => {
  const events = orderLife({ secondsApart: 7, cancelled: true, secondParcel: true });

  it("keeps the parcel from before its cancellation and never gets a later one, whatever came first", () => {
    for (const arrived of [events, events.toReversed()]) {
      expect(payload(mergeAll(arrived))).toContain('"NEW"');
      expect(payload(mergeAll(arrived))).not.toContain('"LATE"');
    }
  });
});

function mergeAll(events: readonly LifeEvent[]): Order {
  const end = events.reduce<Order | null>((known, { facts }) => mergeOrder(known, facts), null);
  if (end === null) throw new Error("a life has events");
  return end;
}

function payload(order: Order): string {
  return JSON.stringify(toKarla(order, { settings: defaultSettings, segmentPrefix: "Shopify" }));
}
