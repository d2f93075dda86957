import { describe, expect, it } from "vitest";
import { bookedEntries, entryWhere, testShop } from "../shopware.fixture.ts";
import { adminApiShapes, problemsOf } from "./problems-of.fixture.ts";

const address = { associations: { country: {}, countryState: {} } };
/** Everything of an order that a bridge to Karla may want to know. */
const ALL = {
  stateMachineState: {},
  currency: {},
  language: { associations: { locale: {} } },
  salesChannel: {},
  tags: {},
  billingAddress: address,
  addresses: address,
  orderCustomer: { associations: { customer: { associations: { group: {}, tags: {} } } } },
  transactions: { associations: { stateMachineState: {}, paymentMethod: {} } },
  lineItems: { associations: { cover: {}, product: { associations: { cover: { associations: { media: {} } } } } } },
  deliveries: {
    sort: [{ field: "createdAt" }],
    associations: {
      stateMachineState: {},
      shippingMethod: {},
      shippingOrderAddress: address,
      positions: { associations: { orderLineItem: { associations: { product: {} } } } },
    },
  },
};

const DESCRIBED = [
  ...["Order", "OrderDelivery", "OrderDeliveryPosition", "OrderLineItem", "OrderAddress", "OrderCustomer"],
  ...["OrderTransaction", "Customer", "CustomerGroup", "StateMachineState", "Currency", "Country", "CountryState"],
  ...["ShippingMethod", "DeliveryTime", "PaymentMethod", "Tag", "SalesChannel", "Language", "Locale"],
  ...["Product", "ProductMedia", "Media", "Tax"],
];

async function read(entries = bookedEntries()) {
  const { shop, ask } = await testShop();
  shop.enter(entries.flatMap(({ history }) => history));
  const { body } = await ask("/api/search/order", { associations: ALL, limit: 500 });
  return { shop, orders: body.data };
}

describe("an order as the Admin API shows it", () => {
  it("has the keys and types that Shopware describes, in all that hangs on it", async () => {
    const { orders } = await read();
    expect(orders.length).toBeGreaterThan(100);
    const { problems, seen } = problemsOf(orders, adminApiShapes());
    expect(problems).toEqual([]);
    expect(seen).toEqual(new Set(DESCRIBED));
  });

  it("is the same for the same books, to the last byte", async () => {
    const some = bookedEntries().slice(0, 20);
    expect(JSON.stringify((await read(some)).orders)).toBe(JSON.stringify((await read(some)).orders));
  });

  it("adds up: line items to the position price, and that with shipping to the total", async () => {
    const { orders, shop } = await read();
    for (const order of orders) {
      const cents = (amount: number): number => Math.round(amount * 100);
      const items = order.lineItems.reduce(
        (sum: number, { totalPrice }: { totalPrice: number }) => sum + cents(totalPrice),
        0,
      );
      expect(items).toBe(cents(order.positionPrice));
      const tax =
        order.taxStatus === "net"
          ? order.price.calculatedTaxes.reduce((sum: number, each: { tax: number }) => sum + cents(each.tax), 0)
          : 0;
      expect(cents(order.positionPrice) + cents(order.shippingTotal) + tax).toBe(cents(order.amountTotal));
      const booked = shop.orders().find((each) => shop.idOf(each.booked) === order.id)?.booked;
      const unit = 10 ** (booked?.currency.digits ?? 2);
      expect(Math.round(order.amountTotal * unit)).toBe((booked?.totals.total ?? 0) - (booked?.totals.duties ?? 0));
    }
  });

  it("writes positions' own prices as whole numbers, as a real shop does: the true ones are inside of `price`", async () => {
    const { orders } = await read();
    const positions = orders.flatMap(({ deliveries }: { deliveries: { positions: object[] }[] }) =>
      deliveries.flatMap((each) => each.positions),
    );
    const broken = positions.filter(
      ({ price }: { price: { unitPrice: number } }) => !Number.isInteger(price.unitPrice),
    );
    expect(broken.length).toBeGreaterThan(10);
    for (const { unitPrice, price } of broken) expect(unitPrice).toBe(Math.round(price.unitPrice));
  });

  it("gives guests a customer record as well: only its `guest` tells", async () => {
    const { orders, shop } = await read();
    for (const { id, orderCustomer } of orders) {
      const order = shop.orders().find(({ booked }) => shop.idOf(booked) === id);
      expect(orderCustomer.customerId).toMatch(/^[0-9a-f]{32}$/);
      expect(orderCustomer.customer.guest).toBe(order?.booked.customer === null);
    }
  });

  it("has variants with a parent and their options, and lines without product as custom ones", async () => {
    const { orders, shop } = await read();
    const items = orders.flatMap(({ lineItems }: { lineItems: object[] }) => lineItems);
    const lines = shop.orders().flatMap(({ booked }) => booked.lines.filter((line) => line.ordered > line.removed));
    const ofType = (type: string) => items.filter((item: { type: string }) => item.type === type);
    expect(ofType("custom")).toHaveLength(lines.filter(({ variantId }) => variantId === null).length);
    const variants = ofType("product").filter(
      ({ payload }: { payload: { parentId: unknown } }) => payload.parentId !== null,
    );
    expect(variants).toHaveLength(lines.filter((line) => line.variantId !== null && line.variantTitle !== null).length);
    for (const { payload, product, referencedId } of variants) {
      expect(product).toMatchObject({ id: referencedId, parentId: payload.parentId, name: null });
      expect(payload.options).toEqual([{ group: "Ausführung", option: expect.any(String) }]);
    }
  });

  it("has the codes of the landing site, the tags, the comment and the attributes", async () => {
    const entry = entryWhere(({ landingSite, tags, note }) => {
      return landingSite?.includes("ref=partner") === true && tags.length > 0 && note !== null;
    });
    const { orders } = await read([entry]);
    const { order } = entry;
    expect(orders[0]).toMatchObject({ affiliateCode: expect.stringMatching(/^partner-/), customerComment: order.note });
    expect(orders[0].tags.map(({ name }: { name: string }) => name)).toEqual(order.tags);
    expect(orders[0].customFields.shop_version).toBe(String(order.version));
  });

  it("goes to the billing address where there is no other, and has two addresses where they differ", async () => {
    const pickup = entryWhere(({ kinds, shippingAddress }) => kinds[0] === "pickup" && shippingAddress === null);
    const [order] = (await read([pickup])).orders;
    expect(order.deliveries[0].shippingOrderAddress.id).toBe(order.billingAddressId);
    expect(order.addresses).toHaveLength(1);
    const other = entryWhere(
      ({ shippingAddress }) => shippingAddress?.line2 !== null && shippingAddress?.line2 !== undefined,
    );
    const [two] = (await read([other])).orders;
    expect(two.addresses.map(({ id }: { id: string }) => id)).toEqual([
      two.billingAddressId,
      two.deliveries[0].shippingOrderAddressId,
    ]);
    expect(two.deliveries[0].shippingOrderAddress.additionalAddressLine1).toBe(other.order.shippingAddress?.line2);
  });
});
