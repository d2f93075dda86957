import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { promisify } from "node:util";
import { ADMIN_VERSIONS, adminSchema } from "@karla/sandbox/admin-schema";
import { type DocumentNode, type GraphQLSchema, getOperationAST, Kind, parse, validate } from "graphql";
import { describe, expect, test } from "vitest";
import * as generated from "../../app/shopify/admin/graphql.generated.ts";
import { FIRST_OF_MANY, PAGE_SIZES, type PageSizes, REST_OF_MANY } from "../../app/shopify/admin/page-sizes.ts";
import { queryCost } from "../../packages/sandbox/src/shopify/admin/query-cost.ts";

const admin = new URL("../../app/shopify/admin/", import.meta.url);
const folder = new URL("documents/", admin);
const files = readdirSync(folder).filter((name) => name.endsWith(".graphql"));
const all = parse(files.map((name) => readFileSync(new URL(name, folder), "utf8")).join("\n"));
const documents = Object.entries(generated).filter((entry): entry is [string, DocumentNode] =>
  entry[0].endsWith("Document"),
);

function faults(schema: GraphQLSchema, document: DocumentNode): string[] {
  return validate(schema, document).map(({ message }) => message);
}

/** The most that is asked for at a time, in every variable a document has. */
function costOf(document: DocumentNode, sizes: PageSizes): number {
  const operation = getOperationAST(document);
  if (operation == null) throw new Error("no operation");
  const { lines, shippingLines, discounts, parts, partLines, transactions } = sizes;
  const ofParts = operation.name?.value === "Fulfillments" || operation.name?.value === "Refunds";
  const first = operation.name?.value === "Fulfillments" ? partLines : Math.max(lines, shippingLines, discounts);
  const ids = Array.from({ length: parts }, () => "gid://shopify/Fulfillment/1");
  const ofMany = { ...FIRST_OF_MANY, ids: ids.slice(0, FIRST_OF_MANY.orders) };
  const variables = {
    id: ids[0],
    ids,
    after: "x",
    query: "",
    first,
    lines: ofParts ? partLines : lines,
    shippingLines,
    discounts,
    transactions,
    ...{ orderId: ids[0], url: "", handle: "", payload: {}, event: { fulfillmentId: "1", status: "DELIVERED" } },
    ...(operation.name?.value === "Orders" ? ofMany : {}),
  };
  return queryCost({ schema: adminSchema("2026-10"), document, operation, variables });
}

describe.each(ADMIN_VERSIONS)("Shopify's Admin schema %s", (version) => {
  test("knows everything that the documents ask for", () => {
    expect(faults(adminSchema(version), all)).toEqual([]);
  });

  test("refuses the same documents with one field more, which webhooks have and it has not", () => {
    const wrong = `query Wrong($id: ID!) { order(id: $id) { id noteAttributes { name } } }`;
    const document = { kind: Kind.DOCUMENT, definitions: [...all.definitions, ...parse(wrong).definitions] } as const;
    expect(faults(adminSchema(version), document)).toEqual([expect.stringContaining("noteAttributes")]);
  });
});

describe("the generated documents", () => {
  test("are what the generator makes of the documents now", async () => {
    const script = new URL("../../scripts/generate-graphql.mjs", import.meta.url).pathname;
    const { stdout } = await promisify(execFile)(process.execPath, [script, "--print"], { maxBuffer: 10_000_000 });
    expect(stdout).toBe(readFileSync(new URL("graphql.generated.ts", admin), "utf8"));
  });

  test("are all operations there are", () => {
    const operations = all.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
    expect(documents.filter(([, document]) => getOperationAST(document) != null)).toHaveLength(operations.length);
  });

  test.each([
    ["a single order", PAGE_SIZES],
    ["several orders together", REST_OF_MANY],
  ])("cost less than the 1,000 points that one request may cost, for %s", (_what, sizes) => {
    const costs = documents.flatMap(([name, document]) =>
      getOperationAST(document) == null ? [] : [{ name, cost: costOf(document, sizes) }],
    );
    expect(costs.filter(({ cost }) => cost >= 1000)).toEqual([]);
    // The price is counted at all: an order's first page is the dearest of what a single one takes.
    expect(Math.max(...costs.map(({ cost }) => cost))).toBeGreaterThan(400);
  });
});
