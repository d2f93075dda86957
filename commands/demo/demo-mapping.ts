import type { BookedOrder } from "@karla/sandbox/booked-order";
import type { ExpectedOrder } from "../proof/expected.ts";

/** The mapping that the demo's shop publishes, as its merchant would keep it in a file. */
export const DEMO_MAPPING = {
  schemaVersion: 1,
  rules: [
    {
      id: "delivery-date",
      label: "Liefertermin",
      enabled: true,
      source: { from: "note_attribute", name: "delivery_date" },
      transforms: [{ do: "date", zone: "Europe/Berlin", show: "date_de" }],
      target: { path: "order.order_analytics.note_attributes", name: "Liefertermin" },
    },
    {
      id: "country",
      label: "Land",
      enabled: true,
      source: { from: "field", field: "shippingAddress.countryCode" },
      transforms: [{ do: "lookup", table: { DE: "Deutschland", AT: "Österreich", CH: "Schweiz" }, otherwise: "empty" }],
      target: { path: "order.order_analytics.note_attributes", name: "Land" },
    },
    {
      id: "gift-wrap",
      label: "Geschenkpapier",
      enabled: true,
      source: { from: "metafield", owner: "order", namespace: "custom", key: "gift_wrap", type: "text" },
      transforms: [],
      target: { path: "order.order_analytics.note_attributes", name: "Geschenkpapier" },
    },
    {
      id: "loyalty",
      label: "Treuestufe",
      enabled: true,
      source: { from: "note_attribute", name: "loyalty_points" },
      transforms: [
        {
          do: "condition",
          if: { match: "all", checks: [{ source: { from: "value" }, test: { is: "greater", value: "5000" } }] },
          yes: { use: "literal", value: "gold" },
          no: { use: "nothing" },
        },
      ],
      target: { path: "order.order_analytics.note_attributes", name: "Treuestufe" },
    },
  ],
};

const COUNTRIES = new Map([
  ["DE", "Deutschland"],
  ["AT", "Österreich"],
  ["CH", "Schweiz"],
]);

/** What that mapping makes of an order, worked out from the books alone. */
export function withDemoMapping(expected: ExpectedOrder, order: BookedOrder): ExpectedOrder {
  const noted = (wanted: string) => order.attributes.find(({ name }) => name === wanted)?.value;
  const [year, month, day] = noted("delivery_date")?.split("-") ?? [];
  const country = COUNTRIES.get(order.shippingAddress?.countryCode ?? "");
  const wrap = order.metafields.find(({ namespace, key }) => namespace === "custom" && key === "gift_wrap")?.value;
  const properties = [
    ...(year === undefined ? [] : [{ name: "Liefertermin", value: `${day}.${month}.${year}` }]),
    ...(country === undefined ? [] : [{ name: "Land", value: country }]),
    ...(wrap === undefined ? [] : [{ name: "Geschenkpapier", value: wrap }]),
    ...(Number(noted("loyalty_points") ?? 0) > 5_000 ? [{ name: "Treuestufe", value: "gold" }] : []),
  ];
  const { order_analytics } = expected;
  const note_attributes = [...order_analytics.note_attributes, ...properties];
  return { ...expected, order_analytics: { ...order_analytics, note_attributes } };
}

/** Whether the mapping has something to say of an order. */
export function isMapped(order: BookedOrder, expected: ExpectedOrder): boolean {
  return expected.order_analytics.note_attributes.length > order.attributes.length;
}
