import { z } from "zod";
import { PHASES } from "../phase.ts";
import { oneOf, perhaps, text } from "./fields.ts";
import { readDate, readInstant } from "./read-moment.ts";
import { openingHours } from "./read-pickup.ts";

/** The contract says of a location only that it is an object; these are the names that carriers' places have. */
const location = z
  .looseObject({ name: text, city: text, country: text, country_code: text })
  .transform(({ name, city, country, country_code }) => {
    const parts = [name, city, country ?? country_code].filter((part) => part !== null);
    return parts.length === 0 ? null : [...new Set(parts)].join(", ");
  });

const info = z.looseObject({
  pickup_point: text,
  pickup_point_url: text,
  pickup_opening_hours: openingHours,
  preferred_delivery_date: text,
});

/** `TrackingEventDTO`. An event without a name says nothing, and is none. */
export const event = z
  .looseObject({
    event_key: text.refine((key) => key !== null),
    time: text,
    phase: oneOf(PHASES),
    event_strings: perhaps(z.looseObject({ list_label: text })),
    language: text,
    location: perhaps(z.union([z.string().transform((name) => text.parse(name)), location])),
    additional_info: perhaps(info),
  })
  .transform(({ event_key, time, phase, event_strings, language, location, additional_info }) => ({
    name: (event_key ?? "").toUpperCase(),
    at: time === null ? null : readInstant(time),
    phase,
    label: event_strings?.list_label ?? null,
    language,
    place: location,
    info: {
      pickupPoint: additional_info?.pickup_point ?? null,
      pickupUrl: additional_info?.pickup_point_url ?? null,
      openingHours: additional_info?.pickup_opening_hours ?? [],
      preferred: readDate(additional_info?.preferred_delivery_date ?? ""),
    },
  }));
