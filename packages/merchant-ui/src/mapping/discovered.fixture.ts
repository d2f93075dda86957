import type { DiscoveredField } from "@karla/sync/discover-fields";

/** A field as it is found in a shop, in a third of its orders. */
export function discovered(
  source: DiscoveredField["source"],
  more: Partial<Omit<DiscoveredField, "source">> = {},
): DiscoveredField {
  return {
    source,
    prefix: null,
    tag: null,
    orders: 34,
    share: 0.34,
    kinds: ["text"],
    values: 3,
    examples: [],
    lastSeen: { at: "2026-11-24T13:05:00.000Z", order: "#1001" },
    ...more,
  };
}
