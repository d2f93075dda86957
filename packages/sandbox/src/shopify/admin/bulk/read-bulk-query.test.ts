import { describe, expect, it } from "vitest";
import { adminSchema } from "../admin-schema.ts";
import { readBulkQuery } from "./read-bulk-query.ts";

const NODE_ID = "edges { node { id } }";

function refusedOf(query: string): readonly string[] {
  const read = readBulkQuery(adminSchema("2026-10"), query);
  return "refused" in read ? read.refused : [];
}

describe("a bulk query", () => {
  it("may have five connections, two of them in one another within the first", () => {
    const query = `{ orders { edges { node { id
      lineItems { edges { node { id product { metafields { ${NODE_ID} } } } } }
      shippingLines { ${NODE_ID} } metafields { ${NODE_ID} } fulfillments { id trackingInfo { number } } } } } }`;
    expect(refusedOf(query)).toEqual([]);
  });

  it.each([
    ["nothing", "", "Invalid bulk query: Syntax Error: Unexpected <EOF>."],
    [
      "an unknown field",
      `{ orders { edges { node { id price } } } }`,
      'Invalid bulk query: Cannot query field "price"',
    ],
    ["a mutation", 'mutation { bulkOperationCancel(id: "1") { userErrors { message } } }', "Invalid operation type."],
    ["variables", `query ($q: String) { orders(query: $q) { ${NODE_ID} } }`, "Bulk queries cannot contain variables."],
    ["no connection", "{ shop { name } }", "Bulk queries must contain at least one connection."],
    [
      "two fields",
      `{ a: orders { ${NODE_ID} } b: orders { ${NODE_ID} } }`,
      "Bulk queries cannot contain more than one",
    ],
    ["a single node", '{ node(id: "1") { id } }', "Bulk queries cannot contain a top level `node` field."],
    ["nodes", "{ orders { nodes { id } } }", "All connection fields in a bulk query must select their contents"],
    ["no nodes", "{ orders { pageInfo { hasNextPage } } }", "All connection fields in a bulk query must select"],
    [
      "a connection in a list",
      `{ orders { edges { node { id fulfillments { fulfillmentLineItems { ${NODE_ID} } } } } } }`,
      "Queries that contain a connection field within a list field are not currently supported.",
    ],
    [
      "three connections within the first",
      `{ orders { edges { node { id fulfillmentOrders { edges { node { id
        fulfillments { edges { node { id fulfillmentLineItems { ${NODE_ID} } } } } } } } } } } }`,
      "Bulk queries cannot contain connections with a nesting depth greater than 2.",
    ],
    [
      "six connections",
      `{ orders { edges { node { id lineItems { ${NODE_ID} } shippingLines { ${NODE_ID} } metafields { ${NODE_ID} }
        events { ${NODE_ID} } returns { ${NODE_ID} } } } } }`,
      "Bulk queries cannot contain more than 5 connections.",
    ],
    [
      "parents without an id",
      `{ orders { edges { node { name ident: id lineItems { ${NODE_ID} } } } } }`,
      "The parent 'node' field for a nested connection must select the 'id' field without an alias",
    ],
  ])("is refused with %s", (_, query, sentence) => {
    expect(refusedOf(query)[0]).toContain(sentence);
  });
});
