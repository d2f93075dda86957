/** An order as the core would answer it, in the contract's shape; `null` is what a core that knows no better says. */
export interface PreviewOrder {
  readonly order_number: string;
  readonly order_name: string;
  readonly order_placed_at: string;
  readonly total_order_price: number;
  readonly currency: string;
  readonly products: readonly PreviewProduct[];
  readonly trackings: readonly PreviewParcel[];
}

export interface PreviewProduct {
  readonly title: string;
  readonly size: string | null;
  readonly sku: string;
  readonly quantity: number;
  readonly weight: number | null;
}

export interface PreviewParcel {
  readonly id: string;
  readonly carrier: {
    readonly tracking_number: string;
    readonly carrier_reference: string;
    readonly tracking_url: string | null;
  } | null;
  readonly phase: string;
  readonly state: string;
  readonly flag: string;
  readonly events: readonly object[];
  readonly estimated_arrival: { readonly time_prediction: string; readonly language: string } | null;
  readonly pickup: object | null;
  readonly products: readonly PreviewProduct[];
}

export const SHIRT: PreviewProduct = { title: "Blue shirt", size: "M", sku: "SHIRT-M", quantity: 2, weight: 220 };
export const MUG: PreviewProduct = { title: "Stoneware mug", size: null, sku: "MUG", quantity: 1, weight: 400 };
export const GIFT_CARD: PreviewProduct = { title: "Gift card", size: "50 €", sku: "GIFT-50", quantity: 1, weight: 0 };

const HOUR_MS = 60 * 60 * 1000;

/** An instant so many hours before `now`; a negative number: after it. */
export function hoursBefore(now: number, hours: number): string {
  return new Date(now - hours * HOUR_MS).toISOString();
}

/** The day that is so many days after `now`, in UTC. */
export function dayAfter(now: number, days: number): string {
  return hoursBefore(now, -24 * days).slice(0, 10);
}

export function previewOrder(now: number, change: Partial<PreviewOrder> = {}): PreviewOrder {
  return {
    order_number: "1001",
    order_name: "#1001",
    order_placed_at: hoursBefore(now, 74),
    total_order_price: 89.7,
    currency: "EUR",
    products: [SHIRT, MUG],
    trackings: [],
    ...change,
  };
}

type Happened = readonly [
  name: string,
  phase: string,
  hoursAgo: number,
  place?: readonly [city: string, country: string],
];

/** A parcel with these events, the last of which says where it is. */
export function previewParcel(
  now: number,
  happened: readonly Happened[],
  change: Partial<PreviewParcel> = {},
): PreviewParcel {
  const phase = happened.at(-1)?.[1] ?? "order_created";
  return {
    id: "parcel-1",
    carrier: {
      tracking_number: "00340434161094012345",
      carrier_reference: "dhl",
      tracking_url: "https://example.com/track/00340434161094012345",
    },
    phase,
    state: "transit",
    flag: "normal",
    events: happened.map(([event_key, eventPhase, hours, place]) => ({
      event_key,
      time: hoursBefore(now, hours),
      timezone: null,
      location: place === undefined ? null : { city: place[0], country_code: place[1] },
      additional_info: null,
      phase: eventPhase,
      event_strings: null,
      language: "en",
    })),
    estimated_arrival: null,
    pickup: null,
    products: [SHIRT, MUG],
    ...change,
  };
}

export const ORDERED: Happened = ["ORDER_CREATED", "order_created", 74];
export const PACKED: Happened = ["ORDER_IN_PROCESSING", "order_processed", 50];
export const HANDED_OVER: Happened = ["HANDED_OVER_TO_CARRIER", "in_transit", 44, ["Leipzig", "DE"]];
export const AT_HUB: Happened = ["ARRIVAL_AT_TRANSPORT_HUB", "in_transit", 30, ["Hannover", "DE"]];
export const LEFT_HUB: Happened = ["DEPARTURE_FROM_TRANSPORT_HUB", "in_transit", 22, ["Hannover", "DE"]];
export const OUT: Happened = ["OUT_FOR_DELIVERY", "in_delivery", 3, ["Berlin", "DE"]];
