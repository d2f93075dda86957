import { describe, expect, test } from "vitest";
import { documentOf, PROPERTY } from "../mapping/mapping.fixture.ts";
import { sampleOrder } from "../order/sample-order.fixture.ts";
import { OrderSettings } from "../order/settings.ts";
import { projectOrder } from "./project-order.ts";

const settings = OrderSettings.parse({});
const gift = { from: "note_attribute", name: "Geschenk" };
const order = sampleOrder({ noteAttributes: [{ name: "Geschenk", value: "ja" }], tags: ["vip"] });

function sent(...rules: Parameters<typeof documentOf>) {
  const mapping = rules.length === 0 ? null : { version: 1, document: documentOf(...rules) };
  const projection = projectOrder(order, { settings, segmentPrefix: "Shopify", mapping });
  if (projection.outcome === "skip") throw new Error(projection.reason);
  return projection.order;
}

describe("an order on its way to the core", () => {
  test("is sent as the shop has it where nothing is mapped, and where the mapping has no rules", () => {
    const empty = { version: 1, document: documentOf() };
    expect(projectOrder(order, { settings, segmentPrefix: "Shopify", mapping: empty })).toEqual(
      projectOrder(order, { settings, segmentPrefix: "Shopify", mapping: null }),
    );
    expect(sent().order_analytics?.note_attributes).toEqual([{ name: "Geschenk", value: "ja" }]);
  });

  test("has custom properties behind what the shop notes, and in its place where the name is the same", () => {
    const table = { ja: "yes" };
    const lookup = { do: "lookup", table, otherwise: "empty" };
    expect(
      sent({ source: gift, transforms: [lookup], target: { path: PROPERTY, name: "gift" } }).order_analytics
        ?.note_attributes,
    ).toEqual([
      { name: "Geschenk", value: "ja" },
      { name: "gift", value: "yes" },
    ]);
    expect(
      sent({ source: gift, transforms: [lookup], target: { path: PROPERTY, name: "Geschenk" } }).order_analytics
        ?.note_attributes,
    ).toEqual([{ name: "Geschenk", value: "yes" }]);
  });

  test("has the segments of the mapping beside its tags, and every other field in its place", () => {
    const literal = (value: string) => ({ from: "literal", value });
    expect(
      sent(
        { source: literal("b2b"), target: { path: "order.segments" } },
        { source: literal("A-1"), target: { path: "order.order_name" } },
        { source: literal("Beispiel GmbH"), target: { path: "order.address.company" } },
        { source: literal("3"), target: { path: "order.expected_number_of_shipments" } },
        { source: literal("spring"), target: { path: "order.order_analytics.campaign_code" } },
        { source: { from: "field", field: "line.sku" }, target: { path: "order.products[].size" } },
      ),
    ).toMatchObject({
      segments: ["Shopify.tag.vip", "b2b"],
      order_name: "A-1",
      address: { company: "Beispiel GmbH" },
      expected_number_of_shipments: 3,
      order_analytics: { campaign_code: "spring" },
      products: [{ size: "TEA-1" }],
    });
  });
});
