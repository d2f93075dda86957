import { z } from "zod";
import type { OpeningHours } from "../tracked-order.ts";
import { anything, oneOf, perhaps, text } from "./fields.ts";
import { readDate } from "./read-moment.ts";

const TYPES = ["shop", "neighbor", "locker", "letterbox"] as const;

/** A text of the pickup point, lines of one, or hours by day as an event has them. */
export const openingHours = anything.transform((value): OpeningHours[] => {
  if (typeof value === "string") {
    return value.split(/[\n;]/).flatMap((line) => {
      const hours = text.parse(line);
      return hours === null ? [] : [{ days: null, hours }];
    });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([key, each]) => {
    const hours = text.parse(each);
    return hours === null ? [] : [{ days: text.parse(key), hours }];
  });
});

/** `AddressDTO` as the lines of a label; what a pickup point does not need, such as a phone number, is left out. */
const address = z
  .looseObject({ company: text, address_line_1: text, address_line_2: text, street: text, zip_code: text, city: text })
  .transform(({ company, address_line_1, address_line_2, street, zip_code, city }) => {
    const town = [zip_code, city].filter((part) => part !== null).join(" ");
    const lines = [company, address_line_1 ?? street, address_line_2, town === "" ? null : town];
    return lines.filter((line) => line !== null);
  });

/** `TrackingPickUpDTO`. */
export const pickup = z
  .looseObject({
    type: oneOf(TYPES),
    name: text,
    address: perhaps(address),
    url: text,
    opening_hours: openingHours,
    date_to: text,
  })
  .transform(({ type, name, address, url, opening_hours, date_to }) => ({
    type,
    name,
    address: address ?? [],
    url,
    openingHours: opening_hours,
    until: date_to === null ? null : readDate(date_to),
  }));
