import type { Queryable } from "../db/in-transaction.ts";
import type { CoreDeps, Shop } from "../http/core-context.ts";
import { announce } from "../webhooks/announce.ts";
import type { OrderUpsert } from "../wire/order.ts";
import { applyTrackings } from "./apply-trackings.ts";
import { findOrder } from "./find-order.ts";
import { nextDocument, type OrderRow } from "./order-document.ts";
import { insertOrder, updateOrder } from "./write-order.ts";

export type Applied = { outcome: "applied" } | { outcome: "order_not_found" } | { outcome: "order_exists" };

/** One upsert: the order and its parcels, what happened to them, and the webhooks that tell of it, in one transaction. */
export async function applyUpsert(deps: CoreDeps, tx: Queryable, shop: Shop, upsert: OrderUpsert): Promise<Applied> {
  const now = new Date(deps.clock.now());
  const written = await writeOrder(deps, tx, shop, upsert, now);
  if (written.outcome !== "written") return written;
  const { order } = written;
  const placedAt = order.document.order_placed_at ? new Date(order.document.order_placed_at) : null;
  const happenings = await applyTrackings(
    { tx, shop, entropy: deps.entropy, now, isWatched: deps.asksCarriers },
    { id: order.id, placedAt },
    upsert.trackings,
  );
  await announce(deps, tx, shop, order, happenings);
  return { outcome: "applied" };
}

type Written = { outcome: "written"; order: OrderRow } | Exclude<Applied, { outcome: "applied" }>;

async function writeOrder(deps: CoreDeps, tx: Queryable, shop: Shop, upsert: OrderUpsert, at: Date): Promise<Written> {
  const analytics = upsert.order?.order_analytics ?? upsert.order_analytics ?? null;
  const reference = { id: upsert.id, id_type: upsert.id_type, lock: true };
  let found = await findOrder(tx, shop, reference);
  if (!found) {
    if (!upsert.order || upsert.id_type === "uuid") return { outcome: "order_not_found" };
    const order = { id: deps.entropy.uuid(), document: nextDocument(null, upsert.order), analytics };
    if (await insertOrder(tx, shop, { ...order, at })) return { outcome: "written", order };
    // Somebody placed it between the two statements, or the external id belongs to an order of another number.
    found = await findOrder(tx, shop, reference);
    if (!found) return { outcome: "order_exists" };
  }
  const order = {
    id: found.id,
    document: upsert.order ? nextDocument(found.document, upsert.order) : found.document,
    analytics: analytics ?? found.analytics,
  };
  if (order.document.external_id !== found.document.external_id) {
    const holder = await findOrder(tx, shop, { id: order.document.external_id, id_type: "external_id" });
    if (holder) return { outcome: "order_exists" };
  }
  await updateOrder(tx, shop, { ...order, at });
  return { outcome: "written", order };
}
