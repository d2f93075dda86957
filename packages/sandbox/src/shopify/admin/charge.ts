import { type GraphQLOutputType, getNamedType, isCompositeType } from "graphql";

/**
 * What a field costs by itself: 1 point for an object, nothing for scalars, enums and the scaffolding of connections.
 * Shopify's published rule; how it weighs single types beyond that is not public.
 */
export function chargeOf(type: GraphQLOutputType): 0 | 1 {
  const named = getNamedType(type);
  return isCompositeType(named) && !/(Connection|Edge|^PageInfo)$/.test(named.name) ? 1 : 0;
}

/** What a mutation costs on top of the objects it gives back. */
export const MUTATION_CHARGE = 10;
