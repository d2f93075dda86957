import { expect, test } from "vitest";
import { matches } from "./matches.ts";

const REF = "shipments/in_delivery/DELIVERY_ATTEMPTED";

test.each(["*", "shipments", "shipments/in_delivery", REF, "shipments/in_delivery/delivery_attempted"])(
  "%s wants it",
  (filter) => {
    expect(matches([filter], REF)).toBe(true);
  },
);

test.each([
  "claims",
  "shipments/delivered",
  "shipments/in_deliver",
  "ship",
  `${REF}/x`,
  "shipments/in_delivery/DELIVERY",
])("%s does not want it", (filter) => {
  expect(matches([filter], REF)).toBe(false);
});

test("one of several is enough, none is not", () => {
  expect(matches(["claims", "shipments"], REF)).toBe(true);
  expect(matches([], REF)).toBe(false);
});
