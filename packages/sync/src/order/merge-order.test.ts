import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cancelledAtOf } from "./cancelled-at.ts";
import { mergeOrder } from "./merge-order.ts";
import { facts } from "./order.arbitrary.ts";
import { unknownOrder } from "./order.ts";
import { sampleFulfillment, sampleOrder, sampleSnapshot } from "./sample-order.fixture.ts";

const nothing = unknownOrder("1");

describe("merging is a join", () => {
  it("does not depend on which came first", () => {
    fc.assert(
      fc.property(facts, facts, (a, b) => {
        const ab = mergeOrder(mergeOrder(null, a), b);
        expect(mergeOrder(mergeOrder(null, b), a)).toEqual(ab);
      }),
    );
  });

  it("does not depend on how the facts are grouped", () => {
    fc.assert(
      fc.property(facts, facts, facts, (a, b, c) => {
        expect(mergeOrder(a, mergeOrder(b, c))).toEqual(mergeOrder(mergeOrder(a, b), c));
      }),
    );
  });

  it("does not change when it hears the same again, or nothing new", () => {
    fc.assert(
      fc.property(facts, facts, (a, b) => {
        const known = mergeOrder(mergeOrder(null, a), b);
        for (const again of [a, b, known, nothing]) expect(mergeOrder(known, again)).toEqual(known);
      }),
    );
  });

  it("does not depend on the order of the keys in what it is given", () => {
    const { fulfillmentStatus, ...rest } = sampleSnapshot({ note: "b" });
    const loser = sampleOrder({ note: "a" });
    for (const snapshot of [
      { ...rest, fulfillmentStatus },
      { fulfillmentStatus, ...rest },
    ]) {
      expect(mergeOrder({ ...loser, snapshot }, loser).snapshot?.note).toBe("b");
      expect(mergeOrder(loser, { ...loser, snapshot }).snapshot?.note).toBe("b");
    }
  });

  it("changes neither of its arguments", () => {
    fc.assert(
      fc.property(facts, facts, (a, b) => {
        const before = JSON.stringify([a, b]);
        mergeOrder(a, b);
        expect(JSON.stringify([a, b])).toBe(before);
      }),
    );
  });
});

describe("merging", () => {
  it("keeps the picture of each article that was read last, by time and not by text, also that there is none", () => {
    const src = "https://cdn.example.com/a.jpg";
    const older = { src, alt: null, readAt: "2026-03-01T10:30:00+02:00" };
    const newer = { src: null, alt: null, readAt: "2026-03-01T09:00:00Z" };
    const a = { ...nothing, pictures: { "variant:2": older, "product:1": newer } };
    const b = { ...nothing, pictures: { "product:1": older, "variant:2": newer, "variant:1": older } };
    for (const merged of [mergeOrder(a, b), mergeOrder(b, a)]) {
      expect(merged.pictures).toEqual({ "product:1": newer, "variant:1": older, "variant:2": newer });
      expect(Object.keys(merged.pictures)).toEqual(["product:1", "variant:1", "variant:2"]);
    }
  });

  it("writes equal orders alike, in whatever order their pictures came", () => {
    fc.assert(
      fc.property(facts, facts, (a, b) => {
        const [ab, ba] = [mergeOrder(a, b).pictures, mergeOrder(b, a).pictures];
        expect(JSON.stringify(ab)).toBe(JSON.stringify(ba));
      }),
    );
  });

  it("refuses facts of another order, which no retry can cure", () => {
    const merge = () => mergeOrder(unknownOrder("1"), unknownOrder("2"));
    expect(merge).toThrow(expect.objectContaining({ name: "OrderMismatchError", retry: false }));
  });

  it("lets the newest snapshot win as a whole, by time and not by text", () => {
    const older = sampleOrder({ observedAt: "2026-03-01T10:30:00+02:00", note: "older", tags: ["older"] });
    const newer = sampleOrder({ observedAt: "2026-03-01T09:00:00Z", note: null, tags: [] });
    expect(mergeOrder(older, newer).snapshot).toEqual(newer.snapshot);
    expect(mergeOrder(newer, older).snapshot).toEqual(newer.snapshot);
  });

  it("breaks a tie by the nanoseconds of the trigger time", () => {
    const older = sampleOrder({ triggeredAt: "2026-03-01T09:00:00.000000001Z", note: "z" });
    const newer = sampleOrder({ triggeredAt: "2026-03-01T10:00:00.000000002+01:00", note: "a" });
    expect(mergeOrder(newer, older).snapshot?.note).toBe("a");
  });

  it.each(["2999-01-01T00:00:00Z", "2101-01-01T00:00:00Z", "1999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "soon"])(
    "takes the trigger time %s for unknown",
    (triggeredAt) => {
      const real = sampleOrder({ triggeredAt: "2000-01-01T00:00:00Z", note: "a" });
      const unreal = sampleOrder({ triggeredAt, note: "z" });
      expect(mergeOrder(real, unreal).snapshot?.note).toBe("a");
      expect(mergeOrder(unreal, real).snapshot?.note).toBe("a");
      const unknown = sampleOrder({ triggeredAt: "", note: "zz" });
      expect(mergeOrder(unknown, unreal).snapshot?.note).toBe("zz");
    },
  );

  it("never lets a trigger time beat the time of the order itself", () => {
    const newer = sampleOrder({ observedAt: "2026-03-01T09:00:01Z", triggeredAt: "2026-03-01T09:00:01Z" });
    const older = sampleOrder({ observedAt: "2026-03-01T09:00:00Z", triggeredAt: "2026-03-09T09:00:00Z" });
    expect(mergeOrder(older, newer).snapshot).toBe(newer.snapshot);
  });

  it("keeps every fulfillment it has heard of, each in its newest state, sorted by id", () => {
    const moved = sampleFulfillment({ id: "2", observedAt: "2026-03-03T00:00:00Z", carrier: "GLS" });
    const known = sampleOrder({}, { fulfillments: [sampleFulfillment({ id: "2" }), sampleFulfillment({ id: "3" })] });
    const told = sampleOrder({}, { fulfillments: [moved, sampleFulfillment({ id: "1" })] });
    const { fulfillments } = mergeOrder(known, told);
    expect(fulfillments.map(({ id }) => id)).toEqual(["1", "2", "3"]);
    expect(fulfillments[1]).toBe(moved);
  });

  it("keeps the earliest cancellation and deletion and the latest edit", () => {
    const early = "2026-03-01T10:30:00+02:00";
    const late = "2026-03-01T09:00:00Z";
    const a = { ...nothing, cancelledAt: early, deletedAt: late, editedAt: early };
    const b = { ...nothing, cancelledAt: late, deletedAt: early, editedAt: late };
    for (const merged of [mergeOrder(a, b), mergeOrder(b, a), mergeOrder(mergeOrder(a, b), nothing)]) {
      expect(merged).toMatchObject({ cancelledAt: early, deletedAt: early, editedAt: late });
    }
  });

  it("lets the newest snapshot say whether a cancellation that can be taken back stands", () => {
    const at = (second: number) => `2026-03-01T09:00:0${second}Z`;
    const placed = sampleOrder({ observedAt: at(0) });
    const cancelled = sampleOrder({ observedAt: at(1), cancelledAt: at(1) });
    const reopened = sampleOrder({ observedAt: at(2) });
    for (const [a, b, c] of [
      [placed, cancelled, reopened],
      [reopened, placed, cancelled],
      [cancelled, reopened, placed],
    ] as const) {
      expect(cancelledAtOf(mergeOrder(mergeOrder(a, b), c))).toBeNull();
    }
    expect(cancelledAtOf(mergeOrder(cancelled, placed))).toBe(at(1));
    expect(cancelledAtOf({ ...reopened, cancelledAt: at(3) })).toBe(at(3));
  });

  it("keeps an unreadable cancellation only while there is no readable one", () => {
    const unreadable = { ...nothing, cancelledAt: "yesterday" };
    expect(mergeOrder(nothing, unreadable).cancelledAt).toBe("yesterday");
    const readable = { ...nothing, cancelledAt: "2026-03-01T09:00:00Z" };
    expect(mergeOrder(unreadable, readable).cancelledAt).toBe(readable.cancelledAt);
  });
});
