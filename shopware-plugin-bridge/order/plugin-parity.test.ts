import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { aDelivery, aLine, anAddress, aPromotion, calculated, ORDER_ID } from "./a-shopware-order.fixture.ts";
import { code, customer, inState, type Row, type Sent, second, sentOf, skusIn } from "./plugin-parity.fixture.ts";

/**
 * What Karla's own plugin (gokarla-io/shopware, as of 2026-08-10) does with an order, and what is made of it here. A row without
 * `because` is the same for both; the others are explained in docs/adr/0023-deviations-from-karlas-plugin.md.
 */
const ADR = new URL("../../docs/adr/0023-deviations-from-karlas-plugin.md", import.meta.url);
const DEVIATIONS = readFileSync(ADR, "utf8");

const DEPOSIT = { depositLineType: "deposit" };
const product = ({ order }: Sent) => Object(order?.products)[0];
const outcomeOf = ({ outcome }: Sent) => outcome;
const numbersSent = ({ told }: Sent) => told;

const CONTENT: Row[] = [
  {
    behaviour: "the order's number and id",
    look: ({ order }) => [order?.order_number, order?.external_id],
    plugin: ["10001", ORDER_ID],
  },
  {
    behaviour: "by which of both it is found",
    look: ({ id, id_type }) => [id, id_type],
    plugin: ["10001", "order_number"],
    ours: [ORDER_ID, "external_id"],
    because: "identity",
  },
  {
    behaviour: "no name beside the number, no company, no taxes of lines",
    order: { deliveries: [aDelivery({ shippingOrderAddress: anAddress({ company: "Beispiel GmbH" }) })] },
    look: (sent) => [sent.order?.order_name, Object(sent.order?.address).company, product(sent).tax_lines?.length],
    plugin: [undefined, undefined, undefined],
    ours: ["10001", "Beispiel GmbH", 1],
    because: "more is said",
  },
  {
    behaviour: "placed at orderDateTime, not when the row was made",
    order: { createdAt: "2026-11-24T08:00:00.000+00:00" },
    look: ({ order }) => Date.parse(String(order?.order_placed_at)),
    plugin: Date.parse("2026-11-23T08:00:00Z"),
  },
  {
    behaviour: "parent, variant, sku, label, pieces and gross price of a product",
    order: { lineItems: [aLine({ referencedId: "v1", payload: { parentId: "p9", productNumber: "TEA-9" } })] },
    look: (sent) => {
      const { product_id, variant_id, sku, title, quantity, price } = product(sent);
      return [product_id, variant_id, sku, title, quantity, Number(price)];
    },
    plugin: ["p9", "v1", "TEA-9", "Teapot", 2, 19.9],
  },
  {
    behaviour: "the picture of its line, without one an empty list",
    look: (sent) => product(sent).images,
    plugin: [],
    ours: undefined,
    because: "what is not there is left out",
  },
  {
    behaviour: "lines of products and deposits alone",
    order: {
      lineItems: ["product", "deposit", "credit", "custom", "container"].map((type) => aLine({ id: type, type })),
    },
    settings: DEPOSIT,
    look: ({ order }) => [Object(order?.products).length, Number(order?.sub_total_price)],
    plugin: [2, 79.6],
  },
  {
    behaviour: "the noise of floats in its amounts",
    order: { price: { totalPrice: 44.699999999999996 }, amountTotal: 44.699999999999996 },
    look: ({ order }) => Number(order?.total_order_price),
    plugin: 44.699999999999996,
    ours: 44.7,
    because: "amounts are rounded",
  },
  {
    behaviour: "what was taken off in all, positive",
    order: { lineItems: [aLine(), aPromotion()] },
    look: ({ order }) => Number(order?.discount_price),
    plugin: 10,
  },
  {
    behaviour: "what each code took off, negative and a number",
    order: { lineItems: [aLine(), aPromotion()] },
    look: ({ order }) => order?.discounts,
    plugin: [{ code: "TEN", amount: -10, type: "absolute" }],
    ours: [{ code: "TEN", amount: "10.00", type: "absolute" }],
    because: "discounts are positive texts",
  },
  {
    behaviour: "automatic promotions as ones of an empty code",
    order: { lineItems: [aLine(), aPromotion({ payload: { discountType: "absolute" } })] },
    look: ({ order }) => Object(order?.discounts).length,
    plugin: 1,
    ours: 0,
    because: "a discount has a code",
  },
  {
    behaviour: "to the first of the order's addresses",
    order: { addresses: [anAddress({ id: "a2", zipcode: "20457" }), anAddress()] },
    look: ({ order }) => Object(order?.address).zip_code,
    plugin: "20457",
    ours: "10115",
    because: "the address is the delivery's",
  },
  { behaviour: "the customer's id", look: ({ order }) => order?.external_customer_id, plugin: "c1" },
  {
    behaviour: "null for a guest's",
    order: customer({ guest: true }),
    look: ({ order }) => order?.external_customer_id,
    plugin: null,
    ours: undefined,
    because: "what is not there is left out",
  },
  {
    behaviour: "tags of order and customer, group and sales channel as segments",
    order: { tags: [{ name: "gift" }], ...customer({ tags: [{ name: "vip" }], group: { name: "Standard" } }) },
    look: ({ order }) => order?.segments,
    plugin: [
      "Shopware.tag.gift",
      "Shopware.tag.vip",
      "Shopware.customer_group.Standard",
      "Shopware.sales_channel.Storefront",
    ],
  },
  {
    behaviour: "partner and campaign beside the order",
    order: { affiliateCode: "AFF-7", campaignCode: "summer" },
    look: ({ order }) => order?.order_analytics,
    plugin: undefined,
    ours: { note_attributes: [], affiliate_code: "AFF-7", campaign_code: "summer" },
    because: "analytics are part of the order",
  },
];

const WHEN: Row[] = [
  ...["in_progress", "completed"].map((state) => ({
    behaviour: `an order that is ${state} is sent`,
    order: inState(state),
    look: outcomeOf,
    plugin: "send",
  })),
  { behaviour: "one that is open is not", order: inState("open"), look: outcomeOf, plugin: "order_state_not_chosen" },
  {
    behaviour: "one that was cancelled before anything left is not",
    order: inState("cancelled"),
    look: outcomeOf,
    plugin: "cancelled_before_shipping",
  },
  {
    behaviour: "one that was cancelled is where its state is chosen",
    order: inState("cancelled"),
    settings: { orderStates: ["cancelled"] },
    look: outcomeOf,
    plugin: "send",
  },
  ...["open", "cancelled"].map((state) => ({
    behaviour: `a delivery that left is told though its order is ${state}`,
    order: { ...inState(state), deliveries: [code("A1")] },
    look: ({ outcome, told }: Sent) => [outcome, told],
    plugin: ["send", ["A1"]],
  })),
  {
    behaviour: "a delivery without a number is none that left",
    order: { ...inState("open"), deliveries: [code()] },
    look: outcomeOf,
    plugin: "order_state_not_chosen",
  },
  ...["shipped", "shipped_partially"].map((state) => ({
    behaviour: `numbers of a delivery that is ${state} are told`,
    order: { deliveries: [aDelivery({ trackingCodes: ["A1", "B2"], ...inState(state) })] },
    look: numbersSent,
    plugin: ["A1", "B2"],
  })),
  ...["open", "returned", "returned_partially", "cancelled"].map((state) => ({
    behaviour: `numbers of one that is ${state} are not`,
    order: { deliveries: [aDelivery({ trackingCodes: ["A1"], ...inState(state) })] },
    look: numbersSent,
    plugin: [],
  })),
  ...[
    { updatedAt: "2026-11-24T09:59:59.999+00:00", plugin: [] },
    { updatedAt: "2026-11-24T10:00:00.000+00:00", plugin: ["B2"] },
    { updatedAt: null, createdAt: "2026-11-24T10:00:00.001+00:00", plugin: ["B2"] },
    { updatedAt: null, createdAt: null, plugin: [] },
  ].map(({ plugin, ...dates }) => ({
    behaviour: `with a cutoff a delivery of ${JSON.stringify(dates)} is told ${plugin.length} times`,
    order: { deliveries: [second(dates)] },
    settings: { historicalCutoff: "2026-11-24T11:00:00+01:00" },
    look: numbersSent,
    plugin,
  })),
  {
    behaviour: "what is told of a parcel: number, time of the delivery's last change, its products",
    order: { deliveries: [second({ updatedAt: "2026-11-24T09:00:00.000+00:00" })] },
    look: ({ trackings: [parcel] }) => [
      parcel?.tracking_number,
      Date.parse(String(parcel?.tracking_placed_at)),
      skusIn(parcel),
    ],
    plugin: ["B2", Date.parse("2026-11-24T09:00:00Z"), ["TEA-1"]],
  },
  {
    behaviour: "a deposit is in the order, and in no parcel",
    order: {
      lineItems: [aLine(), aLine({ id: "l2", type: "deposit", payload: { productNumber: "CRATE" } })],
      deliveries: [second({ positions: ["l1", "l2"].map((orderLineItemId) => ({ orderLineItemId, quantity: 1 })) })],
    },
    settings: DEPOSIT,
    look: ({ order, trackings }) => [skusIn(order), skusIn(trackings[0])],
    plugin: [["TEA-1", "CRATE"], ["TEA-1"]],
  },
  {
    behaviour: "no carrier, link, or delivery of a parcel",
    order: { deliveries: [code("A1")] },
    look: ({ trackings }) => [trackings[0]?.carrier_reference, trackings[0]?.external_shipment_id],
    plugin: [undefined, undefined],
    ours: ["dhl", "d1"],
    because: "more is said",
  },
  {
    behaviour: "a number that is noted on two deliveries is told of each",
    order: { deliveries: [code("A1"), second({ trackingCodes: ["A1"] })] },
    look: ({ told }) => told.length,
    plugin: 2,
    ours: 1,
    because: "a number is one parcel",
  },
  {
    behaviour: "a change of the order tells no parcel again",
    before: { deliveries: [code("A1")] },
    order: { deliveries: [code("A1")], customerComment: "later", amountTotal: 50 },
    look: ({ outcome, told }) => [outcome, told],
    plugin: ["send", []],
  },
  {
    behaviour: "a change of a delivery tells all its numbers, also those that were told",
    before: { deliveries: [code("A1")] },
    order: { deliveries: [aDelivery({ ...code("A1", "B2"), updatedAt: "2026-11-24T09:00:00.000+00:00" })] },
    look: numbersSent,
    plugin: ["A1", "B2"],
    ours: ["B2"],
    because: "only what is owed is sent",
  },
  {
    behaviour: "a change that the core does not see sends the order again",
    before: {},
    order: { transactions: [{ id: "t1", updatedAt: "2026-11-24T09:00:00.000+00:00", amount: calculated(44.7) }] },
    look: outcomeOf,
    plugin: "send",
    ours: "nothing",
    because: "only what is owed is sent",
  },
  {
    behaviour: "downloads alone are sent, to an address where nothing goes",
    order: { lineItems: [aLine({ states: ["is-download"] })], deliveries: [] },
    look: outcomeOf,
    plugin: "send",
    ours: "nothing_to_ship",
    because: "orders of which no parcel comes",
  },
  {
    behaviour: "without a zip code it is sent, and refused",
    order: { deliveries: [aDelivery({ shippingOrderAddress: anAddress({ zipcode: null }) })] },
    look: outcomeOf,
    plugin: "send",
    ours: "no_zip",
    because: "orders of which no parcel comes",
  },
];

describe.each([
  ["what is sent of an order", CONTENT],
  ["what is sent when", WHEN],
])("%s", (_title, rows) => {
  test.each(rows.filter(({ because }) => because === undefined))("as the plugin: $behaviour", (row) => {
    expect(row.look(sentOf(row))).toEqual(row.plugin);
  });

  test.each(rows.filter(({ because }) => because !== undefined))(
    "the plugin: $behaviour. Not here: $because",
    (row) => {
      const seen = row.look(sentOf(row));
      expect(seen).toEqual(row.ours);
      expect(seen).not.toEqual(row.plugin);
      expect(DEVIATIONS).toContain(`**${row.because}**`);
    },
  );
});
