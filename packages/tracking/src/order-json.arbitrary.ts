import fc from "fast-check";
import { KNOWN_EVENTS } from "./known-events.ts";
import { FLAGS, PHASES } from "./phase.ts";

const HOSTILE = [
  "{{ shop.name }}",
  "{% include 'x' %}",
  "{%- layout none -%}",
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "</script><svg onload=alert(1)>",
  "javascript:alert(1)",
  "https://user:secret@example.com/",
  "https://example.com/?q=%7B%7B{{1}}\"'><b>",
  "{{title}}",
  "\u202egnp.exe",
  "]]>&lt;b&gt;",
];

/** Any text, most of all one that would like to be more than text. */
export const hostileText = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.string({ unit: fc.constantFrom(..."<>{}%\"'&`=/ a"), maxLength: 12 }),
);

const odd = fc.oneof({ weight: 6, arbitrary: hostileText }, { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) });
const instant = fc
  .date({ min: new Date("2020-01-01T00:00:00Z"), max: new Date("2030-01-01T00:00:00Z"), noInvalidDate: true })
  .map((date) => date.toISOString());
const when = fc.oneof(
  instant,
  instant.map((text) => text.slice(0, 10)),
  hostileText,
  fc.constant(null),
);
const place = fc.oneof(hostileText, fc.record({ city: odd, name: odd, country_code: odd }, { requiredKeys: [] }));

/** Whole numbers mostly; what else may stand there as well. */
const quantity = fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 0, max: 9 }) }, { weight: 1, arbitrary: odd });
const product = fc.record(
  { title: odd, size: fc.option(odd), sku: fc.option(odd), quantity, weight: fc.constantFrom(null, 0, 5) },
  { requiredKeys: [] },
);
const event = fc.record(
  {
    event_key: fc.oneof(fc.constantFrom(...KNOWN_EVENTS), odd),
    time: when,
    phase: fc.oneof(fc.constantFrom(...PHASES), odd),
    event_strings: fc.record({ list_label: odd }),
    language: fc.oneof(fc.constantFrom("en", "de", "dk"), odd),
    location: place,
    additional_info: fc.record(
      {
        pickup_point: odd,
        pickup_point_url: odd,
        pickup_opening_hours: fc.dictionary(hostileText, odd),
        preferred_delivery_date: when,
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
);
const pickup = fc.record(
  {
    type: fc.oneof(fc.constantFrom("shop", "locker", "neighbor", "letterbox"), odd),
    name: odd,
    address: fc.record({ address_line_1: odd, zip_code: odd, city: odd, company: odd }, { requiredKeys: [] }),
    url: odd,
    opening_hours: odd,
    date_to: when,
  },
  { requiredKeys: [] },
);
const parcel = fc.record(
  {
    id: odd,
    carrier: fc.option(
      fc.record({ tracking_number: odd, carrier_reference: fc.oneof(fc.constant("dhl"), odd), tracking_url: odd }),
    ),
    phase: fc.option(fc.constantFrom(...PHASES)),
    state: fc.option(fc.constantFrom("pending", "transit", "archived")),
    flag: fc.oneof(fc.constantFrom(...FLAGS), odd),
    events: fc.array(event, { maxLength: 6 }),
    estimated_arrival: fc.option(
      fc.record({ time_prediction: when, language: odd, from: when, to: when }, { requiredKeys: [] }),
    ),
    pickup: fc.option(pickup),
    products: fc.array(product, { maxLength: 3 }),
  },
  { requiredKeys: [] },
);

/** Something like `OrderDetailDTO`, with anything anywhere. */
export const orderJson = fc.record(
  {
    order_number: odd,
    order_name: odd,
    order_placed_at: when,
    total_order_price: fc.oneof(fc.double(), odd),
    currency: fc.oneof(fc.constantFrom("EUR", "XXQ"), odd),
    products: fc.array(product, { maxLength: 4 }),
    trackings: fc.array(parcel, { maxLength: 4 }),
  },
  { requiredKeys: [] },
);
