import type { BookedOrder } from "@karla/sandbox/booked-order";
import { fillBooks } from "@karla/sandbox/fill-books";
import { setMetafield } from "@karla/sandbox/set-metafield";
import { shopIdOf } from "@karla/sync/ids";
import type { MetafieldRef } from "@karla/sync/mapping-metafields";
import { describe, expect, test } from "vitest";
import type { AdminClient } from "../../app/shopify/admin/admin-client.ts";
import { AdminError } from "../../app/shopify/admin/admin-error.ts";
import { MAX_EXTRAS_BYTES, readExtras } from "../../app/shopify/admin/read-extras.ts";
import { normaliseShopify } from "../../app/shopify/normalise.ts";
import { adminStand, SHOP, SHOP_ID } from "./admin-stand.ts";

const ALL_SCOPES = ["read_orders", "read_customers", "read_products"];
const OBSERVED = "2026-11-24T10:00:00+01:00";
const { entries } = fillBooks({ seed: 11, orders: 144, shopDomain: SHOP });

const ref = (owner: MetafieldRef["owner"], key: string, namespace = "custom"): MetafieldRef => ({
  owner,
  namespace,
  key,
});
const field = (key: string, value: string) => ({ namespace: "custom", key, type: "single_line_text_field", value });
const WANTED = [ref("customer", "c"), ref("order", "o"), ref("product", "p"), ref("variant", "v")];

/** An order with a metafield of each owner, those of products and variants on every line that has one. */
function dressed(kind: BookedOrder["kinds"][number]): BookedOrder {
  const found = entries.find(
    ({ order: { kinds, customer, deletedAt } }) => kinds.includes(kind) && customer !== null && deletedAt === null,
  );
  if (found === undefined) throw new Error("the books lack an order");
  let order = setMetafield(found.order, { owner: "order" }, field("o", "of the order"));
  order = setMetafield(order, { owner: "order" }, field("unwanted", "x"));
  order = setMetafield(order, { owner: "customer" }, field("c", "of the customer"));
  for (const { productId, variantId } of order.lines) {
    if (productId !== null) order = setMetafield(order, { owner: "product", id: productId }, field("p", productId));
    if (variantId !== null) order = setMetafield(order, { owner: "variant", id: variantId }, field("v", variantId));
  }
  return order;
}

const order = dressed("split");
const long = dressed("sixty_lines");
const ofEach = (ids: readonly (string | null)[], key: string) =>
  Object.fromEntries(ids.flatMap((id) => (id === null ? [] : [[id, [field(key, id)]]])));
const whole = (of: BookedOrder) => ({
  order: [field("o", "of the order")],
  customer: [field("c", "of the customer")],
  product: ofEach(
    of.lines.map(({ productId }) => productId),
    "p",
  ),
  variant: ofEach(
    of.lines.map(({ variantId }) => variantId),
    "v",
  ),
});
const NOTHING = { order: [], customer: [], product: {}, variant: {} };

/** What the worker makes of the metafields that were read of an order. */
async function read(of: BookedOrder, wanted: readonly MetafieldRef[] = WANTED, scopes = ALL_SCOPES) {
  const stand = adminStand(() => [of], undefined, scopes);
  return { ...(await readBy(stand.client, of, wanted)), sent: stand.sent };
}

async function readBy(client: AdminClient, { id }: BookedOrder, wanted: readonly MetafieldRef[]) {
  const question = { orderId: id, observedAt: OBSERVED, wanted, readAt: "2026-11-24T09:00:01.000Z" };
  const answer = await readExtras(client, question);
  if (answer.outcome !== "extras") throw new Error("not found");
  const normalised = normaliseShopify(answer.event);
  if (normalised.outcome !== "facts" || normalised.facts.extras === null) throw new Error(JSON.stringify(normalised));
  return { event: answer.event, facts: normalised.facts, extras: normalised.facts.extras };
}

describe("the metafields of an order", () => {
  test("are read of order, customer, products and variants in one request", async () => {
    const { extras, facts, sent } = await read(order);
    expect(extras.metafields).toEqual(whole(order));
    expect(sent).toEqual(["OrderExtras"]);
    expect(facts).toMatchObject({ id: order.id, snapshot: null, fulfillments: [], cancelledAt: null });
    expect(extras).toMatchObject({
      observedAt: OBSERVED,
      triggeredAt: "2026-11-24T09:00:01.000Z",
      asked: ["customer/custom.c", "order/custom.o", "product/custom.p", "variant/custom.v"],
      customFields: { order: {}, customer: {}, product: {}, line: {} },
    });
  });

  test("that the books of a shop hold by themselves are found as well", async () => {
    const wanted = [ref("order", "gift_wrap"), ref("customer", "tier", "loyalty"), ref("product", "material")];
    for (const { order: booked } of entries.filter(({ order: { deletedAt } }) => deletedAt === null).slice(0, 30)) {
      const { extras } = await read(booked, wanted);
      expect(extras.metafields.order).toEqual(booked.metafields);
      expect(extras.metafields.customer).toEqual(booked.customer?.metafields ?? []);
      const made = booked.lines.filter(({ productMetafields }) => productMetafields.length > 0);
      expect(extras.metafields.product).toEqual(
        Object.fromEntries(made.map(({ productId, productMetafields }) => [productId, productMetafields])),
      );
    }
  });

  test("of sixty lines are followed page by page", async () => {
    const { extras, sent } = await read(long);
    expect(extras.metafields).toEqual(whole(long));
    expect(sent).toEqual(["OrderExtras", "OrderExtras", "OrderExtras"]);
  });

  test.each(["order", "customer", "product", "variant"] as const)(
    "are asked of the %s alone if no other's are wanted",
    async (owner) => {
      const scopes = {
        order: [],
        customer: ["read_customers"],
        product: ["read_products"],
        variant: ["read_products"],
      };
      const wanted = WANTED.filter((each) => each.owner === owner);
      const { extras, sent } = await read(order, wanted, ["read_orders", ...scopes[owner]]);
      expect(extras.metafields).toEqual({ ...NOTHING, [owner]: whole(order)[owner] });
      expect(sent).toHaveLength(1);
    },
  );

  test("three hundred of them are asked for in two goes, and no request costs too much", async () => {
    const wanted = [...Array.from({ length: 296 }, (_, at) => ref("product", `none${at}`)), ...WANTED];
    const { extras } = await read(order, wanted);
    expect(extras.metafields).toEqual(whole(order));
    expect(extras.asked).toHaveLength(300);
  });

  test("come whole or not at all, and no more of them than a lane can carry", async () => {
    const huge = setMetafield(order, { owner: "order" }, field("huge", "x".repeat(MAX_EXTRAS_BYTES)));
    const { extras } = await read(huge, [ref("order", "huge"), ...WANTED]);
    expect(extras.metafields).toEqual(whole(order));
    expect(extras.asked).toContain("order/custom.huge");
  });

  test("are the same whether Shopify gives their keys with the namespace or without", async () => {
    const { client } = adminStand(() => [order], undefined, ALL_SCOPES);
    const requestGranted: AdminClient["requestGranted"] = async (...asked) =>
      JSON.parse(JSON.stringify(await client.requestGranted(...asked)).replaceAll('"key":"custom.', '"key":"'));
    const { extras } = await readBy({ ...client, requestGranted }, order, WANTED);
    expect(extras.metafields).toEqual(whole(order));
  });

  test("of an order that is gone are not found", async () => {
    const stand = adminStand(() => [{ ...order, deletedAt: 1 }], undefined, ALL_SCOPES);
    expect(await stand.reader.readExtras(SHOP_ID, order.id, { observedAt: OBSERVED, wanted: WANTED })).toEqual({
      outcome: "not_found",
    });
  });
});

describe("what the app has no right to", () => {
  test.each([
    [["read_orders"], ["order"]],
    [
      ["read_orders", "read_customers"],
      ["order", "customer"],
    ],
    [
      ["read_orders", "read_products"],
      ["order", "product", "variant"],
    ],
  ] as const)("is not there, and the rest is: with %j there are those of %j", async (scopes, owners) => {
    const { extras, sent } = await read(long, WANTED, [...scopes]);
    const expected = Object.fromEntries(owners.map((owner) => [owner, whole(long)[owner]]));
    expect(extras.metafields).toEqual({ ...NOTHING, ...expected });
    expect(extras.asked).toHaveLength(4);
    expect(sent).toHaveLength(3);
  });

  test("is not there either where Shopify refuses what holds it", async () => {
    const fields = ["Order.customer", "LineItem.product", "LineItem.variant"];
    const { client } = adminStand(
      () => [order],
      () => ({ kind: "denied", fields, scope: "read_customers" }),
      ALL_SCOPES,
    );
    expect((await readBy(client, order, WANTED)).extras.metafields).toEqual({ ...NOTHING, order: whole(order).order });
  });

  test("is an error where it is the order itself", async () => {
    const { client } = adminStand(() => [order], undefined, ["read_customers", "read_products"]);
    const error: unknown = await readBy(client, order, WANTED).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AdminError);
    expect(error).toMatchObject({ kind: "access_denied", retry: false });
  });
});

test("a shop whose points are used up is waited for", async () => {
  const stand = adminStand(
    () => [order],
    ({ before }) => (before === 0 ? { kind: "throttled" } : null),
    ALL_SCOPES,
  );
  expect((await readBy(stand.client, order, WANTED)).extras.metafields).toEqual(whole(order));
  expect(stand.waited()).toBeGreaterThan(0);
});

test("the order reader reads them in the shop that it is asked for, as an event of the order's lane", async () => {
  const { reader } = adminStand(() => [order], undefined, ALL_SCOPES);
  const wish = { observedAt: OBSERVED, wanted: WANTED };
  const answer = await reader.readExtras(SHOP_ID, order.id, wish);
  expect(answer).toMatchObject({
    outcome: "extras",
    event: { shopId: SHOP_ID, source: "shopify", topic: "admin/extras", laneKey: order.id },
  });
  const elsewhere = shopIdOf("shopify", "other.myshopify.com");
  await expect(reader.readExtras(elsewhere, order.id, wish)).rejects.toMatchObject({ kind: "unauthorised" });
});
