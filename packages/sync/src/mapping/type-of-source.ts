import { LINE_FIELDS, PARCEL_FIELDS, type Scope, SOURCE_FIELDS } from "./source-fields.ts";
import type { DeclaredType, Source } from "./sources.ts";
import type { ScalarType, ValueType } from "./value.ts";

/** The type that a source has in a rule for the order, for its lines or for its parcels. */
export function typeOfSource(source: Source, scope: Scope): ValueType {
  switch (source.from) {
    case "field": {
      const { type } = SOURCE_FIELDS[source.field];
      const many =
        (scope !== "line" && Object.hasOwn(LINE_FIELDS, source.field)) ||
        (scope !== "parcel" && Object.hasOwn(PARCEL_FIELDS, source.field));
      return many ? listOf(type) : type;
    }
    case "note_attribute":
    case "template":
      return "text";
    case "line_property":
      return scope === "line" ? "text" : { list: "text" };
    case "tags":
      return { list: "text" };
    case "metafield":
    case "custom_field": {
      const ofLines = source.owner !== "order" && source.owner !== "customer";
      return ofLines && scope !== "line" ? listOf(typeOfDeclared(source.type)) : typeOfDeclared(source.type);
    }
    case "literal":
      return typeOfLiteral(source.value);
  }
}

export function typeOfLiteral(value: string | number | boolean): ScalarType {
  switch (typeof value) {
    case "string":
      return "text";
    case "number":
      return "number";
    case "boolean":
      return "boolean";
  }
}

function typeOfDeclared(type: DeclaredType): ValueType {
  return type === "texts" ? { list: "text" } : type;
}

function listOf(type: ValueType): ValueType {
  return typeof type === "string" ? { list: type } : type;
}
