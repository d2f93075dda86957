import { type Field, objectOf, textOf } from "@karla/sync/json-fields";
import type { JsonObject } from "@karla/sync/read-json";
import { objectsOf, translatedOf } from "../order/json-fields.ts";

/** What tells a variant from its siblings, "Rot / M": its options in the order of their groups. Null for what has none. */
export function variantTitleOf({ options }: JsonObject): string | null {
  const named = objectsOf(options).flatMap((option) => {
    const name = translatedOf(option, "name");
    const group = objectOf(option.group);
    return name === null ? [] : [{ name, at: positionOf(group?.position), group: translatedOf(group, "name") ?? "" }];
  });
  named.sort((a, b) => a.at - b.at || compare(a.group, b.group) || compare(a.name, b.name));
  return named.map(({ name }) => name).join(" / ") || null;
}

function positionOf(field: Field): number {
  const position = Number(textOf(field) ?? Number.NaN);
  return Number.isFinite(position) ? position : Number.MAX_SAFE_INTEGER;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
