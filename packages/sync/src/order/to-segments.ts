import type { OrderSnapshot } from "./order.ts";

/** Which platform's tags they are: the first word of a segment. */
export type SegmentPrefix = "Shopify" | "Shopware";

/** The tags of the order, then of its customer, each once. The core only ever adds segments, it never takes one away. */
export function toSegments({ tags, customer }: OrderSnapshot, prefix: SegmentPrefix): string[] {
  const all = [...tags, ...(customer?.tags ?? [])].filter((tag) => tag.trim() !== "");
  return [...new Set(all)].map((tag) => `${prefix}.tag.${tag}`);
}
