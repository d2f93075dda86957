import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import type { BulkFlaws } from "./bulk-rules.ts";
import type { BulkShape } from "./bulk-shape.ts";

export interface FoundConnections {
  shape: BulkShape;
  /** The fields of the query type itself. */
  roots: FieldNode[];
  flaws: BulkFlaws;
}

interface Selected {
  node: FieldNode;
  type: GraphQLOutputType;
}

interface Position {
  depth: number;
  inList: boolean;
}

/** Where a valid query has connections, and what of that a bulk operation does not take. Fragments are looked through. */
export function findConnections(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): FoundConnections {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const flaws: BulkFlaws = { connections: 0, depth: 0, inList: false, withoutNodes: [], withoutId: [] };

  const fieldsOf = (set: SelectionSetNode | undefined, parent: GraphQLOutputType): Selected[] =>
    (set?.selections ?? []).flatMap((selection) => {
      const type = getNamedType(parent);
      if (selection.kind === Kind.FIELD) {
        const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[selection.name.value] : undefined;
        return field === undefined ? [] : [{ node: selection, type: field.type }];
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      return fieldsOf(fragment?.selectionSet, compositeNamed(fragment?.typeCondition?.name.value) ?? type);
    });
  const compositeNamed = (name: string | undefined): GraphQLCompositeType | null => {
    const type = name === undefined ? undefined : schema.getType(name);
    return isCompositeType(type) ? type : null;
  };
  const named = (fields: readonly Selected[], name: string): Selected[] =>
    fields.filter(({ node }) => node.name.value === name);

  const readFields = (fields: readonly Selected[], shape: BulkShape, position: Position): void => {
    for (const field of fields) {
      if (isConnection(field.type)) readConnection(field, shape, position);
      else readObject(field, shape, position);
    }
  };
  const readObject = ({ node, type }: Selected, shape: BulkShape, { depth, inList }: Position): void => {
    const name = nameInAnswer(node);
    const inner = shape.objects.get(name) ?? emptyShape();
    const isList = isListType(getNullableType(type));
    readFields(fieldsOf(node.selectionSet, type), inner, { depth, inList: inList || isList });
    if (holdsConnections(inner)) shape.objects.set(name, inner);
  };
  const readConnection = ({ node, type }: Selected, shape: BulkShape, { depth, inList }: Position): void => {
    flaws.connections += 1;
    flaws.depth = Math.max(flaws.depth, depth);
    if (inList) flaws.inList = true;
    const name = nameInAnswer(node);
    const edges = named(fieldsOf(node.selectionSet, type), "edges");
    const items = edges.flatMap((edge) => named(fieldsOf(edge.node.selectionSet, edge.type), "node"));
    const [edge, item] = [edges[0], items[0]];
    if (edge === undefined || item === undefined) return void flaws.withoutNodes.push(node.name.value);
    const inner = shape.connections.get(name)?.shape ?? emptyShape();
    const fields = items.flatMap(({ node: each, type: itemType }) => fieldsOf(each.selectionSet, itemType));
    readFields(fields, inner, { depth: depth + 1, inList: false });
    if (holdsConnections(inner) && !named(fields, "id").some((field) => nameInAnswer(field.node) === "id"))
      flaws.withoutId.push(node.name.value);
    shape.connections.set(name, { edges: nameInAnswer(edge.node), node: nameInAnswer(item.node), shape: inner });
  };

  const query = schema.getQueryType();
  const roots = query == null ? [] : fieldsOf(operation.selectionSet, query);
  const shape = emptyShape();
  readFields(roots, shape, { depth: 0, inList: false });
  return { shape, roots: roots.map(({ node }) => node), flaws };
}

/** The connections of the schema bear it in their names. */
function isConnection(type: GraphQLOutputType): boolean {
  return getNamedType(type).name.endsWith("Connection");
}

function emptyShape(): BulkShape {
  return { connections: new Map(), objects: new Map() };
}

function holdsConnections({ connections, objects }: BulkShape): boolean {
  return connections.size + objects.size > 0;
}

function nameInAnswer(node: FieldNode): string {
  return node.alias?.value ?? node.name.value;
}
