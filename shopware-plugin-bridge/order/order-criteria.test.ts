import { describe, expect, it } from "vitest";
import { aDelivery, aLine, anOrder, asRead, calculated, type Json, READ_AT } from "./a-shopware-order.fixture.ts";
import { normaliseOrder } from "./normalise-order.ts";
import { ORDER_ASSOCIATIONS, ORDER_CRITERIA } from "./order-criteria.ts";

const cover = { id: "m", url: "https://cdn.example.com/a.png", alt: "A teapot", path: "a.png" };
const order = anOrder({
  deepLinkCode: "not to be read",
  affiliateCode: "AFF-7",
  customFields: { gift: "yes" },
  tags: [{ id: "t", name: "gift" }],
  transactions: [{ id: "t1", amount: calculated(44.7), stateMachineState: { technicalName: "refunded" } }],
  lineItems: [
    aLine({ cover, customFields: { a: "b" }, product: { id: "p1", weight: 1, customFields: { c: "d" } } }),
    aLine({ id: "l2", referencedId: "p2", product: { id: "p2", parentId: "p1", cover: { id: "pm", media: cover } } }),
  ],
  deliveries: [aDelivery({ trackingCodes: ["A1"] })],
  primaryOrderDeliveryId: "d1",
});

describe("what is asked for", () => {
  it("is all that is read of an order", () => {
    const context = { readAt: READ_AT, settings: { depositLineType: null } };
    const cut = included(order, "order");
    expect(JSON.stringify(cut)).not.toContain("not to be read");
    expect(normaliseOrder(asRead(cut), context)).toEqual(normaliseOrder(asRead(order), context));
  });

  it("has every association among what its entity answers", () => {
    expect(ORDER_CRITERIA.includes.order).toEqual(expect.arrayContaining(Object.keys(ORDER_ASSOCIATIONS)));
  });
});

/** The aliases of entities by the field that holds them. What has none (prices, payloads, custom fields) is answered whole. */
const ALIASES: Record<string, keyof typeof ORDER_CRITERIA.includes> = {
  stateMachineState: "state_machine_state",
  currency: "currency",
  language: "language",
  locale: "locale",
  salesChannel: "sales_channel",
  tags: "tag",
  billingAddress: "order_address",
  addresses: "order_address",
  shippingOrderAddress: "order_address",
  country: "country",
  countryState: "country_state",
  orderCustomer: "order_customer",
  customer: "customer",
  group: "customer_group",
  transactions: "order_transaction",
  lineItems: "order_line_item",
  product: "product",
  media: "media",
  deliveries: "order_delivery",
  shippingMethod: "shipping_method",
  positions: "order_delivery_position",
};

/** As a shop cuts its answer down to the `includes` of the search. */
function included(entity: Json, alias: keyof typeof ORDER_CRITERIA.includes): Json {
  const names: readonly string[] = ORDER_CRITERIA.includes[alias];
  return Object.fromEntries(
    Object.entries(entity).flatMap(([name, value]) =>
      names.includes(name) ? [[name, cutValue(value, name, alias)]] : [],
    ),
  );
}

function cutValue(value: unknown, name: string, owner: string): unknown {
  const alias = name === "cover" ? (owner === "product" ? "product_media" : "media") : ALIASES[name];
  if (alias === undefined || typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => cutValue(item, name, owner));
  return included(Object.fromEntries(Object.entries(value)), alias);
}
