import fc from "fast-check";
import { expect, test } from "vitest";
import { orderJson } from "../order-json.arbitrary.ts";
import { readTrackedOrder } from "../tracked-order.ts";
import { CLAIM_REASONS, checkClaim, type FilledClaim } from "./check-claim.ts";
import { claimableOf } from "./claimable-order.ts";

const SHIRT = { title: "Shirt", size: "M", sku: "S-M", quantity: 2 };
const MUG = { title: "Mug", quantity: 1 };
const order = claimableOf(
  readTrackedOrder({
    order_number: "1001",
    products: [SHIRT, MUG],
    trackings: [
      { id: "p1", carrier: { tracking_number: "A1", carrier_reference: "dhl" }, products: [SHIRT] },
      { id: "p2", products: [MUG] },
      { id: "p3", events: [{ event_key: "ORDER_CANCELLED", phase: "order_created" }] },
    ],
  }) ?? expect.fail("an order"),
);
const [shirt = "", mug = ""] = order.parcels.flatMap(({ items }) => items.map(({ key }) => key));

function check(change: Partial<Omit<FilledClaim, "pieces">> = {}, pieces: [string, string][] = [[shirt, "1"]]) {
  const filled = { parcel: "p1", reason: "damage", preference: "", description: "", ...change };
  return checkClaim(order, { ...filled, pieces: new Map(pieces) });
}

const faultsOf = (...given: Parameters<typeof check>) => {
  const checked = check(...given);
  return checked.outcome === "invalid" ? checked.faults : [];
};

test("a claim can be about each parcel but a cancelled one, and about what is in it", () => {
  expect(order.parcels.map(({ id, number, carrier }) => [id, number, carrier])).toEqual([
    ["p1", "A1", "DHL"],
    ["p2", null, null],
  ]);
  expect(order.parcels.map(({ items }) => items.map(({ title, quantity }) => [title, quantity]))).toEqual([
    [["Shirt", 2]],
    [["Mug", 1]],
  ]);
});

test("what was entered is a claim about the chosen parcel, and pieces of another one do not count", () => {
  const description = "  Torn.\r\nAt the \u202esleeve.\u0000 ";
  expect(
    check({ description, preference: "refund" }, [
      [shirt, " 2 "],
      [mug, "1"],
    ]),
  ).toEqual({
    outcome: "valid",
    claim: {
      parcelId: "p1",
      reason: "damage",
      preference: "refund",
      description: "Torn.\nAt the sleeve.",
      items: [{ sku: "S-M", title: "Shirt M", quantity: 2 }],
    },
  });
  expect(check({ reason: "investigation" }, [])).toMatchObject({
    outcome: "valid",
    claim: { items: [], preference: null, description: null },
  });
});

test("what is missing or wrong is told", () => {
  expect(faultsOf({ parcel: "p3" })).toEqual(["parcel_missing"]);
  expect(faultsOf({ reason: "boredom" })).toEqual(["reason_missing"]);
  expect(faultsOf({ preference: "apology" })).toEqual(["preference_wrong"]);
  expect(faultsOf({}, [[shirt, "0"]])).toEqual(["items_missing"]);
  expect(faultsOf({ reason: "return" }, [[mug, "1"]])).toEqual(["items_missing"]);
  for (const pieces of ["3", "-1", "1.5", "1e0", "x", "99999999"])
    expect(faultsOf({}, [[shirt, pieces]])).toEqual(["pieces_wrong"]);
  expect(faultsOf({ reason: "support", description: " \u200e " })).toEqual(["description_missing"]);
  expect(faultsOf({ description: "x".repeat(2_001) })).toEqual(["description_long"]);
  expect(faultsOf({ parcel: "", reason: "" }, [])).toEqual(["parcel_missing", "reason_missing"]);
});

test("a parcel that does not say what is in it asks for no pieces", () => {
  const silent = claimableOf(
    readTrackedOrder({ order_number: "1", trackings: [{ id: "p", carrier: { tracking_number: "A" } }] }) ??
      expect.fail("an order"),
  );
  const filled = { parcel: "p", reason: "damage", preference: "", description: "", pieces: new Map() };
  expect(checkClaim(silent, filled)).toMatchObject({ outcome: "valid", claim: { items: [] } });
});

test("whatever is entered about whatever order, a claim has a parcel of it and no more pieces than are there", () => {
  const entered = fc.oneof(fc.constantFrom("", "0", "1", "2", "1000000", "-1"), fc.string());
  fc.assert(
    fc.property(orderJson, fc.infiniteStream(entered), fc.constantFrom(...CLAIM_REASONS), (json, stream, reason) => {
      const read = readTrackedOrder({ order_number: "1", ...json });
      if (read === null) return;
      const claimable = claimableOf(read);
      const text = () => stream.next().value ?? "";
      for (const parcel of claimable.parcels) {
        const pieces = new Map(parcel.items.map(({ key }) => [key, text()]));
        const filled = { parcel: parcel.id, pieces, reason, preference: "", description: text() };
        const checked = checkClaim(claimable, filled);
        if (checked.outcome === "invalid") continue;
        expect(claimable.parcels.map(({ id }) => id)).toContain(checked.claim.parcelId);
        const most = parcel.items.reduce((sum, { quantity }) => sum + quantity, 0);
        const sum = checked.claim.items.reduce((all, { quantity }) => all + quantity, 0);
        expect(sum).toBeLessThanOrEqual(most);
        for (const { quantity } of checked.claim.items) expect(quantity).toBeGreaterThan(0);
      }
    }),
  );
});
