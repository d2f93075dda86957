import type { DiscoveredField } from "@karla/sync/discover-fields";
import { expect, test } from "vitest";
import { discovered } from "./discovered.fixture.ts";
import { fittingField } from "./fitting-field.ts";

const wanted = { names: ["gift_message", "Abo"], from: ["note_attribute", "tags", "metafield"] } as const;
const noted = (name: string, orders = 1) => discovered({ from: "note_attribute", name }, { orders });
const tag = (of: "order" | "customer", said: Partial<DiscoveredField>) => discovered({ from: "tags", of }, said);
const metafield = (owner: "order" | "product", type: "text" | "texts") =>
  discovered({ from: "metafield", owner, namespace: "custom", key: "gift_message", type });

test.each(["gift_message", "Gift message", "_Gift-Message", "GIFT  MESSAGE", " gift.message: "])("%j fits", (name) => {
  expect(fittingField(wanted, [noted(name)])).not.toBeNull();
});

test.each(["gift", "gift message text", "giftmessage", ""])("%j does not", (name) => {
  expect(fittingField(wanted, [noted(name)])).toBeNull();
});

test("of several that fit, the one that most orders carry is taken", () => {
  const fields = [noted("gift_message", 2), noted("Gift message", 9), noted("gift-message", 5)];
  expect(fittingField(wanted, fields)).toBe(fields[1]);
});

test("of tags it is enough that one begins so, as a word", () => {
  for (const fitting of [{ tag: "Abo monatlich" }, { tag: "abo" }, { prefix: "Abo:" }])
    expect(fittingField(wanted, [tag("order", fitting)]), JSON.stringify(fitting)).not.toBeNull();
  for (const other of [{ tag: "above" }, { tag: "kein Abo" }])
    expect(fittingField(wanted, [tag("order", other)]), JSON.stringify(other)).toBeNull();
});

test("what is said of the customer or a product says nothing of the order", () => {
  expect(fittingField(wanted, [tag("customer", { tag: "abo" }), metafield("product", "text")])).toBeNull();
});

test("a metafield of the order fits by its key, unless it is a list", () => {
  expect(fittingField(wanted, [metafield("order", "text")])).not.toBeNull();
  expect(fittingField(wanted, [metafield("order", "texts")])).toBeNull();
});

test("a field from where none is wanted does not fit", () => {
  expect(fittingField({ ...wanted, from: ["line_property"] }, [noted("gift_message")])).toBeNull();
});
