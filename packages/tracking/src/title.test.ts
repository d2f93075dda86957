import { expect, test } from "vitest";
import { titleOf } from "./title.ts";

test("a page is called after its order, as text", () => {
  expect(titleOf({ name: "#1001 $& <b>" }, "de")).toBe("Bestellung #1001 $& <b>");
  expect(titleOf(null, "fr")).toBe("Suivre votre commande");
});
