import type { ClientBase } from "pg";

/**
 * From now on this connection prepares no statement under a name: the session that is asked next may not know it. The driver has
 * no setting for that.
 */
export function forgetNames(client: Pick<ClientBase, "query">): void {
  const { query } = client;
  Object.assign(client, {
    query: (statement: unknown, ...rest: unknown[]) => Reflect.apply(query, client, [withoutName(statement), ...rest]),
  });
}

/** A statement of the driver's own (a cursor, for example) is more than a description, and is left as it is. */
function withoutName(statement: unknown): unknown {
  if (typeof statement !== "object" || statement === null || "submit" in statement) return statement;
  return { ...statement, name: undefined };
}
