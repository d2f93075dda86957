import { z } from "zod";
import { instant } from "./instant.ts";

/** `PhaseEnum`. */
export const phase = z.enum([
  "collect",
  "delivery_failed",
  "delivered",
  "in_delivery",
  "in_transit",
  "order_created",
  "order_processed",
  "return_created",
  "return_failed",
  "return_received",
  "return_transit",
  "returned",
]);
export type Phase = z.output<typeof phase>;

/** `FlagEnum`. */
export type Flag = "normal" | "delay" | "error";

/** `direction` of an event (newest documentation): to the customer, or on its way back. */
export type Direction = "merchant_customer" | "customer_merchant";

/**
 * `ShipmentAddEventRequestDTO`. Names are upper snake case; some senders write lower case, so they are upper-cased here.
 * The contract has no list of names: any that can stand in a ref is taken.
 */
export const shipmentEvent = z.strictObject({
  event_name: z
    .string()
    .max(100)
    .regex(/^[A-Za-z][A-Za-z_]*$/, "not an event name")
    .transform((name) => name.toUpperCase()),
  event_time: instant,
  external_id: z.string().min(1),
});
