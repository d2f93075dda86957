import type { Rule } from "./document.ts";
import type { Scope } from "./source-fields.ts";
import { type TypeFault, typeAfter } from "./type-after.ts";
import { typeOfSource } from "./type-of-source.ts";
import type { ValueType } from "./value.ts";

export interface TypesAlong {
  /** After the source and after each step, up to the first that does not fit. */
  types: [ValueType, ...ValueType[]];
  fault: { code: TypeFault; path: string } | null;
}

/** What type a rule's value has at each place, for the order or for each line or parcel. */
export function typesAlong({ source, transforms }: Pick<Rule, "source" | "transforms">, scope: Scope): TypesAlong {
  let type = typeOfSource(source, scope);
  const types: TypesAlong["types"] = [type];
  for (const [index, transform] of transforms.entries()) {
    const after = typeAfter(transform, type);
    if ("fault" in after) return { types, fault: { code: after.fault, path: `transforms.${index}` } };
    type = after.type;
    types.push(type);
  }
  return { types, fault: null };
}
