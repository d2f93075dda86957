import { z } from "zod";
import { associationsOf, type Entity, type EntityName, isEntityName } from "../entity/entity.ts";

/** An entity as the Admin API answered it. */
export type Answered = Readonly<Record<string, unknown>>;

/** Written anew with each answer. */
const OF_THE_ANSWER: ReadonlySet<string> = new Set(["extensions", "_uniqueIdentifier", "id", "apiAlias"]);
const Kept = z.record(z.string(), z.unknown());

/**
 * What the Admin API once answered -> an entity that can be searched and shown in part again. What it was not asked for then
 * is not there now either.
 */
export function entityOfAnswer(name: EntityName, answer: Answered): Entity {
  const links: Entity["links"] = {};
  for (const [association, { to }] of associationsOf(name)) {
    const held = answer[association];
    if (!isEntityName(to) || held === null || held === undefined) continue;
    links[association] = () =>
      Array.isArray(held) ? held.flatMap((each) => linked(to, each) ?? []) : (linked(to, held) ?? null);
  }
  return {
    name,
    id: String(answer.id),
    versionId: typeof answer.versionId === "string" ? answer.versionId : null,
    createdAt: instantOf(answer.createdAt) ?? 0,
    updatedAt: instantOf(answer.updatedAt),
    translated: recordOf(answer.translated),
    fields: Object.fromEntries(
      Object.entries(answer).filter(([key]) => !OF_THE_ANSWER.has(key) && links[key] === undefined),
    ),
    links,
  };
}

function linked(name: EntityName, held: unknown): Entity | null {
  const record = recordOf(held);
  return record === null ? null : entityOfAnswer(name, record);
}

/** PHP writes an empty map as a list. */
function recordOf(value: unknown): Record<string, unknown> | null {
  const read = Kept.safeParse(value);
  return read.success ? read.data : null;
}

function instantOf(value: unknown): number | null {
  const at = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}
