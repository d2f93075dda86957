import { describe, expect, test } from "vitest";
import { documentOf, PROPERTY } from "../mapping/mapping.fixture.ts";
import { sampleOrder } from "../order/sample-order.fixture.ts";
import { OrderSettings } from "../order/settings.ts";
import { dryRunOrder } from "./dry-run.ts";

const settings = OrderSettings.parse({});
const days = (step: unknown) => ({
  source: { from: "note_attribute", name: "days" },
  transforms: [step],
  target: { path: PROPERTY, name: "d" },
});
const asNumber = days({ do: "number" });
const asText = days({ do: "trim" });

function verdict(value: string, now: Parameters<typeof documentOf>, draft: Parameters<typeof documentOf>) {
  const order = sampleOrder({ noteAttributes: [{ name: "days", value }] });
  const mapping = now.length === 0 ? null : { version: 1, document: documentOf(...now) };
  return dryRunOrder(order, { settings, segmentPrefix: "Shopify", mapping }, documentOf(...draft));
}

describe("a dry-run says of an order that it", () => {
  test("stays as it is where the draft sends the same bytes", () => {
    expect(verdict("3", [], []).verdict).toBe("unchanged");
    expect(verdict("3", [asNumber], [asText]).verdict).toBe("unchanged");
  });

  test("changes, with the exact payload before and after", () => {
    const { verdict: said, before, after, issues } = verdict("3", [], [asNumber]);
    expect([said, issues]).toEqual(["changed", []]);
    const properties = (of: typeof after) => (of.outcome === "send" ? of.order.order_analytics?.note_attributes : null);
    expect(properties(before)).toEqual([{ name: "days", value: "3" }]);
    expect(properties(after)).toEqual([
      { name: "days", value: "3" },
      { name: "d", value: "3" },
    ]);
  });

  test("newly fails, with rule, place and value; a rule that failed before does not fail newly", () => {
    const failing = verdict("drei", [asText], [asNumber]);
    expect(failing.verdict).toBe("newly_failing");
    expect(failing.issues).toEqual([
      { rule: "rule-1", of: null, code: "not_a_number", path: "transforms.0", value: "drei" },
    ]);
    expect(verdict("drei", [asNumber], [asNumber]).verdict).toBe("unchanged");
  });

  test("is newly fixed where a rule has its value now", () => {
    expect(verdict("drei", [asNumber], [asText]).verdict).toBe("newly_fixed");
  });
});
