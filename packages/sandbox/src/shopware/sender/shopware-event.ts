/** Something a shop tells its apps, before it is known who wants it. */
export interface ShopwareEvent {
  /** "order.written" */
  event: string;
  /** The order it is about, as the books name it. Null: not about an order. */
  orderId: string | null;
  /** The version of the order in the books. */
  version: number | null;
  /** When it happened, milliseconds since the epoch. */
  at: number;
  payload: Payload;
}

export type Payload =
  /** Keys of what was written. */
  | { shape: "writes"; writes: readonly EntityWrite[] }
  /** Something whole, made when it is needed. */
  | { shape: "whole"; body(): Record<string, unknown> }
  /** About the app itself. */
  | { shape: "app"; body: Record<string, unknown> | readonly [] };

/** One write as a `.written` or `.deleted` webhook shows it. */
export interface EntityWrite {
  entity: string;
  operation: "insert" | "update" | "delete";
  primaryKey: string;
  /** Missing where something was deleted. */
  updatedFields?: readonly string[];
  /** Missing where the entity has no versions. */
  versionId?: string;
}
