import type { ShownScan } from "../../carrier-journal.ts";

/** What a scan comes to, in the words of everybody who has to tell of it. */
export interface ScanEvent {
  /** What the tracking page says of it in English. */
  words: string;
  /** What a fulfillment at Shopify is told; null where it says nothing of where the parcel is. */
  status: string | null;
  /** In which Karla tells of it, without `shipment_`; none: nobody is told. */
  groups: readonly string[];
  /** The trigger of Shopify Flow that it starts, without `karla-`; null: none. */
  trigger: string | null;
  /** Where the parcel is after it. Of one that is there, or goes back, the carrier is asked no more. */
  standing: "announced" | "on_its_way" | "waiting" | "delivered" | "going_back";
}

const ON_ITS_WAY = {
  status: "IN_TRANSIT",
  groups: ["in_transit"],
  trigger: "in-transit",
  standing: "on_its_way",
} as const;
const LATE = { status: "DELAYED", groups: ["carrier_delay"], trigger: "delayed", standing: "on_its_way" } as const;
const IN_THE_VAN = { status: "OUT_FOR_DELIVERY", trigger: "out-for-delivery", standing: "on_its_way" } as const;
const NOT_MET = { status: "ATTEMPTED_DELIVERY", trigger: "delivery-failed" } as const;
const TO_COLLECT = { status: "READY_FOR_PICKUP", trigger: "ready-for-pickup", standing: "waiting" } as const;
const THERE = { status: "DELIVERED", trigger: "delivered", standing: "delivered" } as const;
const BACK = { status: "FAILURE", trigger: "returned", standing: "going_back" } as const;
const ALL = "delivered_all_events";

/** The events that scans of the stand-in become, by Karla's names. Written from docs/shopify-flow.md and the carrier's own words. */
export const SCAN_EVENTS = {
  LABEL_CREATED: {
    words: "Label printed",
    status: null,
    groups: ["pre_transit"],
    trigger: null,
    standing: "announced",
  },
  HANDED_OVER_TO_CARRIER: { ...ON_ITS_WAY, words: "Handed over to the carrier", status: "CARRIER_PICKED_UP" },
  DEPARTURE_FROM_TRANSPORT_HUB: { ...ON_ITS_WAY, words: "Left a parcel centre" },
  ARRIVAL_AT_TRANSPORT_HUB: { ...ON_ITS_WAY, words: "Arrived at a parcel centre" },
  IN_TRANSIT: { ...ON_ITS_WAY, words: "On its way" },
  CARRIER_DELAY: { ...LATE, words: "Delayed at the carrier" },
  DAMAGED: { ...ON_ITS_WAY, words: "Damaged on the way", groups: ["damaged"], trigger: "damaged" },
  OUT_FOR_DELIVERY: { ...IN_THE_VAN, words: "Out for delivery", groups: ["out_for_delivery"] },
  DELIVERY_SECOND_ATTEMPT: { ...IN_THE_VAN, words: "Second delivery attempt", groups: ["delivery_second_attempt"] },
  DELIVERY_ATTEMPTED: {
    ...NOT_MET,
    words: "Delivery attempted, nobody met",
    groups: ["delivery_failed"],
    standing: "on_its_way",
  },
  DELIVERY_FAILED_FORWARDED_TO_PARCEL_SHOP: {
    ...NOT_MET,
    words: "Nobody met: taken to a parcel shop",
    groups: ["delivery_failed_forwarded_to_parcel_shop"],
    standing: "waiting",
  },
  DELIVERED_TO_PARCEL_SHOP: {
    ...TO_COLLECT,
    words: "Ready to collect at the parcel shop",
    groups: ["delivered_to_parcel_shop", ALL],
  },
  DELIVERED_TO_PARCEL_LOCKER: {
    ...TO_COLLECT,
    words: "Ready to collect at the parcel locker",
    groups: ["delivered_to_parcel_locker", ALL],
  },
  PICKED_UP: { ...THERE, words: "Collected", groups: ["picked_up"], trigger: "picked-up" },
  DELIVERED_TO_LETTERBOX: {
    ...THERE,
    words: "Delivered to the letterbox",
    groups: ["delivered_to_letterbox", ALL],
  },
  DELIVERED_TO_NEIGHBOUR: { ...THERE, words: "Delivered to a neighbour", groups: ["delivered_to_neighbour", ALL] },
  SUCCESSFULLY_DELIVERED: { ...THERE, words: "Delivered", groups: ["delivered", ALL] },
  REFUSED_THEN_RETURNED: {
    ...BACK,
    words: "Refused, going back to the sender",
    groups: ["refused_then_returned"],
  },
  NOT_PICKED_UP_THEN_RETURNED: {
    ...BACK,
    words: "Not collected, going back to the sender",
    groups: ["not_picked_up_then_returned"],
  },
  RETURNING_TO_SENDER: { ...BACK, words: "On its way back to the sender", groups: [], trigger: null },
} as const satisfies Readonly<Record<string, ScanEvent>>;

export type ScanEventName = keyof typeof SCAN_EVENTS;

/** What each code says by itself, or with the words that stand beside it. */
const MEANINGS: Readonly<Record<string, readonly (readonly [RegExp, ScanEventName])[]>> = {
  VA: [[/announced/, "LABEL_CREATED"]],
  ES: [[/posted/, "HANDED_OVER_TO_CARRIER"]],
  AA: [[/left/, "DEPARTURE_FROM_TRANSPORT_HUB"]],
  EE: [[/arrived/, "ARRIVAL_AT_TRANSPORT_HUB"]],
  QX: [[/note/, "IN_TRANSIT"]],
  PO: [[/vehicle/, "OUT_FOR_DELIVERY"]],
  NB: [
    [/delayed/, "CARRIER_DELAY"],
    [/processed/, "IN_TRANSIT"],
  ],
  BV: [
    [/damaged/, "DAMAGED"],
    [/not picked up/, "NOT_PICKED_UP_THEN_RETURNED"],
  ],
  ZN: [
    [/refused/, "REFUSED_THEN_RETURNED"],
    [/not at home/, "DELIVERY_ATTEMPTED"],
  ],
  ZF: [
    [/in the locker/, "DELIVERED_TO_PARCEL_LOCKER"],
    [/after a delivery attempt/, "DELIVERY_FAILED_FORWARDED_TO_PARCEL_SHOP"],
    [/ready for pickup/, "DELIVERED_TO_PARCEL_SHOP"],
  ],
  ZU: [
    [/neighbour/, "DELIVERED_TO_NEIGHBOUR"],
    [/letterbox/, "DELIVERED_TO_LETTERBOX"],
    [/(collected from|picked up by)/, "PICKED_UP"],
    [/delivered/, "SUCCESSFULLY_DELIVERED"],
  ],
};

/** What a scan says by itself. Throws for one that the carrier's stand-in has learnt and this table has not. */
export function meaningOf({ code, description }: Pick<ShownScan, "code" | "description">): ScanEventName {
  const text = description.toLowerCase();
  const found = MEANINGS[code]?.find(([words]) => words.test(text));
  if (found === undefined) throw new Error(`nobody has said what the scan ${code} means: ${description}`);
  return found[1];
}
