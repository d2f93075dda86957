import { TARGETS } from "@karla/api/targets";
import {
  LINE_FIELDS,
  ORDER_FIELDS,
  PARCEL_FIELDS,
  type Scope,
  SOURCE_FIELDS,
  type SourceField,
} from "../mapping/source-fields.ts";
import { type MappedTarget, targetOf } from "../mapping/target-of.ts";
import type { CatalogField } from "./desk-data.ts";

/** Every field that a rule can read, in the order in which it is offered. */
export function catalogFields(): CatalogField[] {
  return [...fieldsOf(ORDER_FIELDS, "order"), ...fieldsOf(LINE_FIELDS, "line"), ...fieldsOf(PARCEL_FIELDS, "parcel")];
}

/** Every field of the core that a rule can write. */
export function catalogTargets(): MappedTarget[] {
  return TARGETS.flatMap(({ path }) => {
    const found = targetOf(path);
    return "fault" in found ? [] : [found.target];
  });
}

function fieldsOf(fields: object, scope: Scope): CatalogField[] {
  return (Object.keys(fields) as SourceField[]).map((field) => ({ field, type: SOURCE_FIELDS[field].type, scope }));
}
