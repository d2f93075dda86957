import { z } from "zod";
import { FLAGS, PHASES } from "../phase.ts";
import { listOf, oneOf, perhaps, text, textOrNumber } from "./fields.ts";
import { event } from "./read-event.ts";
import { readDate } from "./read-moment.ts";
import { pickup } from "./read-pickup.ts";
import { product } from "./read-product.ts";

const STATES = ["pending", "transit", "collect", "delivered", "archived", "returned"] as const;

const carrier = z.looseObject({ tracking_number: textOrNumber, carrier_reference: text, tracking_url: text });

/**
 * `TrackingEstimatedArrivalDTO`: the contract has one text, of which it does not say whether it is a date. `from` and `to`
 * are an extension of the self-hosted core.
 */
const arrival = z
  .looseObject({ time_prediction: text, from: text, to: text, language: text })
  .transform(({ time_prediction, from, to, language }) => {
    const [start = "", end = ""] = (time_prediction ?? "").split("/", 2);
    const told = { from: readDate(from ?? start), to: readDate(to ?? end) };
    const words = time_prediction ?? "";
    return told.from === null && told.to === null && words === "" ? null : { ...told, words, language };
  });

/** `TrackingDTO`. `phase` is an extension of the self-hosted core. */
export const parcel = z
  .looseObject({
    id: textOrNumber,
    carrier: perhaps(carrier),
    phase: oneOf(PHASES),
    state: oneOf(STATES),
    flag: oneOf(FLAGS),
    events: listOf(event),
    estimated_arrival: perhaps(arrival),
    pickup: perhaps(pickup),
    products: listOf(product),
  })
  // Neither a name nor a number: nobody could say which parcel this is.
  .refine(({ id, carrier }) => id !== null || (carrier?.tracking_number ?? null) !== null)
  .transform(({ id, carrier, phase, state, flag, events, estimated_arrival, pickup, products }) => ({
    id,
    number: carrier?.tracking_number ?? null,
    carrier: carrier?.carrier_reference?.toLowerCase() ?? null,
    url: carrier?.tracking_url ?? null,
    phase,
    state,
    flag: flag ?? "normal",
    events,
    arrival: estimated_arrival,
    pickup,
    products,
  }));
