import { describe, expect, it, test } from "vitest";
import {
  aDelivery,
  aLine,
  anAddress,
  anOrder,
  aPromotion,
  asRead,
  calculated,
  factsOf,
  type Json,
  ORDER_ID,
  READ_AT,
  snapshotOf,
} from "./a-shopware-order.fixture.ts";
import { normaliseOrder } from "./normalise-order.ts";

describe("an order", () => {
  it("is what the shop has, in its own currency", () => {
    const { snapshot, ...facts } = factsOf();
    expect(facts).toMatchObject({ id: ORDER_ID, cancelledAt: null, deletedAt: null, editedAt: null, refunds: [] });
    expect(snapshot).toMatchObject({
      observedAt: "2026-11-23T08:00:00.005+00:00",
      triggeredAt: READ_AT,
      number: "10001",
      name: "10001",
      placedAt: "2026-11-23T08:00:00.000+00:00",
      currency: "EUR",
      presentmentCurrency: null,
      total: { shop: "44.70", presentment: null },
      subtotal: { shop: "39.80" },
      shipping: { shop: "4.90" },
      discount: { shop: "0.00" },
      tax: { shop: "7.14" },
      taxesIncluded: true,
      taxLines: [{ title: null, price: "7.14", rate: "0.19" }],
      shippingLines: [{ title: "DHL Paket", code: "dhl", price: { shop: "4.90", presentment: null } }],
      email: "ada@example.com",
      deliveryMethod: "shipping",
      channel: "Storefront",
      salesChannelId: "s1",
      locale: "de-DE",
      financialStatus: "open",
      fulfillmentStatus: "open",
      state: "in_progress",
      cancelledAt: null,
    });
  });

  it.each([
    ["gross", true],
    ["net", false],
    ["tax-free", false],
  ])("with the tax status %s has taxes in its prices: %s", (taxStatus, included) => {
    expect(snapshotOf({ taxStatus }).taxesIncluded).toBe(included);
  });

  it.each([
    ["19", "0.19"],
    ["7", "0.07"],
    ["7.7", "0.077"],
    ["100", "1"],
    ["0", "0"],
    ["many", null],
  ])("with a tax of %s percent has one of the share %s", (taxRate, rate) => {
    expect(snapshotOf({ price: { calculatedTaxes: [{ tax: 1, taxRate }] } }).taxLines).toMatchObject([{ rate }]);
  });

  it("was placed when it says, not when its row was made", () => {
    expect(snapshotOf({ orderDateTime: "2020-01-02T03:04:05.000+00:00" }).placedAt).toBe(
      "2020-01-02T03:04:05.000+00:00",
    );
    expect(snapshotOf({ orderDateTime: null }).placedAt).toBe("2026-11-23T08:00:00.001+00:00");
  });

  it("is cancelled for as long as its state is, and not for good", () => {
    const updatedAt = "2026-11-24T09:00:00.000+00:00";
    const cancelled = factsOf({ stateMachineState: { technicalName: "cancelled" }, updatedAt });
    expect([cancelled.cancelledAt, cancelled.snapshot?.cancelledAt]).toEqual([null, updatedAt]);
    expect(snapshotOf({ stateMachineState: { technicalName: "open" }, updatedAt }).cancelledAt).toBeNull();
  });

  it("keeps the comment, partner and campaign", () => {
    const snapshot = snapshotOf({ customerComment: "Ring twice", affiliateCode: "AFF-7", campaignCode: "summer" });
    expect(snapshot.note).toBe("Ring twice");
    expect(snapshot.attribution).toMatchObject({ affiliateCode: "AFF-7", campaignCode: "summer" });
  });

  it("has the state of the last transaction that stands, after attempts that failed", () => {
    const statuses = (...states: string[]) =>
      snapshotOf({ transactions: states.map((technicalName) => ({ stateMachineState: { technicalName } })) })
        .financialStatus;
    expect(statuses("failed", "paid", "cancelled")).toBe("paid");
    expect(statuses("open", "failed")).toBe("open");
    expect(statuses("failed", "cancelled")).toBe("cancelled");
    expect(statuses()).toBeNull();
  });

  it("tells of a transaction that was refunded, and in part", () => {
    const transaction = (id: string, technicalName: string) => ({
      id,
      updatedAt: "2026-11-24T09:00:00.000+00:00",
      amount: calculated(44.7),
      stateMachineState: { technicalName },
    });
    const transactions = [
      transaction("t2", "refunded_partially"),
      transaction("t1", "refunded"),
      transaction("t3", "paid"),
    ];
    expect(factsOf({ transactions }).refunds).toEqual([
      { id: "t1", observedAt: "2026-11-24T09:00:00.000+00:00", lines: [], amount: "44.70" },
      { id: "t2", observedAt: "2026-11-24T09:00:00.000+00:00", lines: [], amount: null },
    ]);
  });
});

describe("a line", () => {
  it("of a variant has its parent as product, from what the line remembers, else from the product", () => {
    const variant = (payload: Json, product: unknown) =>
      snapshotOf({ lineItems: [aLine({ referencedId: "v1", payload, product })] }).lines[0];
    expect(
      variant({ parentId: "p1", options: [{ group: "Colour", option: "Red" }, { option: "M" }] }, null),
    ).toMatchObject({
      productId: "p1",
      variantId: "v1",
      variantTitle: "Red / M",
    });
    expect(variant({}, { parentId: "p2" })).toMatchObject({ productId: "p2", variantId: "v1" });
    expect(variant({}, null)).toMatchObject({ productId: "v1", variantId: "v1" });
  });

  it("has its product number as SKU, else the id of what it refers to", () => {
    const sku = (payload: unknown) => snapshotOf({ lineItems: [aLine({ payload })] }).lines[0]?.sku;
    expect(sku({ productNumber: "TEA-1" })).toBe("TEA-1");
    expect(sku([])).toBe("p1");
    expect(sku(null)).toBe("p1");
  });

  it("weighs grams, and needs shipping unless it is a download", () => {
    const { lines } = snapshotOf({ lineItems: [aLine(), aLine({ id: "l2", states: ["is-download"], product: null })] });
    expect(lines).toMatchObject([
      { grams: 420, requiresShipping: true },
      { grams: null, requiresShipping: false },
    ]);
    expect(snapshotOf({ lineItems: [aLine({ states: ["is-download"] })] }).deliveryMethod).toBe("none");
  });

  it.each(["custom", "credit", "discount", "container", "customized-products", null])(
    "of the type %s is no product and in no sum but the total",
    (type) => {
      const other = aLine({ id: "l2", type, unitPrice: 14.88, totalPrice: 14.88, referencedId: null });
      const snapshot = snapshotOf({ lineItems: [aLine(), other] });
      expect(snapshot.lines.map(({ id }) => id)).toEqual(["l1"]);
      expect(snapshot).toMatchObject({ subtotal: { shop: "39.80" }, discount: { shop: "0.00" }, discounts: [] });
    },
  );

  it("in a container is a product like any other", () => {
    const lineItems = [aLine({ id: "box", type: "container" }), aLine({ parentId: "box" })];
    expect(snapshotOf({ lineItems }).lines.map(({ id }) => id)).toEqual(["l1"]);
  });

  it("of the shop's deposit type is a product and part of the subtotal, where the merchant named one", () => {
    const deposit = aLine({ id: "l2", type: "pfand", unitPrice: 0.25, totalPrice: 0.5 });
    const snapshot = snapshotOf({ lineItems: [aLine(), deposit] }, { depositLineType: "pfand" });
    expect(snapshot.lines.map(({ id }) => id)).toEqual(["l1", "l2"]);
    expect(snapshot.subtotal.shop).toBe("40.30");
    expect(snapshotOf({ lineItems: [aLine(), deposit] }).subtotal.shop).toBe("39.80");
  });

  it("of a promotion is a discount, positive, with the code where there is one", () => {
    const automatic = aPromotion({ id: "l8", totalPrice: -4.98, label: "Summer", payload: { code: "" } });
    const { discounts, discount, lines } = snapshotOf({ lineItems: [aPromotion(), automatic, aLine()] });
    expect(lines).toHaveLength(1);
    expect(discount.shop).toBe("14.98");
    expect(discounts).toEqual([
      { code: "TEN", title: "Ten off", amount: "10.00", type: "absolute" },
      { code: null, title: "Summer", amount: "4.98", type: null },
    ]);
  });
});

describe("the address", () => {
  const elsewhere = anAddress({
    id: "a2",
    street: "Hafenstr. 12",
    zipcode: "20457",
    city: "Hamburg",
    phoneNumber: "+49 40 1",
  });

  it("is the delivery's, whatever comes first in the list, and the billing address is its own", () => {
    const delivery = aDelivery({ shippingOrderAddress: elsewhere, shippingOrderAddressId: "a2" });
    const snapshot = snapshotOf({ addresses: [anAddress(), elsewhere], deliveries: [delivery] });
    expect(snapshot.shippingAddress).toMatchObject({ line1: "Hafenstr. 12", zip: "20457", city: "Hamburg" });
    expect(snapshot.billingAddress).toMatchObject({ line1: "Musterweg 1" });
    expect(snapshot.customer?.phone).toBe("+49 40 1");
  });

  it("is found by its id where the delivery comes without it", () => {
    const delivery = aDelivery({ shippingOrderAddress: null, shippingOrderAddressId: "a2" });
    const changes = { addresses: [anAddress(), elsewhere], deliveries: [delivery] };
    expect(snapshotOf(changes).shippingAddress?.city).toBe("Hamburg");
    expect(snapshotOf({ ...changes, billingAddress: null, billingAddressId: "a1" }).billingAddress?.city).toBe(
      "Berlin",
    );
  });

  it("is that of the delivery the shop calls the first, else of the first that is no discount", () => {
    const discount = aDelivery({ id: "d0", shippingCosts: calculated(-4.9) });
    const real = aDelivery({ id: "d2", shippingOrderAddress: elsewhere });
    expect(snapshotOf({ deliveries: [discount, real, aDelivery()] }).shippingAddress?.city).toBe("Hamburg");
    const named = snapshotOf({ deliveries: [aDelivery(), real], primaryOrderDeliveryId: "d2" });
    expect(named.shippingAddress?.city).toBe("Hamburg");
  });

  it("has name, second line, company, province and country", () => {
    const full = anAddress({
      company: "Tee GmbH",
      additionalAddressLine1: "2nd floor",
      countryState: { name: "Bavaria", shortCode: "DE-BY", translated: { name: "Bayern" } },
    });
    expect(snapshotOf({ deliveries: [aDelivery({ shippingOrderAddress: full })] }).shippingAddress).toEqual({
      name: "Ada Beispiel",
      company: "Tee GmbH",
      line1: "Musterweg 1",
      line2: "2nd floor",
      zip: "10115",
      city: "Berlin",
      province: "Bayern",
      provinceCode: "DE-BY",
      country: "Germany",
      countryCode: "DE",
      phone: null,
    });
  });

  it("is none where nothing is delivered", () => {
    expect(snapshotOf({ deliveries: [] }).shippingAddress).toBeNull();
  });
});

describe("the customer", () => {
  const buyer = (customer: unknown) =>
    snapshotOf({ orderCustomer: { email: "a@example.com", customerId: "c1", customer } }).customer;

  it("is named by the account's id, and a guest never, though the shop has one for guests too", () => {
    expect(buyer({ id: "c1", guest: false })?.id).toBe("c1");
    expect(buyer({ id: "c1", guest: true })?.id).toBeNull();
    expect(buyer({ id: "c1" })?.id).toBeNull();
    expect(buyer(null)?.id).toBeNull();
  });

  it("brings tags, group and sales channel, each in its place", () => {
    const tags = [{ name: "vip" }, { name: " vip " }, { name: "" }];
    const customer = { guest: false, tags, group: { name: "Standard", translated: { name: "Händler" } } };
    const snapshot = snapshotOf({ tags: [{ name: "gift" }], orderCustomer: { customer } });
    expect([snapshot.tags, snapshot.customer?.tags]).toEqual([["gift"], ["vip"]]);
    expect(snapshot.segments).toEqual([
      { kind: "customer_group", value: "Händler" },
      { kind: "sales_channel", value: "Storefront" },
    ]);
    expect(snapshotOf({ salesChannel: null, orderCustomer: null })).toMatchObject({ segments: [], customer: null });
  });
});

describe("an order that cannot be used", () => {
  test.each([
    ["no_order_id", { id: null }],
    ["no_order_id", { id: "10001" }],
    ["unreadable_order", { versionId: "0190a1b2c3d47000800000000000000b" }],
    ["unreadable_currency", { currency: null }],
    ["unreadable_currency", { currency: { isoCode: "EURO" } }],
    ["unreadable_money", { amountTotal: null, price: null }],
    ["unreadable_money", { amountTotal: "much" }],
    ["unreadable_money", { lineItems: [aLine({ unitPrice: null, price: null })] }],
    ["unreadable_money", { lineItems: [aLine({ totalPrice: "free" })] }],
    ["unreadable_money", { lineItems: [aPromotion({ totalPrice: null, price: null })] }],
  ])("is put aside as %s: %j", (reason, changes) => {
    const read = () =>
      normaliseOrder(asRead(anOrder(changes)), { readAt: READ_AT, settings: { depositLineType: null } });
    expect(read).toThrow(expect.objectContaining({ name: "UnusableEvent", reason, retry: false }));
  });
});
