import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getArgumentValues,
  getOperationAST,
  OperationTypeNode,
  parse,
  validate,
} from "graphql";
import { brokenRules } from "./bulk-rules.ts";
import type { BulkShape } from "./bulk-shape.ts";
import { findConnections } from "./find-connections.ts";

/** A query that Shopify would run in bulk. */
export interface BulkQuery {
  document: DocumentNode;
  /** Its one field of the query type, and what it is asked with. */
  field: string;
  args: Record<string, unknown>;
  shape: BulkShape;
}

/** What Shopify has against a query, one sentence each. */
export interface RefusedBulkQuery {
  refused: readonly string[];
}

/** How Shopify words the refusal of variables, and of a second top-level field, is not public: these words are our own. */
export function readBulkQuery(schema: GraphQLSchema, text: string): BulkQuery | RefusedBulkQuery {
  const document = parsed(text);
  if (document instanceof GraphQLError) return refused(`Invalid bulk query: ${document.message}`);
  const operation = getOperationAST(document);
  if (operation == null) return refused("Invalid bulk query: it must hold one operation");
  if (operation.operation !== OperationTypeNode.QUERY)
    return refused("Invalid operation type. Only `query` operations are supported.");
  if (operation.variableDefinitions?.length) return refused("Bulk queries cannot contain variables.");
  const invalid = validate(schema, document);
  if (invalid.length > 0) return refused(...invalid.map(({ message }) => `Invalid bulk query: ${message}`));

  const { shape, roots, flaws } = findConnections(schema, document, operation);
  const broken = brokenRules(flaws);
  const topLevel = roots.filter(({ name }) => name.value === "node" || name.value === "nodes");
  broken.unshift(...topLevel.map(({ name }) => `Bulk queries cannot contain a top level \`${name.value}\` field.`));
  const [root, ...others] = roots;
  if (others.length > 0) broken.push("Bulk queries cannot contain more than one top level field.");
  const field = root === undefined ? undefined : schema.getQueryType()?.getFields()[root.name.value];
  if (broken.length > 0 || root === undefined || field === undefined) return refused(...broken);
  return { document, field: field.name, args: getArgumentValues(field, root), shape };
}

function parsed(text: string): DocumentNode | GraphQLError {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

function refused(...sentences: readonly string[]): RefusedBulkQuery {
  return { refused: sentences };
}
