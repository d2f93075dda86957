import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { facts } from "../order/order.arbitrary.ts";
import { NO_EXTRAS } from "../order/order-extras.ts";
import { sampleLine, sampleOrder } from "../order/sample-order.fixture.ts";
import { createDiscovery } from "./discover-fields.ts";
import { kindOf } from "./kind-of.ts";

const fieldsOf = (...orders: Parameters<typeof sampleOrder>[0][]) => {
  const discovery = createDiscovery();
  for (const snapshot of orders) discovery.see(sampleOrder(snapshot));
  return discovery.fields();
};
const noted = (value: string, placedAt = "2026-03-01T10:00:00Z", name = "#1") => ({
  noteAttributes: [{ name: "gift", value }],
  placedAt,
  name,
});

describe("what the orders carry", () => {
  test("is listed with its share, what it looks like, and the last order that has it", () => {
    const fields = fieldsOf(
      noted("ja", "2026-03-03T10:00:00Z", "#3"),
      noted("ja", "2026-03-01T10:00:00Z", "#1"),
      noted("ja", "2026-03-02T10:00:00Z", "#2"),
      {},
    );
    expect(fields).toEqual([
      {
        source: { from: "note_attribute", name: "gift" },
        prefix: null,
        tag: null,
        orders: 3,
        share: 0.75,
        kinds: ["yes_no"],
        values: 1,
        examples: ["ja"],
        lastSeen: { at: "2026-03-03T10:00:00Z", order: "#3" },
      },
    ]);
  });

  test("lists the metafields that were read, of the type that the platform gives them", () => {
    const discovery = createDiscovery();
    const field = (key: string, type: string, value: string) => ({ namespace: "custom", key, type, value });
    const metafields = {
      ...NO_EXTRAS.metafields,
      order: [field("wrap", "single_line_text_field", "blue")],
      product: { "501": [field("weight", "number_decimal", "1.5"), field("made", "list.date", '["2026-01-01"]')] },
    };
    discovery.see(sampleOrder({}, { extras: { ...NO_EXTRAS, metafields } }));
    discovery.see(sampleOrder());
    const found = discovery.fields().filter(({ source }) => source.from === "metafield");
    expect(found.map(({ source, share }) => [source, share])).toEqual([
      [{ from: "metafield", owner: "order", namespace: "custom", key: "wrap", type: "text" }, 0.5],
      [{ from: "metafield", owner: "product", namespace: "custom", key: "weight", type: "number" }, 0.5],
      [{ from: "metafield", owner: "product", namespace: "custom", key: "made", type: "texts" }, 0.5],
    ]);
  });

  test("counts an order once, however many of its lines have the property", () => {
    const line = (id: string, value: string) => sampleLine({ id, properties: [{ name: "Size", value }] });
    const [field] = fieldsOf({ lines: [line("1", "XL"), line("2", "M")] });
    expect(field).toMatchObject({ source: { from: "line_property", name: "Size" }, orders: 1, share: 1, values: 2 });
  });

  test("gathers tags by what stands before a colon, and whole ones by themselves", () => {
    const fields = fieldsOf({ tags: ["campaign:spring", "vip"] }, { tags: ["campaign:summer", "10:30", "odd:"] });
    expect(fields.map(({ prefix, tag, orders }) => [prefix, tag, orders])).toEqual([
      ["campaign:", null, 2],
      [null, "vip", 1],
      ["10:", null, 1],
      [null, "odd:", 1],
    ]);
  });

  test("shows what several orders have as it is, and of the rest only how it begins", () => {
    const [field] = fieldsOf(
      noted("ja"),
      noted("ja"),
      noted("ja"),
      noted("Für Erika Beispiel, Musterweg 1"),
      noted("x"),
    );
    expect(field?.examples).toEqual(["ja", "Fü… (31)", "… (1)"]);
  });

  test("stays within bounds, whatever the orders", () => {
    const names = Array.from({ length: 700 }, (_, n) => ({ name: `n${n}`, value: String(n) }));
    expect(fieldsOf({ noteAttributes: names })).toHaveLength(500);
    fc.assert(
      fc.property(fc.array(facts, { maxLength: 5 }), (orders) => {
        const discovery = createDiscovery();
        for (const order of orders) discovery.see(order);
        for (const { share, orders: counted } of discovery.fields()) {
          expect(counted).toBeGreaterThan(0);
          expect(share).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

test.each([
  ["Ja", "yes_no"],
  ["1.234,50", "number"],
  ["-3", "number"],
  ["01.03.2026", "date"],
  ["2026-03-01T10:00:00Z", "date"],
  ["a@example.com", "email"],
  ["https://example.com/x", "url"],
  [" ", "empty"],
  ["1 Stück", "text"],
])("%j looks like %s", (value, kind) => expect(kindOf(value)).toBe(kind));
