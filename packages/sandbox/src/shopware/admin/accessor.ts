import { associationOf, type Entity } from "../entity/entity.ts";
import { isList } from "../entity/project.ts";
import { ApiRefusal, badRequest } from "./api-error.ts";

/** What stands under a path such as `deliveries.stateMachineState.technicalName`; several where the way leads over a list. */
export function valuesAt(entity: Entity, path: string): unknown[] {
  const [head = "", ...rest] = path.split(".");
  // `order.id` is the same as `id` in the orders.
  if (head === entity.name && rest.length > 0) return valuesAt(entity, rest.join("."));
  if (associationOf(entity.name, head) !== null && rest.length > 0) {
    const linked = entity.links[head]?.() ?? null;
    if (linked === null) return [null];
    return isList(linked) ? linked.flatMap((each) => valuesAt(each, rest.join("."))) : valuesAt(linked, rest.join("."));
  }
  switch (head) {
    case "id":
      return [entity.id];
    case "versionId":
      return [entity.versionId];
    case "createdAt":
      return [entity.createdAt];
    case "updatedAt":
      return [entity.updatedAt];
  }
  if (!Object.hasOwn(entity.fields, head))
    throw new ApiRefusal(
      badRequest("FRAMEWORK__UNMAPPED_FIELD", `Field "${head}" in entity "${entity.name}" was not found.`, {
        field: head,
        entity: entity.name,
      }),
    );
  return [rest.reduce(inside, entity.fields[head])];
}

function inside(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null) return null;
  return Object.entries(value).find(([name]) => name === key)?.[1] ?? null;
}
