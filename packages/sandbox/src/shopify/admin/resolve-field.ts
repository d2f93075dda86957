import { GraphQLError, type GraphQLFieldResolver, type GraphQLOutputType, isNonNullType } from "graphql";
import { accessDenied } from "./access-denied.ts";
import { chargeOf, MUTATION_CHARGE } from "./charge.ts";
import { WHOLE } from "./node/connection.ts";

export interface AdminContext {
  /** Points the answer has cost so far. */
  spent: number;
  /** Fields ("Order.customer") the app has no right to, and the scope it would need. */
  denied: ReadonlyMap<string, string>;
  /** Gives connections without pages, whatever the query says of them: how a bulk operation reads. */
  whole: boolean;
}

/** Reads what the books know. What they do not know is null where the schema allows it, else an error that says so. */
export const resolveField: GraphQLFieldResolver<unknown, AdminContext> = (source, args, context, info) => {
  const name = `${info.parentType.name}.${info.fieldName}`;
  const scope = context.denied.get(name);
  if (scope !== undefined) throw accessDenied(info.fieldName, scope);
  const held = propertyOf(source, info.fieldName);
  const value: unknown = typeof held === "function" ? held(context.whole ? { ...args, ...WHOLE } : args) : held;
  if (value === undefined) {
    const isRoot = info.path.prev === undefined;
    if (isRoot || isNonNullType(info.returnType)) throw unknownToTheBooks(name);
    return null;
  }
  context.spent += spentOn(info.returnType, value);
  if (info.parentType === info.schema.getMutationType()) context.spent += MUTATION_CHARGE;
  return value;
};

function propertyOf(source: unknown, name: string): unknown {
  if (typeof source !== "object" || source === null) return undefined;
  return Reflect.get(source, name);
}

function spentOn(type: GraphQLOutputType, value: unknown): number {
  if (value === null) return 0;
  const items = Array.isArray(value) ? value.filter((item) => item !== null).length : 1;
  return items * chargeOf(type);
}

function unknownToTheBooks(name: string): GraphQLError {
  return new GraphQLError(`The sandbox does not know ${name}.`, { extensions: { code: "SANDBOX_UNKNOWN" } });
}
