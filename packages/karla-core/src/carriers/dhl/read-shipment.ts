import type { Arrival, CarrierScan, FeedAnswer, Pickup, Place } from "../carrier-feed.ts";
import type { DhlScan, DhlShipment } from "./dhl-answer.ts";
import { nameScans } from "./name-scans.ts";
import { readInstant } from "./read-instant.ts";
import { scanToEvent } from "./scan-to-event.ts";
import { KEPT_UNTIL, OPENING_HOURS, RETURN_FLAG } from "./unverified.ts";

/** A parcel that went around the world has some dozens. All of an answer is recorded at once. */
const MAX_SCANS = 1_000;

/**
 * What is told of the parcel `trackingNumber`. Asked without a service, DHL gives parcels of several that have the number, and
 * at times another one: only that of exactly this number, or of which it is a piece, is ours.
 */
export function readShipment(shipments: readonly DhlShipment[], trackingNumber: string): FeedAnswer {
  const wanted = plain(trackingNumber);
  const shipment =
    shipments.find(({ id }) => plain(id ?? "") === wanted) ??
    shipments.find(({ details }) => details?.pieceIds?.some((piece) => plain(piece) === wanted));
  if (!shipment) return { outcome: "not_found" };
  if ((shipment.events?.length ?? 0) > MAX_SCANS) return { outcome: "unreadable", why: "too many scans" };
  return { outcome: "known", scans: scansOf(shipment), arrival: arrivalOf(shipment) };
}

function plain(number: string): string {
  return number.replace(/\s/g, "").toUpperCase();
}

/** A scan without a time has no place in a parcel's life, and is left out; DHL describes it as always given. */
function scansOf(shipment: DhlShipment): CarrierScan[] {
  const told = shipment.events?.length ? shipment.events : shipment.status ? [shipment.status] : [];
  const timed = told.flatMap((scan) => {
    const at = readInstant(scan.timestamp ?? "");
    return at === null ? [] : [{ scan, at, meaning: scanToEvent(scan) }];
  });
  return nameScans(timed, shipment[RETURN_FLAG] === true).map(({ scan, at, meaning, event }) => ({
    at,
    place: placeOf(scan),
    kind: meaning.event,
    event,
    code: [scan.statusCode, shortStatus(scan)].filter(Boolean).join("/"),
    text: scan.description ?? scan.status ?? null,
    pickup: pickupOf(scan, event, shipment),
  }));
}

function shortStatus({ status }: DhlScan): string {
  return /^[A-Z]{2}$/.test(status ?? "") ? (status ?? "") : "";
}

function placeOf({ location }: DhlScan): Place | null {
  const city = location?.address?.addressLocality?.trim() || null;
  const country = location?.address?.countryCode?.trim().toUpperCase() ?? "";
  const country_code = /^[A-Z]{2}$/.test(country) ? country : null;
  return city === null && country_code === null ? null : { city, country_code };
}

const PICKUP_TYPES: Readonly<Record<string, Pickup["type"]>> = {
  DELIVERED_TO_PARCEL_SHOP: "shop",
  DELIVERY_FAILED_FORWARDED_TO_PARCEL_SHOP: "shop",
  DELIVERED_TO_PARCEL_LOCKER: "locker",
  DELIVERED_TO_NEIGHBOUR: "neighbor",
  DELIVERED_TO_LETTERBOX: "letterbox",
};

/** The contract wants a name where there is a pickup; of a neighbour it is who signed, where DHL tells that. */
const UNNAMED = {
  shop: "Parcel shop",
  locker: "Parcel locker",
  neighbor: "A neighbour",
  letterbox: "Letterbox",
} as const;

function pickupOf(scan: DhlScan, event: string, { details }: DhlShipment): Pickup | null {
  const type = PICKUP_TYPES[event];
  if (type === undefined) return null;
  const point = scan.location?.servicePoint;
  const signed = details?.proofOfDelivery?.signed;
  const told = type === "neighbor" ? (signed?.name ?? signed?.familyName) : point?.label;
  const keptUntil = readInstant(point?.[KEPT_UNTIL] ?? "");
  return {
    type,
    name: told?.trim() || UNNAMED[type],
    place: placeOf(scan),
    url: point?.url ?? null,
    openingHours: point?.[OPENING_HOURS] ?? {},
    keptUntil: keptUntil?.toISOString() ?? null,
  };
}

function arrivalOf(shipment: DhlShipment): Arrival | null {
  const frame = shipment.estimatedDeliveryTimeFrame;
  const start = frame?.estimatedFrom ?? shipment.estimatedTimeOfDelivery ?? "";
  const end = frame?.estimatedThrough ?? "";
  const [from, to] = [readInstant(start), readInstant(end)];
  if (from === null) return null;
  return {
    from: from.toISOString(),
    to: to?.toISOString() ?? null,
    words: shipment.estimatedTimeOfDeliveryRemark?.trim() || wallClock(start, to === null ? "" : end),
    source: "dhl",
  };
}

/** By DHL's own clock: "2026-03-03, 10:00–14:00". */
function wallClock(start: string, end: string): string {
  const time = (text: string) => text.slice(11, 16);
  const dayAndTime = (text: string) => `${text.slice(0, 10)}, ${time(text)}`;
  if (end === "") return dayAndTime(start);
  return dayAndTime(start) + (end.startsWith(start.slice(0, 10)) ? `–${time(end)}` : ` – ${dayAndTime(end)}`);
}
