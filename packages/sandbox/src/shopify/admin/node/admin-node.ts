/**
 * An object that the schema's default resolvers read: a plain value, or a function of the field's arguments. A key that
 * is not there is something the books do not know; `null` is known to be absent.
 */
export type AdminNode = Readonly<Record<string, unknown>>;
