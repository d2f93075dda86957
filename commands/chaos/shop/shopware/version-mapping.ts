import type { BookedOrder } from "@karla/sandbox/booked-order";
import type { ExpectedOrder } from "../../../proof/expected.ts";

const NAME = "_version";

/** What the lab's shops publish: it shows the core which version of the order it is given, as Shopify's attributes do. */
export const VERSION_MAPPING = {
  schemaVersion: 1,
  rules: [
    {
      id: "version",
      label: "Version",
      enabled: true,
      source: { from: "custom_field", owner: "order", name: "shop_version", type: "text" },
      transforms: [],
      target: { path: "order.order_analytics.note_attributes", name: NAME },
    },
  ],
};

/** What that mapping makes of an order, worked out from the books alone. */
export function withVersion(expected: ExpectedOrder, { version }: BookedOrder): ExpectedOrder {
  const { order_analytics: analytics } = expected;
  const note_attributes = [...analytics.note_attributes, { name: NAME, value: String(version) }];
  return { ...expected, order_analytics: { ...analytics, note_attributes } };
}
