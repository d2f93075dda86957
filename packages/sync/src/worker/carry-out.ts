import type { Lease, OrderRecord } from "../lane/lanes.ts";
import type { KarlaEffect, OutboxItem } from "../outbox/outbox.ts";
import { type Delivered, deliverEffect } from "../pipeline/deliver-effect.ts";
import type { Connection, CoreSync, ShopView } from "../pipeline/shops.ts";
import type { TurnDeps } from "./turn-deps.ts";

/** Where an effect goes, or what keeps it back until the merchant does something about it. */
export type Way =
  | { to: "karla"; effect: KarlaEffect; connection: Connection }
  | { to: "platform" }
  | { to: "nobody"; because: "not_connected" | "core_already_syncs" | "shop_access_refused" };

export function wayOf(item: OutboxItem, shop: ShopView): Way {
  if (item.effect === "read_order") {
    return shop.readsOrders ? { to: "platform" } : { to: "nobody", because: "shop_access_refused" };
  }
  if (shop.connection === null) return { to: "nobody", because: "not_connected" };
  if (shop.coreSync === "taken") return { to: "nobody", because: "core_already_syncs" };
  return { to: "karla", effect: item.effect, connection: shop.connection };
}

interface Errand {
  record: OrderRecord;
  lease: Lease;
  shop: ShopView;
}

/** Does what the effect says. Throws the errors of the called side. */
export async function carryOut(
  way: Exclude<Way, { to: "nobody" }>,
  { record, lease, shop }: Errand,
  deps: TurnDeps,
): Promise<Delivered | "core_already_syncs"> {
  if (way.to === "platform") return readOrder(record, lease, deps);
  if (shop.coreSync === "unchecked" && (await findCoreSync(lease, way.connection, deps)) === "taken") {
    return "core_already_syncs";
  }
  return deliverEffect(way.effect, record, shop, deps.karlaFor(way.connection));
}

/** Before a shop's first push: two paths at once would bring every order twice. */
async function findCoreSync(lease: Lease, connection: Connection, deps: TurnDeps): Promise<CoreSync> {
  const coreSync = (await deps.coreSyncs(connection)) ? "taken" : "free";
  await deps.shops.noteCoreSync(lease.shopId, coreSync);
  return coreSync;
}

/** Puts the order, as the shop has it now, into the inbox: the lane runs it as its next event. */
async function readOrder(record: OrderRecord, lease: Lease, deps: TurnDeps): Promise<Delivered> {
  const nothing = { payloadHash: null, order: null };
  // It came meanwhile.
  if (record.order.snapshot !== null) return { ...nothing, state: "withdrawn", reason: null, tried: false };
  const read = await deps.reader.read(lease.shopId, record.order.id);
  if (read.outcome === "not_found") return { ...nothing, state: "dead", reason: "order_not_found", tried: true };
  await deps.inbox.accept([read.event]);
  return { ...nothing, state: "delivered", reason: null, tried: true };
}
