import { plainNumber } from "./plain-number.ts";
import type { PagedParcel } from "./read-track-page.ts";
import { SCAN_EVENTS } from "./scan-events.ts";
import type { ToldOrder } from "./told-order.ts";

/** Each scan stands on the order's page once, with its instant, its place and its words. */
export function pageDeviations({ name, parcels }: ToldOrder, page: readonly PagedParcel[]): string[] {
  return parcels.flatMap(({ number, scans }) => {
    const shown = page.filter((parcel) => plainNumber(parcel.number) === number).flatMap(({ events }) => events);
    return scans.flatMap(({ at, city, event }) => {
      const { words } = SCAN_EVENTS[event];
      const times = shown.filter(
        (each) => each.at === at && each.words === words && each.place.startsWith(city),
      ).length;
      if (times === 1) return [];
      const what = `${name}: “${words}” of ${number} in ${city}, ${new Date(at).toISOString()}`;
      return [times === 0 ? `${what} is not on the tracking page` : `${what} is on the tracking page ${times} times`];
    });
  });
}
