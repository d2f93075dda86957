import type { OrderSnapshot } from "./order.ts";

/** Which platform's tags they are: the first word of a segment. */
export type SegmentPrefix = "Shopify" | "Shopware";

/**
 * The tags of the order, those of its customer, then the groups both are in, each once. The core only ever adds segments, it
 * never takes one away.
 */
export function toSegments({ tags, customer, segments }: OrderSnapshot, prefix: SegmentPrefix): string[] {
  const tagged = [...tags, ...(customer?.tags ?? [])].map((value) => ({ kind: "tag", value }));
  const named = [...tagged, ...segments].filter(({ value }) => value.trim() !== "");
  return [...new Set(named.map(({ kind, value }) => `${prefix}.${kind}.${value}`))];
}
