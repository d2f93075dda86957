import { expect, test } from "vitest";
import { nameOfDifference } from "./name-of-difference.ts";
import { read, speaker } from "./spoken.fixture.ts";

const PROPERTIES = "order.order_analytics.note_attributes";

test.each([
  ["order.segments", "Segment"],
  ["order.address.company", "Company in the delivery address"],
  [`${PROPERTIES}["gift message"]`, "Custom property “gift message”"],
  [`${PROPERTIES}["a"]b.c[0]"]`, 'Custom property “a"]b.c[0]”'],
  [`${PROPERTIES}[2].value`, "Custom property"],
  [PROPERTIES, "Custom property"],
  ["order.products[1].size", "Product: size, product 2"],
  ["trackings[0].carrier_reference", "Parcel: carrier, parcel 1"],
  ["trackings[11].products[0].weight", "Product: weight, product 1, parcel 12"],
  ["order.of_a_later_version[0].part", "Another part of the order"],
  ["", "Another part of the order"],
])("%s is %s", (path, name) => {
  expect(read(nameOfDifference(path, speaker("en")))).toBe(name);
});
