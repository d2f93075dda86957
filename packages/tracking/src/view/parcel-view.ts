import { httpsLink } from "../https-link.ts";
import { SILENT_EVENT } from "../known-events.ts";
import type { TrackedParcel } from "../tracked-order.ts";
import type { ItemView, ParcelView } from "../tracking-view.ts";
import { arrivalOf } from "./arrival-of.ts";
import { carrierName } from "./carrier-name.ts";
import { neighbourOf } from "./neighbour-of.ts";
import { newestFirst } from "./newest-first.ts";
import { pickupOf } from "./pickup-of.ts";
import type { Standing } from "./standing-of.ts";
import { stepsOf } from "./steps-of.ts";

/** A parcel and what is known to be in it. */
export function parcelView(
  parcel: TrackedParcel,
  standing: Standing,
  { items, now }: { items: readonly ItemView[]; now: number },
): ParcelView {
  return {
    kind: parcel.number === null ? "expected" : "sent",
    number: parcel.number,
    carrier: carrierName(parcel.carrier),
    url: httpsLink(parcel.url),
    ...standing,
    steps: stepsOf(parcel, standing),
    events: newestFirst(parcel.events.filter((event) => event.name !== SILENT_EVENT)).map(
      ({ name, phase, at, place, label, language }) => ({
        name,
        phase,
        at,
        place,
        label,
        language,
      }),
    ),
    arrival: arrivalOf(parcel, standing, now),
    pickup: pickupOf(parcel, standing),
    neighbour: neighbourOf(parcel, standing),
    items,
  };
}
