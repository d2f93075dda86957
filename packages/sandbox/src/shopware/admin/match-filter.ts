import type { Entity } from "../entity/entity.ts";
import { valuesAt } from "./accessor.ts";
import type { Filter, Range } from "./criteria.ts";

/** Whether an entity passes a filter. Over a list one that does is enough. */
export function matchesFilter(entity: Entity, filter: Filter): boolean {
  switch (filter.type) {
    case "equals":
      return valuesAt(entity, filter.field).some((value) => isSame(value, filter.value));
    case "equalsAny": {
      const wanted = typeof filter.value === "string" ? filter.value.split("|") : filter.value;
      return valuesAt(entity, filter.field).some((value) => wanted.some((each) => isSame(value, each)));
    }
    case "contains":
      return textsAt(entity, filter.field).some((text) => text.includes(lower(filter.value)));
    case "prefix":
      return textsAt(entity, filter.field).some((text) => text.startsWith(lower(filter.value)));
    case "suffix":
      return textsAt(entity, filter.field).some((text) => text.endsWith(lower(filter.value)));
    case "range":
      return valuesAt(entity, filter.field).some((value) => isWithin(value, filter.parameters));
    case "multi":
      return isEach(entity, filter.operator, filter.queries);
    case "not":
      return !isEach(entity, filter.operator, filter.queries);
  }
}

function isEach(entity: Entity, operator: "and" | "or", queries: readonly Filter[]): boolean {
  const matches = (query: Filter): boolean => matchesFilter(entity, query);
  return operator === "and" ? queries.every(matches) : queries.some(matches);
}

/** MariaDB compares texts without regard to case. */
function textsAt(entity: Entity, field: string): string[] {
  return valuesAt(entity, field).flatMap((value) =>
    typeof value === "string" || typeof value === "number" ? [lower(value)] : [],
  );
}

function lower(value: string | number): string {
  return String(value).toLowerCase();
}

function isSame(value: unknown, wanted: string | number | boolean | null): boolean {
  if (wanted === null || value === null) return value === wanted;
  if (typeof value === "boolean")
    return value === (wanted === true || wanted === 1 || wanted === "1" || wanted === "true");
  const [left, right] = [comparable(value), comparable(wanted)];
  return left !== null && left === right;
}

function isWithin(value: unknown, { gt, gte, lt, lte }: Range): boolean {
  const of = comparable(value);
  if (of === null) return false;
  const compares = (bound: string | number | undefined, holds: (order: number) => boolean): boolean => {
    if (bound === undefined) return true;
    const to = comparable(bound);
    return to !== null && holds(compareValues(of, to));
  };
  return (
    compares(gt, (order) => order > 0) &&
    compares(gte, (order) => order >= 0) &&
    compares(lt, (order) => order < 0) &&
    compares(lte, (order) => order <= 0)
  );
}

/** Dates as milliseconds, figures as numbers, all other texts in lower case. Null for what cannot be compared. */
export function comparable(value: unknown): string | number | null {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value !== "string") return null;
  const instant = instantOf(value);
  if (instant !== null) return instant;
  return /^-?\d{1,15}(\.\d+)?$/.test(value) ? Number(value) : value.toLowerCase();
}

/** Instants without a zone are in UTC, in the database as well. */
function instantOf(text: string): number | null {
  const parts = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?)?$/.exec(text);
  if (parts === null) return null;
  const [, day, time = "00:00", zone = "Z"] = parts;
  const at = Date.parse(`${day}T${time}${zone}`);
  return Number.isNaN(at) ? null : at;
}

export function compareValues(left: string | number | null, right: string | number | null): number {
  if (left === right) return 0;
  // MariaDB sorts null before everything else.
  if (left === null) return -1;
  if (right === null) return 1;
  if (typeof left === "number" && typeof right === "number") return left - right;
  return String(left) < String(right) ? -1 : 1;
}
