import {
  execute,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  parse,
  validate,
} from "graphql";
import type { CostBucket } from "./cost-bucket.ts";
import type { AdminNode } from "./node/admin-node.ts";
import { queryCost } from "./query-cost.ts";
import { type AdminContext, resolveField } from "./resolve-field.ts";

/** No single query may cost more, however full the bucket is. */
export const MAX_QUERY_COST = 1000;

const LIMITS = "https://shopify.dev/api/usage/rate-limits";

export interface AdminQuery {
  query: string;
  variables: Record<string, unknown>;
  operationName: string | null;
}

export interface QueryDeps {
  schema: GraphQLSchema;
  bucket: CostBucket;
  /** What the query's first fields are read from. */
  root: AdminNode;
  denied?: ReadonlyMap<string, string>;
  /** Throttles whatever the bucket holds. */
  throttle?: boolean;
}

export interface AdminAnswer {
  data?: unknown;
  errors?: readonly GraphQLFormattedError[];
  extensions?: { cost: object };
}

/** Answers one query as the Admin API does. Whatever is wrong with it is in the answer: the HTTP status stays 200. */
export function executeQuery(deps: QueryDeps, { query, variables, operationName }: AdminQuery): AdminAnswer {
  const { schema, bucket } = deps;
  const document = orError(() => parse(query));
  if (document instanceof GraphQLError) return refused(document);
  const invalid = validate(schema, document);
  if (invalid.length > 0) return refused(...invalid);
  const operation = getOperationAST(document, operationName);
  if (operation == null) return refused(new GraphQLError("An operation name is required"));
  const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  if (errors !== undefined) return refused(...errors);

  const requested = orError(() => queryCost({ schema, document, operation, variables: coerced }));
  if (requested instanceof GraphQLError) return refused(requested);
  const cost = (actual: number | null): { cost: object } => ({
    cost: { requestedQueryCost: requested, actualQueryCost: actual, throttleStatus: bucket.status() },
  });
  if (requested > MAX_QUERY_COST) return { errors: [tooExpensive(requested)] };
  if (deps.throttle === true || !bucket.holds(requested)) return { errors: [throttled()], extensions: cost(null) };

  const contextValue: AdminContext = { spent: 0, denied: deps.denied ?? new Map(), whole: false };
  const result = execute({
    schema,
    document,
    operationName,
    rootValue: deps.root,
    contextValue,
    variableValues: variables,
    fieldResolver: resolveField,
  });
  // A crash here means that a resolver became asynchronous; the books answer at once.
  if (result instanceof Promise) throw new Error("a query of the books is answered at once");
  bucket.spend(contextValue.spent);
  const found = result.errors === undefined ? {} : { errors: result.errors.map((error) => error.toJSON()) };
  return { data: result.data, ...found, extensions: cost(contextValue.spent) };
}

/** What is wrong with the query itself is an answer, not a crash. */
function orError<T>(work: () => T): T | GraphQLError {
  try {
    return work();
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

function refused(...errors: readonly GraphQLError[]): AdminAnswer {
  return { errors: errors.map((error) => error.toJSON()) };
}

function throttled(): GraphQLFormattedError {
  return { message: "Throttled", extensions: { code: "THROTTLED", documentation: LIMITS } };
}

function tooExpensive(cost: number): GraphQLFormattedError {
  const message = `Query cost is ${cost}, which exceeds the single query max cost limit ${MAX_QUERY_COST}.`;
  const extensions = { code: "MAX_COST_EXCEEDED", cost, maxCost: MAX_QUERY_COST, documentation: LIMITS };
  return { message, extensions };
}
