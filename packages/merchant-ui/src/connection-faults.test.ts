import { expect, test } from "vitest";
import { faultsOfEntry } from "./connection-faults.ts";

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
