import { associationOf } from "../entity/entity.ts";
import type { Criteria, Filter } from "./criteria.ts";

/**
 * The privileges that criteria need: those of the entity, of each association, and of each entity that a field of a filter
 * or a sorting leads through (as the core's `AclCriteriaValidator` checks). Each once, in that order.
 */
export function privilegesOf(entity: string, criteria: Criteria): string[] {
  const needed = new Set<string>([`${entity}:read`]);
  for (const [name, below] of Object.entries(criteria.associations)) {
    const association = associationOf(entity, name);
    if (association !== null) for (const privilege of privilegesOf(association.to, below)) needed.add(privilege);
  }
  for (const field of fieldsOf(criteria))
    for (const through of entitiesOn(entity, field)) needed.add(`${through}:read`);
  return [...needed];
}

function fieldsOf({ filter, sort }: Criteria): string[] {
  return [...filter.flatMap(fieldsOfFilter), ...sort.map(({ field }) => field)];
}

function fieldsOfFilter(filter: Filter): string[] {
  return "queries" in filter ? filter.queries.flatMap(fieldsOfFilter) : [filter.field];
}

function entitiesOn(entity: string, field: string): string[] {
  const [head = "", ...rest] = field.split(".");
  if (head === entity && rest.length > 0) return entitiesOn(entity, rest.join("."));
  const association = associationOf(entity, head);
  return association === null ? [] : [association.to, ...entitiesOn(association.to, rest.join("."))];
}

/** The first association that an entity does not have. Null: it has all of them. */
export function unknownAssociation(entity: string, criteria: Criteria): { entity: string; name: string } | null {
  for (const [name, below] of Object.entries(criteria.associations)) {
    const association = associationOf(entity, name);
    if (association === null) return { entity, name };
    const inside = unknownAssociation(association.to, below);
    if (inside !== null) return inside;
  }
  return null;
}
