import type { Order, OrderSnapshot } from "../order/order.ts";
import type { OrderExtras } from "../order/order-extras.ts";
import { sampleOrder, sampleSnapshot } from "../order/sample-order.fixture.ts";
import { type AppliedMapping, applyMapping } from "./apply-mapping.ts";
import { MappingDocument, type Rule } from "./document.ts";

/** For tests: a document of rules for custom properties, in the form in which an editor or a file sends it. */

type RuleInput = Partial<Omit<Rule, "source" | "transforms" | "target">> & {
  source: unknown;
  transforms?: unknown[];
  target?: { path: string; name?: string };
};

export const PROPERTY = "order.order_analytics.note_attributes";

export function documentOf(...rules: RuleInput[]): MappingDocument {
  return MappingDocument.parse({
    schemaVersion: 1,
    rules: rules.map((rule, index) => ({
      id: `rule-${index + 1}`,
      label: "",
      enabled: true,
      transforms: [],
      target: { path: PROPERTY, name: "it" },
      ...rule,
    })),
  });
}

export function orderWith(
  snapshot: Partial<OrderSnapshot>,
  changes: Partial<Order> = {},
): Order & { snapshot: OrderSnapshot } {
  return { ...sampleOrder({}, changes), snapshot: sampleSnapshot(snapshot) };
}

export function applied(
  document: MappingDocument,
  snapshot: Partial<OrderSnapshot> = {},
  extras: OrderExtras | null = null,
): AppliedMapping {
  return applyMapping(document, orderWith(snapshot, { extras }));
}

/** What the steps make of a text: the value at the core, the code, or null for nothing. */
export function made(said: string | null, ...transforms: unknown[]): string | null {
  const document = documentOf({ source: { from: "note_attribute", name: "it" }, transforms });
  const noteAttributes = said === null ? [] : [{ name: "it", value: said }];
  const { fields, results } = applied(document, { noteAttributes });
  const result = results[0]?.outcomes[0]?.result;
  if (result?.outcome === "issue") return `issue: ${result.issue.code}`;
  return fields.properties[0]?.value ?? null;
}
