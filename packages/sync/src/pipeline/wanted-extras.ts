import type { MappingDocument } from "../mapping/document.ts";
import { type MetafieldRef, metafieldsOf, nameOfMetafield } from "../mapping/metafields-of.ts";
import { compareInstants } from "../order/compare-instants.ts";
import type { Order } from "../order/order.ts";
import type { ShopView } from "./shops.ts";

/** A published document never changes: what it reads is looked up once. */
const known = new WeakMap<MappingDocument, readonly MetafieldRef[]>();
const NONE: readonly MetafieldRef[] = [];

/**
 * The metafields that have to be read before an order is projected: all that the shop's mapping names, unless they were read
 * for this state of the order. None where there is no order yet, or where the app may not read.
 */
export function wantedExtras(
  { snapshot, extras }: Order,
  { mapping, readsApart }: Pick<ShopView, "mapping" | "readsApart">,
): readonly MetafieldRef[] {
  if (mapping === null || snapshot === null || !readsApart) return NONE;
  const wanted = namedBy(mapping.document);
  if (extras === null || compareInstants(extras.observedAt, snapshot.observedAt) < 0) return wanted;
  return wanted.every((ref) => extras.asked.includes(nameOfMetafield(ref))) ? NONE : wanted;
}

function namedBy(document: MappingDocument): readonly MetafieldRef[] {
  const refs = known.get(document) ?? metafieldsOf(document);
  known.set(document, refs);
  return refs;
}
