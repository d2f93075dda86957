import { GraphQLError, type GraphQLSchema } from "graphql";
import { z } from "zod";
import type { Misbehaviour } from "../misbehaviour.ts";
import type { AdminNode } from "../node/admin-node.ts";
import { connection, WHOLE } from "../node/connection.ts";
import { parseGid } from "../node/gid.ts";
import { type BulkOperation, bulkOperationNode, fileName, isUnderWay } from "./bulk-operation.ts";
import type { BulkOperations } from "./bulk-operations.ts";
import { type BulkQuery, readBulkQuery } from "./read-bulk-query.ts";

/** Of one app in one shop at a time, since 2026-01: https://shopify.dev/docs/api/usage/bulk-operations/queries */
const AT_A_TIME = 5;

export interface BulkRootSetup {
  shop: string;
  operations: BulkOperations;
  schema: GraphQLSchema;
  /** What bulk queries are answered from. */
  root: AdminNode;
  denied: ReadonlyMap<string, string>;
  /** The address of a file of this name. */
  fileUrl(name: string): string;
  /** Asked once for each operation that is to begin. */
  badDay(): Misbehaviour | null;
}

const IdArg = z.object({ id: z.string() });
const RunArgs = z.object({ query: z.string(), groupObjects: z.boolean() });
const TypeArg = z.object({ type: z.string().nullish() });
const ListArgs = z.object({ query: z.string().nullish(), sortKey: z.string().nullish() });

/** What queries and mutations may ask about bulk operations. What refusals say is Shopify's, as apps have met it. */
export function bulkRoot(setup: BulkRootSetup): AdminNode {
  const { shop, operations, fileUrl } = setup;
  const nodeOf = (operation: BulkOperation): AdminNode => bulkOperationNode(operation, fileUrl(fileName(operation)));
  const find = (args: unknown): BulkOperation | undefined => {
    const { id } = IdArg.parse(args);
    return operations.of(shop).find((operation) => `BulkOperation/${operation.id}` === shortGid(id));
  };
  const poll = (operation: BulkOperation | undefined): AdminNode | null => {
    if (operation === undefined) return null;
    operation.polls += 1;
    operation.wake();
    return nodeOf(operation);
  };
  return {
    bulkOperation: (args: unknown) => poll(find(args)),
    currentBulkOperation: (args: unknown) =>
      TypeArg.parse(args).type === "MUTATION" ? null : poll(operations.of(shop).at(-1)),
    bulkOperations: (args: unknown) => listed(operations.of(shop), nodeOf, args),
    bulkOperationRunQuery: (args: unknown) => run(setup, RunArgs.parse(args), nodeOf),
    bulkOperationCancel: (args: unknown) => {
      const operation = find(args);
      if (operation === undefined) return refusal({ field: ["id"], message: "Bulk operation does not exist" });
      if (!isUnderWay(operation)) {
        const message = `A bulk operation cannot be canceled when it is ${operation.status.toLowerCase()}`;
        return { ...refusal({ field: null, message }), bulkOperation: nodeOf(operation) };
      }
      operation.status = "CANCELING";
      operation.wake();
      return { bulkOperation: nodeOf(operation), userErrors: [] };
    },
  };
}

function run(
  { shop, operations, schema, root, denied, badDay }: BulkRootSetup,
  { query: text, groupObjects }: z.infer<typeof RunArgs>,
  nodeOf: (operation: BulkOperation) => AdminNode,
): AdminNode {
  const query = readBulkQuery(schema, text);
  if ("refused" in query)
    return refusal(...query.refused.map((message) => ({ field: ["query"], message, code: "INVALID" })));
  const underWay = operations.of(shop).filter(isUnderWay);
  if (underWay.length >= AT_A_TIME) {
    const ids = underWay.map(({ id }) => `gid://shopify/BulkOperation/${id}`).join(", ");
    const message = `A bulk query operation for this app and shop is already in progress: ${ids}.`;
    return refusal({ field: null, message, code: "OPERATION_IN_PROGRESS" });
  }
  const wrong = badDay();
  if (wrong?.kind === "bulk_refused") {
    const message = "Bulk operations limit reached. Please try again later.";
    return refusal({ field: null, message, code: "LIMIT_REACHED" });
  }
  const edges = edgesOf(root, query);
  const operation = operations.start(shop, text, {
    schema,
    query,
    edges,
    denied,
    grouped: groupObjects,
    badDay: wrong,
  });
  return { bulkOperation: nodeOf(operation), userErrors: [] };
}

/** The first connection, whole, as the books have it now. */
function edgesOf(root: AdminNode, { field, args }: BulkQuery): readonly unknown[] {
  const held = root[field];
  const found: unknown = typeof held === "function" ? held({ ...args, ...WHOLE }) : held;
  const edges: unknown = typeof found === "object" && found !== null ? Reflect.get(found, "edges") : undefined;
  if (Array.isArray(edges)) return edges;
  throw notKnown(`bulk queries of ${field}`);
}

function listed(
  operations: readonly BulkOperation[],
  nodeOf: (operation: BulkOperation) => AdminNode,
  args: unknown,
): AdminNode {
  const { query, sortKey } = ListArgs.parse(args);
  const [, status] = /^status:(\w+)$/i.exec(query?.trim() ?? "") ?? [];
  if (query != null && query.trim() !== "" && status === undefined) throw notKnown(`the search ${query}`);
  if (sortKey !== "CREATED_AT") throw notKnown(`sortKey ${sortKey}`);
  const items = operations.filter((operation) => operation.status === (status?.toUpperCase() ?? operation.status));
  // The newest first.
  return connection({ items, placeOf: ({ id }) => [-Number(id), ""], toNode: nodeOf }, args);
}

function refusal(...userErrors: readonly { field: string[] | null; message: string; code?: string }[]): AdminNode {
  return { bulkOperation: null, userErrors };
}

function shortGid(text: string): string | null {
  const parsed = parseGid(text);
  return parsed === null ? null : `${parsed.type}/${parsed.id}`;
}

function notKnown(what: string): GraphQLError {
  return new GraphQLError(`The sandbox does not know ${what}`, { extensions: { code: "SANDBOX_UNKNOWN" } });
}
