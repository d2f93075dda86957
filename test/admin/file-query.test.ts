import { ADMIN_VERSIONS, adminSchema } from "@karla/sandbox/admin-schema";
import {
  type DocumentNode,
  getNamedType,
  getNullableType,
  getOperationAST,
  isListType,
  Kind,
  parse,
  type SelectionSetNode,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from "graphql";
import { describe, expect, test } from "vitest";
import { OrdersDocument } from "../../app/shopify/admin/graphql.generated.ts";
import { fileQuery } from "../../app/shopify/admin/order-files/file-query.ts";

const text = fileQuery({ from: "2026-10-01T00:00:00.000Z", to: "2026-11-01T00:00:00.000Z" });
const query = parse(text);

/** The paths of a document's connections, and of those that lie within a list. */
function connectionsOf(document: DocumentNode) {
  const typeInfo = new TypeInfo(adminSchema("2026-10"));
  const all: string[] = [];
  const inLists: string[] = [];
  const path: { name: string; list: boolean }[] = [];
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field: {
        enter(field) {
          const type = typeInfo.getType();
          const name = field.name.value;
          if (type && /Connection$/.test(getNamedType(type).name)) {
            all.push([...path.map((step) => step.name), name].join("."));
            if (path.some((step) => step.list && step.name !== "edges")) inLists.push(name);
          }
          path.push({ name, list: type != null && isListType(getNullableType(type)) });
        },
        leave: () => void path.pop(),
      },
    }),
  );
  return { all, inLists };
}

/** Where all fields of a document stand, pages and the scaffolding of nodes aside. */
function fieldsOf(document: DocumentNode): Set<string> {
  const within = (set: SelectionSetNode, path: string): string[] =>
    set.selections.flatMap((selection): string[] => {
      if (selection.kind === Kind.INLINE_FRAGMENT) return within(selection.selectionSet, path);
      if (selection.kind === Kind.FRAGMENT_SPREAD) return within(fragmentIn(document, selection.name.value), path);
      const name = selection.name.value;
      if (name === "pageInfo") return [];
      const here = SCAFFOLD.has(name) ? path : `${path}.${name}`;
      return [...(SCAFFOLD.has(name) ? [] : [here]), ...within(selection.selectionSet ?? EMPTY, here)];
    });
  return new Set(within(getOperationAST(document)?.selectionSet ?? EMPTY, "order"));
}

const SCAFFOLD = new Set(["orders", "nodes", "edges", "node"]);
const EMPTY: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: [] };

function fragmentIn(document: DocumentNode, name: string): SelectionSetNode {
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  const found = fragments.find((fragment) => "name" in fragment && fragment.name?.value === name);
  if (found === undefined || !("selectionSet" in found)) throw new Error(`no fragment ${name}`);
  return found.selectionSet;
}

describe("the query of a file", () => {
  test.each(ADMIN_VERSIONS)("is one that Shopify's Admin schema %s knows", (version) => {
    expect(validate(adminSchema(version), query).map(({ message }) => message)).toEqual([]);
  });

  test("keeps to what bulk operations take: few connections, two deep, none in a list, no variables, no fragments by name", () => {
    const { all, inLists } = connectionsOf(query);
    expect(all).toEqual([
      "orders",
      "orders.edges.node.lineItems",
      "orders.edges.node.shippingLines",
      "orders.edges.node.discountApplications",
    ]);
    expect(inLists).toEqual([]);
    expect(text).not.toMatch(/\$|nodes|pageInfo|first:|\.\.\.\s*(?!on\b)\w/);
    expect(query.definitions).toHaveLength(1);
  });

  test("asks for every field that is asked of an order that is read by itself, and for what tells its parts apart", () => {
    const asked = fieldsOf(query);
    const alone = fieldsOf(OrdersDocument);
    expect([...alone].filter((field) => !asked.has(field))).toEqual([]);
    expect(alone.size).toBeGreaterThan(150);
    expect([...asked].filter((field) => !alone.has(field)).sort()).toEqual([
      "order.fulfillments.createdAt",
      "order.fulfillments.name",
      "order.fulfillments.status",
      "order.fulfillments.totalQuantity",
      "order.fulfillments.trackingInfo",
      "order.fulfillments.trackingInfo.company",
      "order.fulfillments.trackingInfo.number",
      "order.fulfillments.trackingInfo.url",
      "order.fulfillments.updatedAt",
      "order.lineItems.__typename",
      "order.shippingLines.__typename",
    ]);
  });

  test("searches the orders that were placed in a time, its end not included, the newest first", () => {
    expect(text).toContain(
      `orders(query: "created_at:>='2026-10-01T00:00:00Z' AND created_at:<'2026-11-01T00:00:00Z'", sortKey: CREATED_AT, reverse: true)`,
    );
  });
});
