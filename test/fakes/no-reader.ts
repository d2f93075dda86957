import type { OrderReader } from "@karla/sync/order-reader";

/** A shop's platform that knows no order. */
export const NO_READER: OrderReader = {
  read: async () => ({ outcome: "not_found" }),
  readExtras: async () => ({ outcome: "not_found" }),
  readPictures: async () => ({ outcome: "not_found" }),
  picturesEvent: () => Promise.reject(new Error("it knows no picture")),
};
