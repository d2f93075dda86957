import type { Entity, EntityName } from "../entity/entity.ts";
import { project, type Wish } from "../entity/project.ts";
import { valuesAt } from "./accessor.ts";
import { type ApiError, ApiRefusal, badRequest, missingPrivileges } from "./api-error.ts";
import type { Criteria } from "./criteria.ts";
import { comparable, compareValues, matchesFilter } from "./match-filter.ts";
import { privilegesOf, unknownAssociation } from "./privileges.ts";

/** `api.max_limit` of Shopware. */
const MAX_LIMIT = 500;

export type SearchAnswer =
  | { outcome: "found"; body: { total: number; data: Record<string, unknown>[]; aggregations: [] } }
  | { outcome: "refused"; error: ApiError };

/** Answers `POST /api/search/{entity}`. */
export function searchEntities(
  name: EntityName,
  criteria: Criteria,
  { entities, granted }: { entities(): Iterable<Entity>; granted: ReadonlySet<string> },
): SearchAnswer {
  const missing = privilegesOf(name, criteria).filter((privilege) => !granted.has(privilege));
  if (missing.length > 0) return { outcome: "refused", error: missingPrivileges(missing) };
  const wrong = wrongLimit(criteria) ?? wrongAssociation(name, criteria);
  if (wrong !== null) return { outcome: "refused", error: wrong };
  try {
    return { outcome: "found", body: found(criteria, [...entities()]) };
  } catch (error) {
    if (error instanceof ApiRefusal) return { outcome: "refused", error: error.error };
    throw error;
  }
}

function found(criteria: Criteria, entities: readonly Entity[]) {
  const { ids, includes, totalCountMode } = criteria;
  const matching = narrowed(ids === null ? entities : entities.filter(({ id }) => ids.includes(id)), criteria);
  const limit = criteria.limit ?? MAX_LIMIT;
  const from = (criteria.page - 1) * limit;
  const page = matching.slice(from, from + limit);
  const wish = wishOf(criteria);
  return {
    total: totalOf(totalCountMode, matching.length, from, limit, page.length),
    data: page.map((entity) => project(entity, wish, includes)),
    aggregations: [] as [],
  };
}

/** 0: what is on the page; 1: all; 2: enough to know whether there are some more pages. */
function totalOf(mode: 0 | 1 | 2, all: number, from: number, limit: number, shown: number): number {
  switch (mode) {
    case 0:
      return shown;
    case 1:
      return all;
    case 2:
      return Math.min(Math.max(0, all - from), limit * 5 + 1);
  }
}

function wishOf(criteria: Criteria): Wish {
  return {
    associations: Object.fromEntries(
      Object.entries(criteria.associations).map(([name, below]): [string, Wish] => {
        const pick = (entities: readonly Entity[]): readonly Entity[] => {
          const some = narrowed(entities, below);
          return below.limit === null ? some : some.slice((below.page - 1) * below.limit, below.page * below.limit);
        };
        return [name, { ...wishOf(below), pick }];
      }),
    ),
  };
}

function narrowed(entities: readonly Entity[], { filter, sort }: Criteria): readonly Entity[] {
  const matching =
    filter.length === 0 ? entities : entities.filter((each) => filter.every((one) => matchesFilter(each, one)));
  if (sort.length === 0) return matching;
  const keyed = matching.map((entity) => ({
    entity,
    keys: sort.map(({ field }) => comparable(valuesAt(entity, field)[0] ?? null)),
  }));
  keyed.sort((left, right) => {
    for (const [index, { order }] of sort.entries()) {
      const compared = compareValues(left.keys[index] ?? null, right.keys[index] ?? null);
      if (compared !== 0) return order === "ASC" ? compared : -compared;
    }
    return 0;
  });
  return keyed.map(({ entity }) => entity);
}

function wrongLimit({ limit, page }: Criteria): ApiError | null {
  if (limit !== null && limit > MAX_LIMIT)
    return badRequest(
      "FRAMEWORK__QUERY_LIMIT_EXCEEDED",
      `The limit must be lower than or equal to MAX_LIMIT(=${MAX_LIMIT}). Given: ${limit}`,
      { maxLimit: MAX_LIMIT, limit },
      "/limit",
    );
  if (limit !== null && limit < 1)
    return badRequest(
      "FRAMEWORK__INVALID_LIMIT_QUERY",
      `The limit parameter must be a positive integer greater or equals than 1. Given: ${limit}`,
      { limit },
      "/limit",
    );
  if (page < 1)
    return badRequest(
      "FRAMEWORK__INVALID_PAGE_QUERY",
      `The page parameter must be a positive integer. Given: ${page}`,
      { page },
      "/page",
    );
  return null;
}

function wrongAssociation(name: EntityName, criteria: Criteria): ApiError | null {
  const unknown = unknownAssociation(name, criteria);
  if (unknown === null) return null;
  return {
    status: 404,
    code: "FRAMEWORK__ASSOCIATION_NOT_FOUND",
    title: "Not Found",
    detail: `Can not find association by name ${unknown.name}`,
    parameters: { association: unknown.name },
  };
}
