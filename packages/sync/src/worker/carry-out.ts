import type { Announcement } from "../announce/shop-announcer.ts";
import type { Lease, OrderRecord } from "../lane/lanes.ts";
import type { MappingDocument } from "../mapping/document.ts";
import type { MetafieldRef } from "../mapping/metafields-of.ts";
import { isBeforeCutoff } from "../order/is-before-cutoff.ts";
import type { KarlaEffect, OutboxItem } from "../outbox/outbox.ts";
import { connectionOfOrder } from "../pipeline/connection-of-order.ts";
import { type Delivered, deliverEffect, NotSent } from "../pipeline/deliver-effect.ts";
import type { EffectReason } from "../pipeline/effect-reason.ts";
import type { Connection, CoreSync, ShopView } from "../pipeline/shops.ts";
import { wantedExtras } from "../pipeline/wanted-extras.ts";
import { announceEvent } from "./announce-event.ts";
import { noteParcels } from "./note-parcels.ts";
import { noteTrackpage } from "./note-trackpage.ts";
import { readPictures } from "./read-pictures.ts";
import { syncProductOf, syncProducts } from "./sync-products.ts";
import type { StepwiseWork, TurnDeps } from "./turn-deps.ts";

/** Where an effect goes, or why it goes nowhere for now. */
export type Way =
  | { to: "karla"; effect: KarlaEffect; record: OrderRecord; connection: Connection }
  | { to: "platform"; effect: "read_order" | "read_pictures"; record: OrderRecord }
  | { to: "platform"; effect: "read_extras"; record: OrderRecord; wanted: readonly MetafieldRef[] }
  | { to: "platform"; effect: "check_access" | "reconcile" | "certify" | "backfill" | "refresh_order" | "subscribe" }
  | { to: "platform"; effect: "announce"; announcement: Announcement }
  | { to: "platform"; effect: "note_trackpage" | "note_parcels"; record: OrderRecord; connection: Connection }
  | { to: "catalogue"; effect: "sync_product" | "sync_products"; connection: Connection }
  /** What is to be announced stands in the event of the lane. */
  | { to: "stored_event" }
  /** Its order is still on its way. */
  | { to: "order" }
  /** Nobody is called: our own books are looked at. */
  | { to: "books"; document: MappingDocument }
  /** Whoever is away: what was asked for is erased from our books. */
  | { to: "erasure" }
  /** It is kept back until the merchant does something about it. */
  | { to: "merchant"; because: "not_connected" | "core_already_syncs" | "shop_access_refused" }
  /** The order's state is gone (redacted), or there is nothing more to read for it; or as `because` says. */
  | { to: "nobody"; because?: EffectReason };

export function wayOf(item: OutboxItem, record: OrderRecord | null, shop: ShopView): Way {
  if (item.effect === "check_access") return { to: "platform", effect: "check_access" };
  if (item.effect === "redact") return { to: "erasure" };
  if (item.effect === "subscribe") return { to: "platform", effect: "subscribe" };
  if (item.effect === "sync_product" || item.effect === "sync_products") return wayOfProducts(item.effect, shop);
  if (item.effect === "announce") return shop.readsOrders ? { to: "stored_event" } : { to: "nobody" };
  if (item.effect === "reconcile" || item.effect === "certify") {
    // Installed again, it is owed again.
    return shop.readsOrders ? { to: "platform", effect: item.effect } : { to: "nobody" };
  }
  if (item.effect === "backfill") {
    if (!shop.readsOrders) return { to: "merchant", because: "shop_access_refused" };
    return heldBack(shop) ?? { to: "platform", effect: "backfill" };
  }
  if (item.effect === "refresh_order") {
    return shop.readsOrders
      ? { to: "platform", effect: "refresh_order" }
      : { to: "merchant", because: "shop_access_refused" };
  }
  if (item.effect === "check_mapping") {
    return shop.mapping === null ? { to: "nobody" } : { to: "books", document: shop.mapping.document };
  }
  if (record === null) return { to: "nobody" };
  if (item.effect === "read_order") {
    return shop.readsOrders
      ? { to: "platform", effect: "read_order", record }
      : { to: "merchant", because: "shop_access_refused" };
  }
  if (item.effect === "read_extras") {
    const wanted = wantedExtras(record.order, shop);
    return wanted.length > 0 ? { to: "platform", effect: "read_extras", record, wanted } : { to: "nobody" };
  }
  if (item.effect === "read_pictures") {
    // An order that the core refuses is not given to it again for its pictures.
    const reads = shop.readsApart && record.status !== "failed";
    return reads ? { to: "platform", effect: "read_pictures", record } : { to: "nobody" };
  }
  const { connection, settings } = shop;
  if (item.effect === "note_trackpage") {
    if (!shop.readsOrders) return { to: "nobody" };
    if (record.status === "pending") return { to: "order" };
    if (record.status !== "delivered" || connection === null) return { to: "nobody" };
    const at = connectionOfOrder(record.order, { connection, settings });
    return { to: "platform", effect: "note_trackpage", record, connection: at };
  }
  if (item.effect === "note_parcels") return wayOfParcels(record, shop);
  if (connection === null) return NOT_CONNECTED;
  const to = connectionOfOrder(record.order, { connection, settings });
  return heldBack(shop) ?? { to: "karla", effect: item.effect, record, connection: to };
}

/** Of orders from before the cutoff another system tells. */
function wayOfParcels(record: OrderRecord, { connection, settings, readsOrders }: ShopView): Way {
  if (!settings.noteParcels || !readsOrders || connection === null) return { to: "nobody" };
  if (isBeforeCutoff(record.order.snapshot?.placedAt, settings)) {
    return { to: "nobody", because: "placed_before_cutoff" };
  }
  const at = connectionOfOrder(record.order, { connection, settings });
  return { to: "platform", effect: "note_parcels", record, connection: at };
}

const NOT_CONNECTED: Way = { to: "merchant", because: "not_connected" };

/** Switched on again, or the app installed again, all of the catalogue is gone through: nothing waits for it. */
function wayOfProducts(effect: "sync_product" | "sync_products", shop: ShopView): Way {
  const { connection, settings, readsOrders } = shop;
  if (!settings.syncProducts || !readsOrders) return { to: "nobody" };
  if (connection === null) return NOT_CONNECTED;
  return heldBack(shop) ?? { to: "catalogue", effect, connection };
}

/** Why nothing is sent to the core for now; null where nothing keeps it back. */
function heldBack({ connection, coreSync }: ShopView): Way | null {
  if (connection === null) return NOT_CONNECTED;
  return coreSync === "taken" ? { to: "merchant", because: "core_already_syncs" } : null;
}

const NOTHING_SENT = { payloadHash: null, order: null };

/** Does what the effect says, or says why it did not. Throws the errors of the called side. */
export async function carryOut(
  way: Extract<Way, { to: "karla" | "platform" | "catalogue" }>,
  { lease, shop }: { lease: Lease; shop: ShopView },
  deps: TurnDeps,
): Promise<Delivered | "core_already_syncs" | "not_sent"> {
  // The database may have taken its time since the lease was looked at.
  if (callWouldOutlive(lease, deps)) return "not_sent";
  if (way.to === "platform") return ask(way, lease, deps);
  if (way.to === "catalogue") {
    return way.effect === "sync_products"
      ? syncProducts(lease, deps)
      : syncProductOf(lease, { connection: way.connection, settings: shop.settings }, deps);
  }
  if (shop.coreSync === "unchecked") {
    if ((await findCoreSync(lease, way.connection, deps)) === "taken") return "core_already_syncs";
    // To ask was a call of its own, which took its part of the lease.
    if (callWouldOutlive(lease, deps)) return "not_sent";
  }
  deps.failpoint("before_call");
  try {
    return await deliverEffect(way.effect, way.record, shop, deps.karlaFor(way.connection));
  } catch (error) {
    if (error instanceof NotSent) return "not_sent";
    throw error;
  }
}

function ask(way: Extract<Way, { to: "platform" }>, lease: Lease, deps: TurnDeps): Promise<Delivered> {
  switch (way.effect) {
    case "check_access":
      return checkAccess(lease, deps);
    case "reconcile":
      return standing(deps.reconcile, lease, deps);
    case "certify":
      return standing(deps.certify, lease, deps);
    case "backfill":
      return standing(deps.backfill, lease, deps);
    case "subscribe":
      return subscribe(lease, deps);
    case "announce":
      return announceEvent(way.announcement, lease, deps);
    case "note_trackpage":
      return noteTrackpage(way, lease, deps);
    case "note_parcels":
      return noteParcels(way, lease, deps);
    case "refresh_order":
      return refreshOrder(lease, deps);
    case "read_order":
      return readOrder(way.record, lease, deps);
    case "read_extras":
      return readExtras(way, lease, deps);
    case "read_pictures":
      return readPictures(way.record, lease, deps);
  }
}

/** A call that outlives the lease could be overtaken by another worker's. */
export function callWouldOutlive(lease: Lease, deps: Pick<TurnDeps, "clock" | "callTimeoutMs">): boolean {
  return lease.until - deps.clock.now() < deps.callTimeoutMs;
}

/** Before a shop's first push: two paths at once would bring every order twice. */
async function findCoreSync(lease: Lease, connection: Connection, deps: TurnDeps): Promise<CoreSync> {
  return deps.shops.noteCoreSync(lease.shopId, (await deps.coreSyncs(connection)) ? "taken" : "free");
}

/** Puts the order, as the shop has it now, into the inbox: the lane runs it as its next event. */
async function readOrder(record: OrderRecord, lease: Lease, deps: TurnDeps): Promise<Delivered> {
  // It came meanwhile.
  if (record.order.snapshot !== null) return { ...NOTHING_SENT, state: "withdrawn", reason: null, tried: false };
  const read = await deps.reader.read(lease.shopId, record.order.id);
  if (read.outcome === "not_found") return { ...NOTHING_SENT, state: "dead", reason: "order_not_found", tried: true };
  await deps.inbox.accept([read.event]);
  return { ...NOTHING_SENT, state: "delivered", reason: null, tried: true };
}

/** The order of the lane, whatever is known of it. One that the shop does not have any more stays as it is known. */
async function refreshOrder({ shopId, laneKey }: Lease, deps: TurnDeps): Promise<Delivered> {
  const read = await deps.reader.read(shopId, laneKey);
  if (read.outcome === "not_found") {
    return { ...NOTHING_SENT, state: "withdrawn", reason: "order_not_found", tried: true };
  }
  await deps.inbox.accept([read.event]);
  return { ...NOTHING_SENT, state: "delivered", reason: null, tried: true };
}

/** The same with the metafields that the shop's mapping names: they arrive, and the order is sent with them. */
async function readExtras(
  { record, wanted }: Extract<Way, { effect: "read_extras" }>,
  lease: Lease,
  deps: TurnDeps,
): Promise<Delivered> {
  const { id, snapshot } = record.order;
  const read = await deps.reader.readExtras(lease.shopId, id, { observedAt: snapshot?.observedAt ?? "", wanted });
  if (read.outcome === "not_found") return { ...NOTHING_SENT, state: "dead", reason: "order_not_found", tried: true };
  await deps.inbox.accept([read.event]);
  return { ...NOTHING_SENT, state: "delivered", reason: null, tried: true };
}

/** As far as the lease reaches; the rest is done by the next turn. */
async function standing(work: StepwiseWork, { shopId, until }: Lease, deps: TurnDeps): Promise<Delivered> {
  const again = await work(shopId, until - deps.callTimeoutMs);
  const done = { ...NOTHING_SENT, reason: null, tried: true };
  return again === null ? { ...done, state: "delivered" } : { ...done, state: "pending", again };
}

/** Where the core was not asked, nothing is known of the way to it. */
async function subscribe({ shopId, until }: Lease, deps: TurnDeps): Promise<Delivered> {
  const { again = null, asked = false } = (await deps.subscribe?.(shopId, until - deps.callTimeoutMs)) ?? {};
  const done = { ...NOTHING_SENT, reason: null, tried: asked };
  return again === null ? { ...done, state: "delivered" } : { ...done, state: "pending", again };
}

async function checkAccess({ shopId }: Lease, deps: TurnDeps): Promise<Delivered> {
  await deps.checkAccess(shopId);
  return { ...NOTHING_SENT, state: "delivered", reason: null, tried: true };
}
