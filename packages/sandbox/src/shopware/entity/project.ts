import { associationsOf, type Entity } from "./entity.ts";
import { writeInstant } from "./write-instant.ts";

/** What somebody wants of an association: filtered and sorted already, with the wishes of what is below it. */
export interface Wish {
  associations: Readonly<Record<string, Wish>>;
  /** Narrows what a list has. */
  pick?(entities: readonly Entity[]): readonly Entity[];
}

/** Keys to show, by alias; an alias that is not named shows all. */
export type Includes = Readonly<Record<string, readonly string[]>>;

/** An entity as the Admin API writes it: its fields, the associations that were asked for, and null for all others. */
export function project(entity: Entity, wish: Wish, includes: Includes): Record<string, unknown> {
  const wanted = includes[entity.name];
  const isWanted = (key: string): boolean => wanted === undefined || wanted.includes(key);
  const written: Record<string, unknown> = {
    extensions: { foreignKeys: { extensions: [], apiAlias: `${entity.name}_foreign_keys_extension` } },
    _uniqueIdentifier: entity.id,
    versionId: entity.versionId,
    // PHP writes an empty map as a list.
    translated: entity.translated ?? [],
    createdAt: writeInstant(entity.createdAt),
    updatedAt: entity.updatedAt === null ? null : writeInstant(entity.updatedAt),
    ...entity.fields,
  };
  const answer: Record<string, unknown> = {};
  const isNarrowing = Object.keys(includes).length > 0;
  for (const [key, value] of Object.entries(written))
    if (isWanted(key)) answer[key] = isNarrowing ? narrowed(value, includes) : value;
  for (const [name, { many, loaded }] of associationsOf(entity.name)) {
    if (!isWanted(name)) continue;
    const below = wish.associations[name] ?? (loaded ? { associations: {} } : undefined);
    if (below === undefined) {
      answer[name] = null;
      continue;
    }
    const linked = entity.links[name]?.() ?? null;
    if (linked === null) answer[name] = many ? [] : null;
    else if (isList(linked))
      answer[name] = (below.pick?.(linked) ?? linked).map((each) => project(each, below, includes));
    else answer[name] = project(linked, below, includes);
  }
  if (isWanted("id")) answer.id = entity.id;
  answer.apiAlias = entity.name;
  return answer;
}

export function isList(linked: Entity | readonly Entity[]): linked is readonly Entity[] {
  return Array.isArray(linked);
}

/** Structs inside of fields (prices, say) have aliases as well. */
function narrowed(value: unknown, includes: Includes): unknown {
  if (Array.isArray(value)) return value.map((each) => narrowed(each, includes));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  const alias = entries.find(([key]) => key === "apiAlias")?.[1];
  const wanted = typeof alias === "string" ? includes[alias] : undefined;
  return Object.fromEntries(
    entries
      .filter(([key]) => wanted === undefined || key === "apiAlias" || wanted.includes(key))
      .map(([key, inner]) => [key, narrowed(inner, includes)]),
  );
}
