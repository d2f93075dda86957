import { type GraphQLOutputType, getNamedType, isCompositeType } from "graphql";

/**
 * What a field costs by itself: 1 point for an object, nothing for scalars, enums and the scaffolding of connections.
 * Shopify's published rule; how it weighs single types beyond that is not public.
 */
export function chargeOf(type: GraphQLOutputType): 0 | 1 {
  const known = charges.get(type);
  if (known !== undefined) return known;
  const named = getNamedType(type);
  const charge = isCompositeType(named) && !/(Connection|Edge|^PageInfo)$/.test(named.name) ? 1 : 0;
  charges.set(type, charge);
  return charge;
}

/** Asked for each field of each answer, of types that are the same all the time. */
const charges = new WeakMap<GraphQLOutputType, 0 | 1>();

/** What a mutation costs on top of the objects it gives back. */
export const MUTATION_CHARGE = 10;
