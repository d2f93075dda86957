import { compareInstants } from "./compare-instants.ts";
import { compareObservations, type Observation } from "./compare-observations.ts";
import { compareText } from "./compare-text.ts";
import { mergePictures } from "./merge-pictures.ts";
import { type Order, type OrderFacts, unknownOrder } from "./order.ts";
import { OrderMismatchError } from "./order-mismatch-error.ts";
import { readInstant } from "./read-instant.ts";

/**
 * Takes what one event says into what is known. A join: commutative, associative and idempotent, so that late, repeated
 * and reordered events end in the same order. Every part is a greatest element of a total order (`compareObservations`)
 * or a union; nothing is ever computed from two versions of the same thing.
 */
export function mergeOrder(known: Order | null, facts: OrderFacts): Order {
  if (known !== null && known.id !== facts.id) throw new OrderMismatchError(known.id, facts.id);
  const base = known ?? unknownOrder(facts.id);
  return {
    id: base.id,
    snapshot: newest(base.snapshot, facts.snapshot),
    fulfillments: unionById(base.fulfillments, facts.fulfillments),
    refunds: unionById(base.refunds, facts.refunds),
    cancelledAt: earliest(base.cancelledAt, facts.cancelledAt),
    deletedAt: earliest(base.deletedAt, facts.deletedAt),
    editedAt: latest(base.editedAt, facts.editedAt),
    extras: newest(base.extras, facts.extras),
    pictures: mergePictures(base.pictures, facts.pictures),
  };
}

function newest<T extends Observation>(a: T | null, b: T | null): T | null {
  if (a === null || b === null) return a ?? b;
  return compareObservations(a, b) >= 0 ? a : b;
}

/** One of each id, its newest. The facts alone may be unsorted or hold an id twice, hence no shortcut for "none known". */
function unionById<T extends Observation & { id: string }>(a: readonly T[], b: readonly T[]): T[] {
  const byId = new Map<string, T>();
  for (const item of [...a, ...b]) {
    const other = byId.get(item.id);
    if (other === undefined || compareObservations(item, other) > 0) byId.set(item.id, item);
  }
  return [...byId.values()].sort((left, right) => compareText(left.id, right.id));
}

/** An unreadable time still says that it happened, but gives way to any readable one. */
function earliest(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  if ((readInstant(a) === null) !== (readInstant(b) === null)) return readInstant(a) === null ? b : a;
  return (compareInstants(a, b) || compareText(a, b)) <= 0 ? a : b;
}

function latest(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return (compareInstants(a, b) || compareText(a, b)) >= 0 ? a : b;
}
