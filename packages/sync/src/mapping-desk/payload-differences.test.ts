import { expect, test } from "vitest";
import { documentOf, PROPERTY } from "../mapping/mapping.fixture.ts";
import { sampleOrder } from "../order/sample-order.fixture.ts";
import { OrderSettings } from "../order/settings.ts";
import { projectWith } from "../pipeline/project-order.ts";
import { payloadDifferences } from "./payload-differences.ts";

const shop = { settings: OrderSettings.parse({}), segmentPrefix: "Shopify" as const };
const projected = (...rules: Parameters<typeof documentOf>) =>
  projectWith(sampleOrder(), shop, documentOf(...rules)).projection;
const literal = (value: string) => ({ from: "literal", value });
const named = (name: string) => ({ path: PROPERTY, name });

test("a payload does not differ from itself", () => {
  expect(payloadDifferences(projected(), projected())).toEqual([]);
});

test("one more custom property is one difference, wherever it stands", () => {
  const before = projected({ source: literal("b"), target: named("b") });
  const after = projected({ source: literal("a"), target: named("a") }, { source: literal("b"), target: named("b") });
  expect(payloadDifferences(before, after)).toEqual([
    { path: 'order.order_analytics.note_attributes["a"]', before: null, after: '"a"' },
  ]);
});

test("a list of plain values is shown as a whole, before and after", () => {
  const [difference] = payloadDifferences(
    projected(),
    projected({ source: literal("vip"), target: { path: "order.segments" } }),
  );
  expect(difference?.path).toBe("order.segments");
  expect(JSON.parse(difference?.after ?? "")).toContain("vip");
  expect(difference?.before === null || !difference?.before.includes("vip")).toBe(true);
});

test("an order that is not sent differs in nothing", () => {
  const skip = { outcome: "skip", reason: "test_order" } as const;
  expect(payloadDifferences(skip, projected())).toEqual([]);
});

test("a number is one place, and shown as a number", () => {
  const weight = (value: number) => projected({ source: { from: "literal", value }, target: { path: "order.weight" } });
  expect(payloadDifferences(weight(1), weight(2))).toEqual([{ path: "order.weight", before: "1", after: "2" }]);
});
