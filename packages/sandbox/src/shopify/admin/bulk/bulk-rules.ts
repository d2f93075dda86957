/** What is wrong with a bulk query, as far as its connections go. */
export interface BulkFlaws {
  connections: number;
  /** How many connections the innermost one lies in. */
  depth: number;
  inList: boolean;
  /** Connections of which the query does not select `edges { node }`. */
  withoutNodes: string[];
  /** Connections with others in their nodes, of which it does not select the `id`. */
  withoutId: string[];
}

/**
 * Shopify's rules: https://shopify.dev/docs/api/usage/bulk-operations/queries#operation-restrictions. The sentences are
 * those of its API, as apps that met them have written them down.
 */
export function brokenRules({ connections, depth, inList, withoutNodes, withoutId }: BulkFlaws): string[] {
  const broken: string[] = [];
  if (withoutNodes.length > 0)
    broken.push(
      `All connection fields in a bulk query must select their contents using 'edges' > 'node', e.g: '${withoutNodes[0]} { edges { node {'. Selecting via 'nodes' is not supported. Invalid connection fields: '${withoutNodes.join("', '")}'.`,
    );
  if (depth > 2) broken.push("Bulk queries cannot contain connections with a nesting depth greater than 2.");
  if (connections > 5) broken.push("Bulk queries cannot contain more than 5 connections.");
  if (withoutId.length > 0)
    broken.push(
      `The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type. Connection fields without 'id': ${withoutId.join(", ")}.`,
    );
  if (inList) broken.push("Queries that contain a connection field within a list field are not currently supported.");
  if (connections === 0) broken.push("Bulk queries must contain at least one connection.");
  return broken;
}
