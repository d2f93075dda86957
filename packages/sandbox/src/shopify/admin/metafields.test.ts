import { describe, expect, it } from "vitest";
import type { BookedOrder } from "../booked-order.ts";
import { setMetafield } from "../set-metafield.ts";
import { SHOP, testAdmin } from "./admin.fixture.ts";

const ALL_SCOPES = ["read_orders", "read_customers", "read_products"];
const field = (key: string, value: string) => ({ namespace: "custom", key, type: "single_line_text_field", value });
const gidOf = (type: string, id: string | null | undefined) => `gid://shopify/${type}/${id}`;

/** A shop with one order that has metafields everywhere, and an app that was granted these scopes. */
function setUp(scopes: readonly string[] = ALL_SCOPES) {
  const admin = testAdmin();
  const at = admin.entries.findIndex(
    ({ order: { customer, deletedAt, lines } }) => customer !== null && deletedAt === null && lines[0]?.productId,
  );
  const entry = admin.entries[at];
  const line = entry?.order.lines[0];
  if (entry === undefined || line?.productId == null || line.variantId === null) throw new Error("no such order");
  let order: BookedOrder = { ...entry.order, metafields: [] };
  order = setMetafield(order, { owner: "order" }, field("a", "1"));
  order = setMetafield(order, { owner: "order" }, { ...field("a", "2"), namespace: "other" });
  order = setMetafield(order, { owner: "order" }, field("b", "3"));
  order = setMetafield(order, { owner: "customer" }, field("c", "4"));
  order = setMetafield(order, { owner: "product", id: line.productId }, field("p", "5"));
  order = setMetafield(order, { owner: "variant", id: line.variantId }, field("v", "6"));
  Object.assign(entry, { order });
  admin.tokens.exchange(SHOP, "lasting");
  admin.tokens.grant(SHOP, scopes);
  const ask = (fields: string) =>
    admin.ask(`query ($id: ID!) { order(id: $id) { ${fields} } }`, { id: gidOf("Order", order.id) });
  return { ...admin, order, line, askOrder: ask };
}

describe("the Admin API's metafields", () => {
  it("are all of an order's, those of one namespace, or those asked for by name, which then is their key", async () => {
    const { askOrder } = setUp();
    const { data, errors } = await askOrder(`
      all: metafields(first: 9) { nodes { namespace key type value ownerType } }
      other: metafields(first: 9, namespace: "other") { nodes { key value } }
      named: metafields(first: 9, keys: ["custom.b", "other.a", "custom.none"]) { nodes { namespace key value } }`);
    expect(errors).toBeUndefined();
    expect(data.order.all.nodes[0]).toEqual({ ...field("a", "1"), ownerType: "ORDER" });
    expect(data.order.all.nodes).toHaveLength(3);
    expect(data.order.other.nodes).toEqual([{ key: "a", value: "2" }]);
    expect(data.order.named.nodes).toEqual([
      { namespace: "other", key: "other.a", value: "2" },
      { namespace: "custom", key: "custom.b", value: "3" },
    ]);
  });

  it("come in pages", async () => {
    const { askOrder } = setUp();
    const page = "nodes { value } pageInfo { hasNextPage endCursor }";
    const { data } = await askOrder(`metafields(first: 2) { ${page} }`);
    expect(data.order.metafields.pageInfo.hasNextPage).toBe(true);
    const after = data.order.metafields.pageInfo.endCursor;
    const next = await askOrder(`metafields(first: 2, after: "${after}") { ${page} }`);
    expect(next.data.order.metafields).toMatchObject({ nodes: [{ value: "3" }], pageInfo: { hasNextPage: false } });
    expect((await askOrder("metafields { nodes { id } }")).errors?.[0]?.message).toContain("one of first or last");
  });

  it("are one by namespace and key, or by both in the key; there is none in the app's own namespace", async () => {
    const { askOrder } = setUp();
    const { data } = await askOrder(`
      apart: metafield(namespace: "other", key: "a") { key value }
      together: metafield(key: "custom.a") { key value }
      none: metafield(namespace: "custom", key: "x") { value }
      own: metafield(key: "a") { value }`);
    expect(data.order).toEqual({
      apart: { key: "a", value: "2" },
      together: { key: "custom.a", value: "1" },
      none: null,
      own: null,
    });
  });

  it("are the customer's, the product's and the variant's as well, each in its own place", async () => {
    const { askOrder, order, line } = setUp();
    const { data, errors } = await askOrder(`
      customer { id metafields(first: 9, keys: ["custom.c", "custom.p"]) { nodes { value ownerType } } }
      lineItems(first: 1) { nodes {
        product { id metafields(first: 9, keys: ["custom.p", "custom.v"]) { nodes { value ownerType } } }
        variant { id metafield(namespace: "custom", key: "v") { value ownerType } } } }`);
    expect(errors).toBeUndefined();
    expect(data.order).toEqual({
      customer: {
        id: gidOf("Customer", order.customer?.id),
        metafields: { nodes: [{ value: "4", ownerType: "CUSTOMER" }] },
      },
      lineItems: {
        nodes: [
          {
            product: {
              id: gidOf("Product", line.productId),
              metafields: { nodes: [{ value: "5", ownerType: "PRODUCT" }] },
            },
            variant: {
              id: gidOf("ProductVariant", line.variantId),
              metafield: { value: "6", ownerType: "PRODUCTVARIANT" },
            },
          },
        ],
      },
    });
  });

  it("of customer, product and variant take a scope; without it they are refused, and the order is not", async () => {
    const { askOrder, order } = setUp(["read_orders"]);
    const { data, errors } = await askOrder(`
      name
      metafields(first: 1) { nodes { value } }
      customer { metafields(first: 1) { nodes { value } } }
      lineItems(first: 1) { nodes {
        product { metafield(namespace: "custom", key: "p") { value } }
        variant { metafields(first: 1) { nodes { value } } } } }`);
    expect(data.order).toEqual({
      name: order.name,
      metafields: { nodes: [{ value: "1" }] },
      // A list of metafields is never null, so what has it is.
      customer: null,
      lineItems: { nodes: [{ product: { metafield: null }, variant: null }] },
    });
    expect(
      errors?.map(({ path, extensions }) => [path?.join("."), extensions?.code, extensions?.requiredAccess]),
    ).toEqual([
      ["order.customer.metafields", "ACCESS_DENIED", "`read_customers` access scope."],
      ["order.lineItems.nodes.0.product.metafield", "ACCESS_DENIED", "`read_products` access scope."],
      ["order.lineItems.nodes.0.variant.metafields", "ACCESS_DENIED", "`read_products` access scope."],
    ]);
  });

  it("of the order take no scope but the order's", async () => {
    const { askOrder } = setUp(["read_customers", "read_products"]);
    const { data, errors } = await askOrder("metafields(first: 1) { nodes { value } }");
    expect(data.order).toBeNull();
    expect(errors?.[0]?.extensions?.code).toBe("ACCESS_DENIED");
  });

  it("say what the books do not know instead of inventing it", async () => {
    const { askOrder } = setUp();
    const both = await askOrder(`metafields(first: 1, namespace: "custom", keys: ["a"]) { nodes { id } }`);
    expect(both.errors?.[0]?.message).toContain("The sandbox does not know metafields by namespace and keys together");
    const { errors } = await askOrder("metafields(first: 1) { nodes { createdAt } }");
    expect(errors?.[0]?.message).toBe("The sandbox does not know Metafield.createdAt.");
  });
});
