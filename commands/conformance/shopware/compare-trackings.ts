import type { CoreProduct, CoreTracking } from "../../proof/core-order.ts";
import { type Fields, objectsIn, textOf } from "../read-body.ts";
import { compareParcel } from "./compare-lines.ts";
import { type Compared, deviating, SAME, together, wrong } from "./compared.ts";
import type { ExpectedTracking } from "./expected-state.ts";
import { codesIn, stateOf } from "./order-in-shop.ts";
import { trackingsOf } from "./right-body-of.ts";

/** Every number that the plugin told by now with its goods, and no other; each told once, with a time of the plugin's. */
export function compareTrackings(
  due: readonly ExpectedTracking[],
  { trackings, told, order }: { trackings: readonly CoreTracking[]; told: readonly Fields[]; order: Fields | null },
): Compared {
  const held = trackings.flatMap(({ carrier, products }) =>
    carrier ? [{ number: carrier.tracking_number, products: products ?? [] }] : [],
  );
  const foreign = held.filter(({ number }) => !due.some((expected) => expected.number === number));
  const tellings = told.flatMap((upsert) => objectsIn(upsert.trackings));
  return together([
    foreign.length === 0 ? SAME : wrong("tracking", `${foreign.length} numbers held that are not due`),
    ...due.map((expected) => {
      const parcels = held.filter(({ number }) => number === expected.number);
      const [parcel] = parcels;
      if (parcel === undefined && isCalledOff(expected.number, order)) return deviating("delivery_called_off");
      if (parcel === undefined || parcels.length > 1) {
        return wrong("tracking", `a number that is due is held ${parcels.length} times`);
      }
      return together([
        compareGoods(expected, parcel.products, order),
        compareTellings(
          expected,
          tellings.filter(({ tracking_number: number }) => number === expected.number),
        ),
      ]);
    }),
  ]);
}

/** The plugin tells a number once for each delivery that has it; the core has one parcel with all that lies in them. */
function compareGoods(
  { number, products }: ExpectedTracking,
  is: readonly CoreProduct[],
  order: Fields | null,
): Compared {
  if (products === null) return SAME;
  const compared = compareParcel("parcel", products, is);
  if (compared.findings.length === 0 || order === null || deliveriesWith(number, order).length < 2) return compared;
  const together = trackingsOf(order).find((tracking) => tracking.number === number)?.products ?? [];
  return compareParcel("parcel", together, is).findings.length === 0
    ? deviating("number_in_several_deliveries")
    : compared;
}

function isCalledOff(number: string, order: Fields | null): boolean {
  const deliveries = order === null ? [] : deliveriesWith(number, order);
  return deliveries.length > 0 && deliveries.every((delivery) => stateOf(delivery) === "cancelled");
}

function deliveriesWith(number: string, order: Fields): Fields[] {
  return objectsIn(order.deliveries).filter((delivery) => codesIn({ deliveries: [delivery] }).includes(number));
}

/** A number is told again only if something else than its time has changed: the core may tell the customer again. */
function compareTellings({ times }: ExpectedTracking, tellings: readonly Fields[]): Compared {
  const contents = tellings.map((telling) => JSON.stringify({ ...telling, tracking_placed_at: undefined }));
  if (new Set(contents).size < contents.length) return wrong("tracking", "a number was told twice");
  const told = secondOf(tellings.at(-1)?.tracking_placed_at);
  const known = times.map(secondOf);
  if (known.length === 0 || told === known.at(-1)) return SAME;
  return known.includes(told)
    ? deviating("time_moves_with_delivery")
    : wrong("tracking", "the time of a number is none that it may be");
}

/** The plugin cuts the parts of a second. */
function secondOf(instant: unknown): number {
  return Math.floor(Date.parse(textOf(instant) ?? "") / 1000);
}
