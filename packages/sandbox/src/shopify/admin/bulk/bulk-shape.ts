/** Which fields of an object's answer are connections, by the names they have in the answer. */
export interface BulkShape {
  /** The connections of this object. */
  connections: Map<string, BulkConnection>;
  /** Its objects in which further connections may lie. */
  objects: Map<string, BulkShape>;
}

export interface BulkConnection {
  /** What the query calls `edges` and `node`. */
  edges: string;
  node: string;
  shape: BulkShape;
}

/** Takes one line: the JSON of a node `depth` connections below the first. */
export type TakeLine = (line: string, depth: number) => void;

/**
 * Takes the answer of a bulk query apart as Shopify does: each node of a connection becomes a line of its own, a nested
 * one with `__parentId`, behind the line of its parent; the connections themselves are gone from their objects.
 */
export function takeLines(answer: unknown, { connections }: BulkShape, take: TakeLine): void {
  if (!isObject(answer)) return;
  for (const [name, connection] of connections)
    for (const node of nodesOf(answer[name], connection)) takeNode(node, connection.shape, take, 0);
}

function takeNode(node: Answer, shape: BulkShape, take: TakeLine, depth: number): void {
  const nested: [Answer, BulkShape][] = [];
  detach(node, shape, nested);
  take(JSON.stringify(node), depth);
  for (const [child, childShape] of nested) {
    child.__parentId = node.id;
    takeNode(child, childShape, take, depth + 1);
  }
}

/** Takes the connections out of an object, and their nodes to `nested`. */
function detach(object: Answer, { connections, objects }: BulkShape, nested: [Answer, BulkShape][]): void {
  for (const [name, connection] of connections) {
    for (const child of nodesOf(object[name], connection)) nested.push([child, connection.shape]);
    object[name] = undefined;
  }
  for (const [name, shape] of objects) {
    const held = object[name];
    if (isObject(held)) detach(held, shape, nested);
  }
}

function nodesOf(answer: unknown, { edges, node }: BulkConnection): Answer[] {
  const all = isObject(answer) ? answer[edges] : null;
  if (!Array.isArray(all)) return [];
  return all.map((edge: unknown) => (isObject(edge) ? edge[node] : null)).filter(isObject);
}

type Answer = Record<string, unknown>;

function isObject(value: unknown): value is Answer {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
