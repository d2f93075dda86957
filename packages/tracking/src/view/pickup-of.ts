import { httpsLink } from "../https-link.ts";
import type { TrackedParcel } from "../tracked-order.ts";
import type { PickupView } from "../tracking-view.ts";
import { newestFirst } from "./newest-first.ts";
import { hasArrived, type Standing } from "./standing-of.ts";

/** Where it waits or will wait: the core's pickup point, else one that an event names. None once it is collected or gone. */
export function pickupOf(parcel: TrackedParcel, { phase, cancelled }: Standing): PickupView | null {
  if (cancelled || hasArrived(phase) || phase === "returned") return null;
  const told = newestFirst(parcel.events).find(({ info }) => info.pickupPoint !== null)?.info;
  const { pickup } = parcel;
  if (pickup !== null && pickup.type !== "neighbor" && pickup.type !== "letterbox") {
    const { type, name, address, url, until } = pickup;
    if (name === null && address.length === 0) return null;
    // The same hours by day can be told in every language; those of the pickup point are one text.
    const byDay = told?.pickupPoint === name ? told?.openingHours : undefined;
    const openingHours = byDay?.length ? byDay : pickup.openingHours;
    return { kind: type ?? "unknown", name, address, url: httpsLink(url), openingHours, until };
  }
  if (phase !== "collect" || told === undefined) return null;
  const { pickupPoint, pickupUrl, openingHours } = told;
  return { kind: "unknown", name: pickupPoint, address: [], url: httpsLink(pickupUrl), openingHours, until: null };
}
