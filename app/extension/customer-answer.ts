/** A parcel as the order status block shows it: in words of the customer's language, and nothing that the tracking page does not say. */
export interface ParcelLine {
  /** e.g. "Out for delivery" */
  status: string;
  /** What people call the carrier; null for one that is not on our list. */
  carrier: string | null;
  /** The tracking number; null for a parcel that is still expected. */
  number: string | null;
}

/** `GET /extension/customer/order?id=gid://shopify/Order/1&locale=de` */
export type CustomerAnswer =
  /** Unknown, somebody else's, erased, or of nobody who is logged in: nobody is told which. */
  | { outcome: "nothing" }
  | {
      outcome: "order";
      /** The order's state, in words. */
      status: string;
      /** Where the shop shows it, under the shop's own domain: path and query. */
      path: string;
      /** Words for the link to it. */
      title: string;
      parcels: ParcelLine[];
    };
