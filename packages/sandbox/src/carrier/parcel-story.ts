import type { Random } from "../random.ts";

/** How a parcel's life goes. */
export const PARCEL_KINDS = [
  "plain",
  "second_attempt",
  "neighbour",
  "letterbox",
  "locker",
  "shop",
  "delayed",
  "damaged",
  "refused",
  "not_picked_up",
  "silence",
] as const;

export type ParcelKind = (typeof PARCEL_KINDS)[number];

/** One scan of a parcel, as the carrier has it in its books. */
export interface StoryScan {
  /** Since the label was made, in a real parcel's time. */
  afterMs: number;
  /** When it shows up in the carrier's answers; a scanner that was without network tells later. */
  shownAfterMs: number;
  statusCode: "pre-transit" | "transit" | "delivered" | "failure" | "unknown";
  /** Two letters, as German parcels have. */
  code: string;
  description: string;
  city: string;
  point?: PickupPoint;
  /** Who took it, of a neighbour. */
  signedBy?: string;
}

export interface PickupPoint {
  label: string;
  url: string;
  openingHours: Record<string, string>;
  /** So long after the scan. */
  keptMs: number;
}

export interface ParcelStory {
  kind: ParcelKind;
  scans: readonly StoryScan[];
  /** Of the first estimate of delivery, since the label. */
  expectedAfterMs: number;
  returned: boolean;
}

const HOUR_MS = 3_600_000;
const CITIES = ["Hamburg", "Leipzig", "Köln", "Nürnberg", "Bremen", "Dresden", "Mannheim"] as const;
const ALWAYS = "00:00–24:00";
const WEEK = { monday: "08:00–18:00", wednesday: "08:00–18:00", friday: "08:00–18:00", saturday: "09:00–13:00" };
const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

type Told = readonly [hours: number, code: string, description: string];
type Step = Told | readonly [...Told, Partial<StoryScan>];

const SIMPLE: Readonly<Record<string, StoryScan["statusCode"]>> = {
  VA: "pre-transit",
  ZU: "delivered",
  ZN: "failure",
  QX: "unknown",
};

/** What happens to a parcel of this kind after it came to the depot of its recipient, in hours since then. */
function endOf(kind: ParcelKind, random: Random): Step[] {
  const out: Step = [4, "PO", "The shipment has been loaded onto the delivery vehicle."];
  const locker: PickupPoint = {
    label: `Locker ${random.int(101, 199)}`,
    url: "https://pickup.example.com/locker",
    openingHours: Object.fromEntries(DAYS.map((day) => [day, ALWAYS])),
    keptMs: 168 * HOUR_MS,
  };
  const shop = { ...locker, label: "Kiosk am Markt", url: "https://pickup.example.com/kiosk", openingHours: WEEK };
  const attempt: Step = [8, "ZN", "The recipient was not at home: the delivery attempt was not successful."];
  const back: Step = [12, "ZU", "The shipment has been delivered to its sender."];
  switch (kind) {
    case "plain":
      return [out, [8, "ZU", "The shipment has been delivered."]];
    case "second_attempt":
      return [out, attempt, [28, "PO", out[2]], [32, "ZU", "The shipment has been delivered."]];
    case "neighbour":
      return [out, [8, "ZU", "The shipment has been delivered to a neighbour.", { signedBy: "Nowak" }]];
    case "letterbox":
      return [out, [8, "ZU", "The shipment has been left in the letterbox."]];
    case "locker":
      return [
        out,
        [8, "ZF", "The shipment is in the locker, ready for pickup.", { point: locker }],
        [20, "ZU", "The shipment was collected from the automated station."],
      ];
    case "shop":
      return [
        out,
        attempt,
        [10, "ZF", "After a delivery attempt the shipment waits at the retail outlet.", { point: shop }],
        [26, "ZU", "The shipment was picked up by the recipient."],
      ];
    case "delayed":
      return [
        [2, "NB", "The delivery is delayed by one day."],
        [28, "PO", out[2]],
        [32, "ZU", "The shipment has been delivered."],
      ];
    case "damaged":
      return [
        [2, "BV", "The shipment was damaged and is being repacked.", { statusCode: "failure" }],
        [28, "PO", out[2]],
        [32, "ZU", "The shipment has been delivered."],
      ];
    case "refused":
      return [
        out,
        [8, "ZN", "The shipment was refused and will be returned to the sender."],
        [20, "NB", "The shipment was processed."],
        [40, back[1], back[2]],
      ];
    case "not_picked_up":
      return [
        out,
        [8, "ZF", "The shipment waits at the retail outlet, ready for pickup.", { point: shop }],
        [60, "BV", "The shipment was not picked up and will be returned to the sender.", { statusCode: "failure" }],
        [80, back[1], back[2]],
      ];
    case "silence":
      return [];
  }
}

const ON_THE_WAY: readonly Told[] = [
  [0, "VA", "The shipment has been announced electronically."],
  [6, "ES", "The shipment has been posted by the sender at the retail outlet."],
  [9, "AA", "The shipment has left the parcel centre of origin."],
  [20, "EE", "The shipment has arrived at the parcel centre of its destination."],
];
const AT_DEPOT_HOURS = 34;

export interface StoryPlays {
  /** Shares of scans that show up late, and stories with a code that nobody knows. */
  late: number;
  unknown: number;
}

/** The whole life of a parcel, in the order in which it happens. */
export function writeStory(kind: ParcelKind, plays: StoryPlays, random: Random): ParcelStory {
  const depot: Told = [AT_DEPOT_HOURS, "EE", "The shipment has arrived at the delivery depot."];
  const odd: Told[] = random.chance(plays.unknown) ? [[26, "QX", "Internal note 7."]] : [];
  const way: Step[] = kind === "silence" ? ON_THE_WAY.slice(0, 1) : [...ON_THE_WAY, ...odd, depot];
  const end = endOf(kind, random).map((step): Step => {
    const [hours, code, description, more = {}] = step;
    return [AT_DEPOT_HOURS + hours, code, description, more];
  });
  const [from, to] = [random.pick(CITIES), random.pick(CITIES)];
  const scans = [...way, ...end].map((step): StoryScan => {
    const [hours, code, description, more = {}] = step;
    const afterMs = hours * HOUR_MS;
    const shownAfterMs = hours > 0 && random.chance(plays.late) ? afterMs + 7 * HOUR_MS : afterMs;
    const statusCode = SIMPLE[code] ?? "transit";
    return { afterMs, shownAfterMs, statusCode, code, description, city: hours < 20 ? from : to, ...more };
  });
  const expectedAfterMs = (AT_DEPOT_HOURS + 6) * HOUR_MS;
  return { kind, scans, expectedAfterMs, returned: kind === "refused" || kind === "not_picked_up" };
}
