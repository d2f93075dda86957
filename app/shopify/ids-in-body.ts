import type { JsonObject, JsonValue } from "@karla/sync/read-json";
import { digitsOfGlobalId, idAsWritten } from "./resource-id.ts";

/**
 * The id of a resource: the digits of its global id, because they survive whatever re-serialises the body, while an 18-digit
 * `id` often has lost some; else `id` as written.
 */
export function idOf(resource: JsonObject, type: string): string | null {
  return idIn(resource.admin_graphql_api_id, type, true) ?? idIn(resource.id, type);
}

/** An id in a field that refers to a resource, such as `order_id`. */
export function referenceOf(field: JsonValue | undefined, type: string): string | null {
  return idIn(field, type);
}

function idIn(field: JsonValue | undefined, type: string, globalOnly = false): string | null {
  if (typeof field !== "string") return null;
  return globalOnly ? digitsOfGlobalId(field, type) : idAsWritten(field, type);
}
