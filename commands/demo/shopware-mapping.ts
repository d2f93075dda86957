import type { BookedOrder } from "@karla/sandbox/booked-order";
import type { ExpectedOrder } from "../proof/expected.ts";
import { withDemoMapping } from "./demo-mapping.ts";

const TARGET = "order.order_analytics.note_attributes";

/** What the demo's Shopware shop publishes: the same properties as the Shopify shop's, from custom fields. It has no metafields. */
export const SHOPWARE_MAPPING = {
  schemaVersion: 1,
  rules: [
    {
      id: "delivery-date",
      label: "Liefertermin",
      enabled: true,
      source: { from: "custom_field", owner: "order", name: "shop_delivery_date", type: "text" },
      transforms: [{ do: "date", zone: "Europe/Berlin", show: "date_de" }],
      target: { path: TARGET, name: "Liefertermin" },
    },
    {
      id: "country",
      label: "Land",
      enabled: true,
      source: { from: "field", field: "shippingAddress.countryCode" },
      transforms: [{ do: "lookup", table: { DE: "Deutschland", AT: "Österreich", CH: "Schweiz" }, otherwise: "empty" }],
      target: { path: TARGET, name: "Land" },
    },
    {
      id: "loyalty",
      label: "Treuestufe",
      enabled: true,
      source: { from: "custom_field", owner: "order", name: "shop_loyalty_points", type: "number" },
      transforms: [
        {
          do: "condition",
          if: { match: "all", checks: [{ source: { from: "value" }, test: { is: "greater", value: "5000" } }] },
          yes: { use: "literal", value: "gold" },
          no: { use: "nothing" },
        },
      ],
      target: { path: TARGET, name: "Treuestufe" },
    },
  ],
};

/** What that mapping makes of an order, worked out from the books alone. Goods go to the billing address where there is no other. */
export function withShopwareMapping(expected: ExpectedOrder, order: BookedOrder): ExpectedOrder {
  const shippingAddress = order.shippingAddress ?? order.billingAddress;
  return withDemoMapping(expected, { ...order, shippingAddress, metafields: [] });
}
