import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import { chargeOf, MUTATION_CHARGE } from "./charge.ts";

export interface PricedQuery {
  schema: GraphQLSchema;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: Record<string, unknown>;
}

/**
 * What a query may cost at most, known before it runs: an object 1, a scalar 0, a connection `first` (or `last`) times
 * what one of its nodes costs, a plain list `first` times, or once where it names no number. Fragments add up.
 */
export function queryCost({ schema, document, operation, variables }: PricedQuery): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);

  const costOf = (set: SelectionSetNode, parent: GraphQLCompositeType): number =>
    set.selections.reduce((sum, selection) => {
      if (selection.kind === Kind.FIELD) return sum + fieldCost(selection, parent);
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      if (fragment === undefined) return sum;
      return sum + costOf(fragment.selectionSet, compositeNamed(fragment.typeCondition?.name.value) ?? parent);
    }, 0);

  const fieldCost = (node: FieldNode, parent: GraphQLCompositeType): number => {
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    if (field === undefined || node.selectionSet === undefined) return 0;
    const type = getNamedType(field.type);
    if (!isCompositeType(type)) return 0;
    const extra = parent === schema.getMutationType() ? MUTATION_CHARGE : 0;
    return extra + sizeOf(field, node, variables) * (chargeOf(field.type) + costOf(node.selectionSet, type));
  };

  const compositeNamed = (name: string | undefined): GraphQLCompositeType | null => {
    const type = name === undefined ? undefined : schema.getType(name);
    return isCompositeType(type) ? type : null;
  };

  const root = schema.getRootType(operation.operation);
  return root == null ? 0 : costOf(operation.selectionSet, root);
}

/** How many items a field may give: what it is asked for, else one. */
function sizeOf(field: GraphQLField<unknown, unknown>, node: FieldNode, variables: Record<string, unknown>): number {
  const args: Record<string, unknown> = getArgumentValues(field, node, variables);
  const asked = [args.first, args.last].find((value) => typeof value === "number");
  if (typeof asked === "number") return Math.max(0, asked);
  return Array.isArray(args.ids) ? args.ids.length : 1;
}
