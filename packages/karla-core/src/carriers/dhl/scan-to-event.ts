import type { DhlScan } from "./dhl-answer.ts";
import { WORDS } from "./unverified.ts";

/** The event a scan is by itself. `sure` is false where nothing of it was understood. */
export interface Meaning {
  readonly event: string;
  readonly sure: boolean;
}

type Word = keyof typeof WORDS;

/** The first event whose words stand in the scan's texts; one without words stands last and fits always. */
type Row = readonly (string | readonly [Word, string])[];

const WAYS_BACK = [
  ["refused", "REFUSED_THEN_RETURNED"],
  ["notPickedUp", "NOT_PICKED_UP_THEN_RETURNED"],
] as const;

const UNDERWAY = [
  ["damaged", "DAMAGED"],
  ["byCustomer", "DELAYED_DUE_TO_CUSTOMER_REQUEST"],
  ["delayed", "CARRIER_DELAY"],
] as const;

const TO_PICKUP_POINT = [
  ["locker", "DELIVERED_TO_PARCEL_LOCKER"],
  ["attempted", "DELIVERY_FAILED_FORWARDED_TO_PARCEL_SHOP"],
] as const;

/** The codes of two letters that German parcels have in `status` (DHL's status_1.csv). */
const BY_CODE: Readonly<Record<string, Row>> = {
  VA: ["LABEL_CREATED"],
  AE: [...UNDERWAY, "HANDED_OVER_TO_CARRIER"],
  AN: ["LABEL_CREATED"],
  ES: [...UNDERWAY, "HANDED_OVER_TO_CARRIER"],
  AA: [...UNDERWAY, "DEPARTURE_FROM_TRANSPORT_HUB"],
  EE: [...UNDERWAY, "ARRIVAL_AT_TRANSPORT_HUB"],
  NB: [...UNDERWAY, "IN_TRANSIT"],
  ZO: [["customsDone", "CUSTOMS_CLEARANCE_COMPLETED"], "CUSTOMS_CLEARANCE_STARTED"],
  PO: [...UNDERWAY, "OUT_FOR_DELIVERY"],
  ZF: [...TO_PICKUP_POINT, "DELIVERED_TO_PARCEL_SHOP"],
  ZN: [["address", "DELIVERY_FAILED_ADDRESS_ISSUE"], "DELIVERY_ATTEMPTED"],
};

/** By the simple code that every service gives, and by the words where there is no better code. */
const BY_STATUS: Readonly<Record<string, Row>> = {
  "pre-transit": ["LABEL_CREATED"],
  transit: [
    ...UNDERWAY,
    ["toDelivery", "OUT_FOR_DELIVERY"],
    ["attempted", "DELIVERY_ATTEMPTED"],
    ["customsDone", "CUSTOMS_CLEARANCE_COMPLETED"],
    ["customs", "CUSTOMS_CLEARANCE_STARTED"],
    ["handedOver", "HANDED_OVER_TO_CARRIER"],
    ["arrived", "ARRIVAL_AT_TRANSPORT_HUB"],
    ["departed", "DEPARTURE_FROM_TRANSPORT_HUB"],
    "IN_TRANSIT",
  ],
  delivered: [
    ["pickedUp", "PICKED_UP"],
    ["neighbour", "DELIVERED_TO_NEIGHBOUR"],
    ["letterbox", "DELIVERED_TO_LETTERBOX"],
    ["locker", "DELIVERED_TO_PARCEL_LOCKER"],
    ["shop", "DELIVERED_TO_PARCEL_SHOP"],
    "SUCCESSFULLY_DELIVERED",
  ],
  failure: [["damaged", "DAMAGED"], ["address", "DELIVERY_FAILED_ADDRESS_ISSUE"], "DELIVERY_FAILED"],
};

/**
 * What a scan of DHL's means in the names of our catalogue. Delivered is what DHL calls delivered, never a text that sounds
 * like it; and a code that nobody knows is one more scan of a parcel on its way.
 */
export function scanToEvent({ statusCode, status, description, remark }: DhlScan): Meaning {
  const code = (status ?? "").trim().toUpperCase();
  const simple = (statusCode ?? "").trim().toLowerCase();
  const words = [status, description, remark].join(" ").toLowerCase();
  const has = (word: Word) => WORDS[word].test(words);
  const pick = (row: Row): Meaning => {
    for (const entry of row) {
      if (typeof entry === "string") return { event: entry, sure: true };
      if (has(entry[0])) return { event: entry[1], sure: true };
    }
    return UNKNOWN;
  };

  // A parcel that was destroyed has the code of one that was delivered.
  if (has("disposed")) return { event: "DELIVERY_FAILED", sure: true };
  if (has("returned")) return pick([...WAYS_BACK, "FAILED_RETURNED"]);
  if (code === "ZU" || simple === "delivered") return pick(BY_STATUS.delivered ?? []);
  const waits = code === "LA" ? has("readyToCollect") : simple === "transit" && has("readyToCollect");
  if (waits) return pick([...TO_PICKUP_POINT, "DELIVERED_TO_PARCEL_SHOP"]);
  const row = rowOf(BY_CODE, code) ?? rowOf(BY_STATUS, simple);
  return pick(row ?? UNDERWAY);
}

const UNKNOWN: Meaning = { event: "IN_TRANSIT", sure: false };

function rowOf(table: Readonly<Record<string, Row>>, key: string): Row | null {
  return Object.hasOwn(table, key) ? (table[key] ?? null) : null;
}
