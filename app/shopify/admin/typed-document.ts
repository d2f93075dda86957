import type { DocumentNode } from "graphql";

/** A GraphQL document that knows what its variables and its answer look like. Written by scripts/generate-graphql.mjs. */
export interface TypedDocument<Result, Variables> extends DocumentNode {
  /** Never there; carries the types, in the way graphql-request reads them. */
  __apiType?: (variables: Variables) => Result;
}
