import { setImmediate, setTimeout } from "node:timers/promises";
import { type ExecutionResult, execute, type GraphQLSchema } from "graphql";
import type { Misbehaviour } from "../misbehaviour.ts";
import { type AdminContext, resolveField } from "../resolve-field.ts";
import type { BulkOperation } from "./bulk-operation.ts";
import { takeLines } from "./bulk-shape.ts";
import type { BulkQuery } from "./read-bulk-query.ts";

/** So many nodes of the first connection are answered at a stretch; then others have their turn for so long. */
const SLICE = 25;
const REST_MS = 10;

export interface BulkJob {
  schema: GraphQLSchema;
  query: BulkQuery;
  /** The edges of the query's first connection, as they were when the operation was asked for. */
  edges: readonly unknown[];
  denied: ReadonlyMap<string, string>;
  /** Children directly behind their parents, instead of all behind all parents. */
  grouped: boolean;
  badDay: Misbehaviour | null;
  now(): number;
}

/** Carries an operation out. However that ends, it is in the operation; never rejects. */
export async function runBulkQuery(operation: BulkOperation, job: BulkJob): Promise<void> {
  try {
    await setImmediate();
    if (operation.status === "CREATED") operation.status = "RUNNING";
    operation.errorCode = await writeFile(operation, job);
    await untilPolled(operation, job.badDay?.kind === "bulk_slow" ? job.badDay.polls : 0);
  } catch {
    operation.errorCode = "INTERNAL_SERVER_ERROR";
  }
  operation.endedAt = job.now();
  if (operation.status === "CANCELING") operation.file.empty();
  operation.status =
    operation.status === "CANCELING" ? "CANCELED" : operation.errorCode === null ? "COMPLETED" : "FAILED";
}

async function writeFile(operation: BulkOperation, job: BulkJob): Promise<BulkOperation["errorCode"]> {
  const { badDay, edges } = job;
  const fails = badDay?.kind === "bulk_failed" ? badDay : null;
  const end = fails === null ? edges.length : Math.min(edges.length, fails.after);
  for (let from = 0; from < end && operation.status === "RUNNING"; from += SLICE) {
    const slice = edges.slice(from, Math.min(end, from + SLICE));
    const { data, errors } = answer(slice, job);
    if (errors !== undefined) return errors.some(isDenial) ? "ACCESS_DENIED" : "INTERNAL_SERVER_ERROR";
    const levels: string[] = [];
    takeLines(data, job.query.shape, (line, depth) => {
      const level = job.grouped ? 0 : depth;
      levels[level] = `${levels[level] ?? ""}${line}\n`;
      operation.objects += 1;
    });
    operation.rootObjects += slice.length;
    for (const [level, text] of levels.entries()) await operation.file.append(level, text ?? "");
    await setTimeout(REST_MS);
  }
  return fails?.errorCode ?? null;
}

function answer(edges: readonly unknown[], { schema, query, denied }: BulkJob): ExecutionResult {
  const contextValue: AdminContext = { spent: 0, denied, whole: true };
  const rootValue = { [query.field]: { edges } };
  const result = execute({ schema, document: query.document, rootValue, contextValue, fieldResolver: resolveField });
  // A crash here means that a resolver became asynchronous; the books answer at once.
  if (result instanceof Promise) throw new Error("a bulk query of the books is answered at once");
  return result;
}

function isDenial({ extensions }: { extensions?: Record<string, unknown> }): boolean {
  return extensions?.code === "ACCESS_DENIED";
}

async function untilPolled(operation: BulkOperation, polls: number): Promise<void> {
  while (operation.polls < polls && operation.status === "RUNNING")
    await new Promise<void>((resolve) => {
      operation.wake = resolve;
    });
}
