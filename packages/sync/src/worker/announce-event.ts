import type { MutedOrders } from "../announce/muted-orders.ts";
import { type KarlaEvent, normaliseKarla } from "../announce/normalise-karla.ts";
import type { Announcement } from "../announce/shop-announcer.ts";
import type { Lease } from "../lane/lanes.ts";
import { isBeforeCutoff } from "../order/is-before-cutoff.ts";
import type { Delivered } from "../pipeline/deliver-effect.ts";
import type { ShopView } from "../pipeline/shops.ts";
import type { TurnDeps } from "./turn-deps.ts";

/** Nobody wants to hear today that the parcel was out for delivery yesterday. */
const OLDEST_MS = 24 * 60 * 60_000;

export type ToAnnounce =
  | { outcome: "announce"; announcement: Announcement }
  /** The shop is not told of it. */
  | { outcome: "nothing"; reason: "too_old_to_announce" | "placed_before_cutoff" | "muted" | "event_gone" };

/** The event of a lane as it was stored; null where its bytes are gone. */
export async function eventOfLane(
  { shopId, laneKey }: Lease,
  { karlaEvents }: Pick<TurnDeps, "karlaEvents">,
): Promise<KarlaEvent | null> {
  const stored = await karlaEvents.find(shopId, laneKey);
  const event = stored === null ? null : normaliseKarla(stored);
  return event?.outcome === "announcement" ? event : null;
}

/**
 * What the shop is told, or why it is not: before anybody is called, so that an event which nobody is told of is no attempt that
 * may have come to an unknown end. An order of which the event does not say when it was placed is before every cutoff.
 */
export async function toAnnounce(
  lease: Lease,
  { settings }: Pick<ShopView, "settings">,
  deps: Pick<TurnDeps, "karlaEvents" | "clock"> & { muted: Pick<MutedOrders, "isMuted"> },
): Promise<ToAnnounce> {
  const event = await eventOfLane(lease, deps);
  if (event === null) return { outcome: "nothing", reason: "event_gone" };
  const { announcement, placedAt } = event;
  if (deps.clock.now() - Date.parse(announcement.triggeredAt) > OLDEST_MS) {
    return { outcome: "nothing", reason: "too_old_to_announce" };
  }
  if (isBeforeCutoff(placedAt, settings)) return { outcome: "nothing", reason: "placed_before_cutoff" };
  if (await deps.muted.isMuted(lease.shopId, announcement.orderId)) return { outcome: "nothing", reason: "muted" };
  return { outcome: "announce", announcement };
}

/** Tells the shop. Throws the errors of its client. */
export async function announceEvent(
  announcement: Announcement,
  { shopId }: Lease,
  { announcer, failpoint }: Pick<TurnDeps, "announcer" | "failpoint">,
): Promise<Delivered> {
  const nothingSent = { payloadHash: null, order: null };
  if (announcer === null) return { ...nothingSent, state: "withdrawn", reason: null, tried: false };
  failpoint("before_call");
  const announced = await announcer.announce(shopId, announcement);
  switch (announced.outcome) {
    case "announced":
      return { ...nothingSent, state: "delivered", reason: null, tried: true };
    case "not_announced":
      return { ...nothingSent, state: "withdrawn", reason: announced.why, tried: true };
  }
}
