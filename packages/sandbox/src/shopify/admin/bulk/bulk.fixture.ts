import { setImmediate } from "node:timers/promises";
import type { TestAdmin } from "../admin.fixture.ts";
import { gid } from "../node/gid.ts";

const RUN = `mutation ($query: String!, $groupObjects: Boolean!) {
  bulkOperationRunQuery(query: $query, groupObjects: $groupObjects) {
    bulkOperation { id status query type createdAt completedAt objectCount rootObjectCount fileSize url }
    userErrors { field message code } } }`;
const LOOK = `query ($id: ID!) { bulkOperation(id: $id) {
  id status errorCode createdAt completedAt objectCount rootObjectCount fileSize url partialDataUrl } }`;

export interface SeenOperation {
  id: string;
  status: string;
  errorCode: string | null;
  objectCount: string;
  rootObjectCount: string;
  fileSize: string | null;
  url: string | null;
  partialDataUrl: string | null;
  createdAt: string;
  completedAt: string | null;
}

/** The answer to a bulk query, before anything of it is done. */
export async function order({ askRested }: TestAdmin, query: string, groupObjects = false) {
  const { data, errors } = await askRested(RUN, { query, groupObjects });
  if (errors !== undefined) throw new Error(errors[0]?.message);
  return data.bulkOperationRunQuery;
}

export async function look({ askRested }: TestAdmin, id: string): Promise<SeenOperation> {
  return (await askRested(LOOK, { id })).data.bulkOperation;
}

/** Lets the sandbox work until the operation is over. */
export async function untilOver(admin: TestAdmin, id: string): Promise<SeenOperation> {
  for (;;) {
    const operation = await look(admin, id);
    if (!["CREATED", "RUNNING", "CANCELING"].includes(operation.status)) return operation;
    await setImmediate();
  }
}

/** Asks, waits, and gives what came of it. */
export async function carryOut(admin: TestAdmin, query: string, groupObjects = false): Promise<SeenOperation> {
  const { bulkOperation, userErrors } = await order(admin, query, groupObjects);
  if (userErrors.length > 0) throw new Error(userErrors[0].message);
  return untilOver(admin, bulkOperation.id);
}

// biome-ignore lint/suspicious/noExplicitAny: what a test reads of a line depends on its query
export async function linesAt({ api }: TestAdmin, url: string | null): Promise<any[]> {
  const text = await (await api.request(url ?? "")).text();
  return text.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line)]));
}

/** The ids of the orders that the shop still has, oldest first. */
export function orderIds({ entries }: TestAdmin): string[] {
  return entries
    .map(({ order: held }) => held)
    .filter(({ deletedAt }) => deletedAt === null)
    .sort((left, right) => left.createdAt - right.createdAt)
    .map(({ id }) => gid("Order", id));
}
