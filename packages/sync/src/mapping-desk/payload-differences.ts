import { isJsonNumber } from "@karla/api/json-number";
import type { Projection } from "../order/to-karla.ts";
import type { PayloadDifference } from "./desk-data.ts";

const MAX_SHOWN = 50;

/** What of an order's payload is another one, place by place. Nothing where the order is not sent either way. */
export function payloadDifferences(before: Projection, after: Projection): PayloadDifference[] {
  if (before.outcome !== "send" || after.outcome !== "send") return [];
  const was = new Map(leavesOf({ order: before.order, trackings: before.trackings }, ""));
  const is = new Map(leavesOf({ order: after.order, trackings: after.trackings }, ""));
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((path) => ({ path, before: was.get(path) ?? null, after: is.get(path) ?? null }))
    .filter((place) => place.before !== place.after)
    .slice(0, MAX_SHOWN);
}

/** Lists of plain values stay whole; what has a name goes by it, so that one more of them does not move all others. */
function leavesOf(value: unknown, path: string): [path: string, written: string][] {
  if (value === undefined) return [];
  if (typeof value !== "object" || value === null || isJsonNumber(value)) return [[path, JSON.stringify(value)]];
  if (!Array.isArray(value)) {
    return Object.entries(value).flatMap(([key, item]) => leavesOf(item, path === "" ? key : `${path}.${key}`));
  }
  if (value.every((item) => typeof item !== "object")) return [[path, JSON.stringify(value)]];
  const names = value.map(nameOf);
  const named = names.every((name) => name !== null) && new Set(names).size === names.length;
  return value.flatMap((item, index) =>
    named ? leavesOf(item.value, `${path}["${names[index]}"]`) : leavesOf(item, `${path}[${index}]`),
  );
}

function nameOf(item: unknown): string | null {
  const pair = typeof item === "object" && item !== null && Object.keys(item).length === 2 ? item : {};
  return "name" in pair && "value" in pair && typeof pair.name === "string" ? pair.name : null;
}
