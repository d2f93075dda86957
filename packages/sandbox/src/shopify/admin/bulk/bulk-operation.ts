import type { AdminNode } from "../node/admin-node.ts";
import { gid } from "../node/gid.ts";
import { utcText, utcTextOrNull } from "../node/instant.ts";
import type { BulkFile } from "./bulk-file.ts";

/** How long the file of an operation can be read (schema, `BulkOperation.url`). */
const FILE_LIVES = 7 * 86_400_000;

export interface BulkOperation {
  readonly id: string;
  /** As it was given. */
  readonly query: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly file: BulkFile;
  /** Random letters and digits. */
  readonly secret: string;
  status: "CREATED" | "RUNNING" | "CANCELING" | "CANCELED" | "COMPLETED" | "FAILED" | "EXPIRED";
  errorCode: "ACCESS_DENIED" | "INTERNAL_SERVER_ERROR" | "TIMEOUT" | null;
  endedAt: number | null;
  objects: number;
  rootObjects: number;
  /** How often it was asked for. */
  polls: number;
  /** Called when it was asked for, and when it is to be canceled. */
  wake: () => void;
}

export function isUnderWay({ status }: BulkOperation): boolean {
  return status === "CREATED" || status === "RUNNING" || status === "CANCELING";
}

/** Of its file, in the address of it. */
export function fileName({ secret }: BulkOperation): string {
  return `${secret}.jsonl`;
}

/** Takes the file away. */
export function expire(operation: BulkOperation): void {
  operation.file.empty();
  if (operation.status === "COMPLETED") operation.status = "EXPIRED";
}

export function expireWhenDue(operation: BulkOperation, now: number): void {
  if (operation.endedAt !== null && now >= operation.endedAt + FILE_LIVES) expire(operation);
}

/** `BulkOperation`. `fileUrl`: where its file is; Shopify names none where it found nothing. */
export function bulkOperationNode(operation: BulkOperation, fileUrl: string): AdminNode {
  const { id, query, status, errorCode, createdAt, endedAt, file, objects, rootObjects } = operation;
  const url = file.size > 0 ? fileUrl : null;
  const completed = status === "COMPLETED" || status === "EXPIRED";
  return {
    __typename: "BulkOperation",
    id: gid("BulkOperation", id),
    type: "QUERY",
    query,
    status,
    errorCode,
    createdAt: utcText(createdAt),
    completedAt: utcTextOrNull(completed ? endedAt : null),
    objectCount: String(objects),
    rootObjectCount: String(rootObjects),
    fileSize: completed && url !== null ? String(file.size) : null,
    url: completed ? url : null,
    partialDataUrl: status === "FAILED" ? url : null,
  };
}
