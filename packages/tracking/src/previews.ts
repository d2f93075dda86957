import {
  AT_HUB,
  dayAfter,
  GIFT_CARD,
  HANDED_OVER,
  hoursBefore,
  LEFT_HUB,
  MUG,
  ORDERED,
  OUT,
  PACKED,
  type PreviewOrder,
  previewOrder,
  previewParcel,
  SHIRT,
} from "./previews/preview-order.ts";

/** The states in which a tracking page can be looked at without a real order. */
export const PREVIEW_STATES = [
  "unfulfilled",
  "one_parcel",
  "split",
  "partly_shipped",
  "delayed",
  "out_for_delivery",
  "pickup_waiting",
  "delivered",
  "delivered_to_neighbour",
  "failed",
  "returned",
  "return_on_its_way",
  "cancelled",
  "digital_only",
  "several_carriers",
  "arrival_passed",
] as const;

export type PreviewState = (typeof PREVIEW_STATES)[number];

export function isPreviewState(text: string): text is PreviewState {
  return PREVIEW_STATES.some((state) => state === text);
}

const draft = { carrier: null, state: "pending", products: [] };
const ON_ITS_WAY = [ORDERED, PACKED, HANDED_OVER, AT_HUB, LEFT_HUB] as const;
const carrier = (tracking_number: string, carrier_reference: string) => ({
  tracking_number,
  carrier_reference,
  tracking_url: `https://example.com/track/${tracking_number}`,
});
const expectedOn = (time_prediction: string) => ({ time_prediction, language: "en" });

/** An order in each state, as the core would answer it at `now`, milliseconds since the epoch. People and places are invented. */
export const PREVIEWS: Readonly<Record<PreviewState, (now: number) => PreviewOrder>> = {
  unfulfilled: (now) => previewOrder(now, { trackings: [previewParcel(now, [ORDERED], draft)] }),
  one_parcel: (now) =>
    previewOrder(now, {
      trackings: [previewParcel(now, ON_ITS_WAY, { estimated_arrival: expectedOn(dayAfter(now, 1)) })],
    }),
  split: (now) =>
    previewOrder(now, {
      trackings: [
        previewParcel(now, [...ON_ITS_WAY, OUT, ["SUCCESSFULLY_DELIVERED", "delivered", 1, ["Berlin", "DE"]]], {
          state: "delivered",
          products: [SHIRT],
        }),
        previewParcel(now, [ORDERED, PACKED, HANDED_OVER], {
          id: "parcel-2",
          carrier: carrier("00340434161094054321", "dhl"),
          estimated_arrival: expectedOn(dayAfter(now, 2)),
          products: [MUG],
        }),
      ],
    }),
  partly_shipped: (now) =>
    previewOrder(now, {
      trackings: [
        previewParcel(now, ON_ITS_WAY, {
          estimated_arrival: expectedOn(dayAfter(now, 1)),
          products: [{ ...SHIRT, quantity: 1 }],
        }),
      ],
    }),
  delayed: (now) =>
    previewOrder(now, {
      trackings: [
        previewParcel(now, [...ON_ITS_WAY, ["CARRIER_DELAY", "in_transit", 6]], {
          flag: "delay",
          estimated_arrival: expectedOn(`${dayAfter(now, 2)}/${dayAfter(now, 4)}`),
        }),
      ],
    }),
  out_for_delivery: (now) =>
    previewOrder(now, {
      trackings: [
        previewParcel(now, [...ON_ITS_WAY, OUT], {
          estimated_arrival: expectedOn(`${hoursBefore(now, -1)}/${hoursBefore(now, -3)}`),
        }),
      ],
    }),
  pickup_waiting: (now) =>
    previewOrder(now, {
      trackings: [
        previewParcel(now, [...ON_ITS_WAY, OUT, ["DELIVERED_TO_PARCEL_SHOP", "collect", 2, ["Berlin", "DE"]]], {
          state: "collect",
          pickup: {
            type: "shop",
            name: "Example Kiosk",
            address: { address_line_1: "Example Street 12", zip_code: "10115", city: "Berlin", country_code: "DE" },
            url: "https://example.com/shops/12",
            opening_hours: "Mo-Fr 08:00-19:00; Sa 09:00-14:00",
            date_to: `${dayAfter(now, 7)}T00:00:00Z`,
          },
        }),
      ],
    }),
  delivered: (now) =>
    previewOrder(now, {
      trackings: [
        previewParcel(now, [...ON_ITS_WAY, OUT, ["DELIVERED_TO_LETTERBOX", "delivered", 1, ["Berlin", "DE"]]], {
          state: "delivered",
        }),
      ],
    }),
  delivered_to_neighbour: (now) =>
    previewOrder(now, {
      trackings: [
        previewParcel(now, [...ON_ITS_WAY, OUT, ["DELIVERED_TO_NEIGHBOUR", "delivered", 1, ["Berlin", "DE"]]], {
          state: "delivered",
          pickup: { type: "neighbor", name: "Kim Example", address: { address_line_1: "Example Street 3" } },
        }),
      ],
    }),
  failed: (now) =>
    previewOrder(now, {
      trackings: [
        previewParcel(now, [...ON_ITS_WAY, OUT, ["DELIVERY_FAILED_ADDRESS_ISSUE", "delivery_failed", 1]], {
          flag: "error",
        }),
      ],
    }),
  returned: (now) =>
    previewOrder(now, {
      trackings: [
        previewParcel(now, [...ON_ITS_WAY, OUT, ["REFUSED_THEN_RETURNED", "returned", 1]], {
          state: "returned",
          flag: "error",
        }),
      ],
    }),
  return_on_its_way: (now) =>
    previewOrder(now, {
      trackings: [
        previewParcel(now, [
          ...ON_ITS_WAY,
          ["DELIVERED", "delivered", 20],
          ["RETURN_CREATED", "return_created", 10],
          ["RETURN_IN_TRANSIT", "return_transit", 4],
        ]),
      ],
    }),
  cancelled: (now) =>
    previewOrder(now, {
      trackings: [previewParcel(now, [ORDERED, ["ORDER_CANCELLED", "order_created", 20]], draft)],
    }),
  digital_only: (now) =>
    previewOrder(now, {
      total_order_price: 50,
      products: [GIFT_CARD],
      trackings: [previewParcel(now, [ORDERED], draft)],
    }),
  several_carriers: (now) =>
    previewOrder(now, {
      trackings: [
        previewParcel(now, [...ON_ITS_WAY, OUT], { products: [SHIRT] }),
        previewParcel(now, [ORDERED, PACKED, HANDED_OVER], {
          id: "parcel-2",
          carrier: carrier("EXAMPLE0815", "gls"),
          estimated_arrival: expectedOn(dayAfter(now, 2)),
          products: [MUG],
        }),
      ],
    }),
  arrival_passed: (now) =>
    previewOrder(now, {
      trackings: [previewParcel(now, ON_ITS_WAY, { estimated_arrival: expectedOn(dayAfter(now, -3)) })],
    }),
};
