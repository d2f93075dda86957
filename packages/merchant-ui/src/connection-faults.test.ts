import { expect, test } from "vitest";
import { faultOfResult, faultsOfEntry } from "./connection-faults.ts";

test("what surrounds copied credentials is taken off, what is inside stays", () => {
  const { trimmed, faults } = faultsOfEntry({ slug: " example-shop\n", username: "\tmy key ", key: " a b:c\n" });
  expect(trimmed).toEqual({ slug: "example-shop", username: "my key", key: "a b:c" });
  expect(faults).toEqual([]);
});

test("name and key must be there, the user name need not", () => {
  expect(faultsOfEntry({ slug: "  ", username: "", key: "" }).faults.map(({ field }) => field)).toEqual([
    "slug",
    "key",
  ]);
});

test.each([
  ["wrong_key", "key"],
  ["unknown_shop", "slug"],
  ["no_access", undefined],
  ["no_credentials", undefined],
  ["unreachable", undefined],
  ["not_sent", undefined],
] as const)("%s is a fault of the field %s", (why, field) => {
  expect(faultOfResult({ outcome: "refused", why })?.field).toBe(field);
});

test("an accepted connection has no fault, nor has one that was not tried", () => {
  expect(faultOfResult({ outcome: "connected" })).toBeNull();
  expect(faultOfResult({ outcome: "core_already_syncs", webhooks: 1, triggers: false })).toBeNull();
  expect(faultOfResult(null)).toBeNull();
});
