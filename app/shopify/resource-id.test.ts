import { expect, test } from "vitest";
import { digitsOfGlobalId, idAsWritten, typeOfGlobalId } from "./resource-id.ts";

const GID = "gid://shopify/Order/820982911946154508";

test("a global id of the type gives its digits, one of another type nothing", () => {
  expect(digitsOfGlobalId(GID, "Order")).toBe("820982911946154508");
  expect(digitsOfGlobalId(GID, "Fulfillment")).toBeNull();
  expect(idAsWritten(GID, "Order")).toBe("820982911946154508");
  expect(idAsWritten(GID, "Fulfillment")).toBeNull();
  expect(typeOfGlobalId(GID)).toBe("Order");
});

test.each([
  `${GID}?a=1`,
  `${GID}\n`,
  ` ${GID}`,
  "gid://other/Order/1",
  "gid://shopify/Order/",
  "gid://shopify/Order/1a",
])("%j is no global id", (text) => {
  expect(digitsOfGlobalId(text, "Order")).toBeNull();
  expect(typeOfGlobalId(text)).toBeNull();
});

test.each(["1", "0", "-5", "1.5", "1e3", "007", "abc-1", "1".repeat(64)])("%s is an id as written", (text) => {
  expect(idAsWritten(text, "Order")).toBe(text);
});

test.each(["", " ", "1 2", "1\u0000", "é", "\n1", "1".repeat(65)])("%j is no id", (text) => {
  expect(idAsWritten(text, "Order")).toBeNull();
});
