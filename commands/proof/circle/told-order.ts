import type { ToldScan } from "./told-scans.ts";

/** An order as the shop's books have it, as far as it is told of its parcels. */
export interface CircleOrder {
  id: string;
  /** For people. */
  name: string;
  /** Of all parcels that it ever had, those whose numbers were changed included. */
  numbers: readonly string[];
  /** `lost`: it was deleted while its parcels were on their way; `never`: before. */
  has: "always" | "lost" | "never";
  /** At Shopify those that are not cancelled and have a parcel; none elsewhere. */
  fulfillments: readonly { id: string; numbers: readonly string[] }[];
}

/** The same with what the carrier told of each of its parcels. */
export interface ToldOrder extends CircleOrder {
  /** By their plain numbers. */
  parcels: readonly { number: string; scans: readonly ToldScan[] }[];
}

export interface Deviations {
  /** Effects beyond the first of the same event. */
  duplicates: number;
  problems: readonly string[];
}
