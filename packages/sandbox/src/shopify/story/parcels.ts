import type { Random } from "../../random.ts";
import type { Kind } from "../kinds.ts";
import { type Carrier, knownCarrier, trackingUrl, unknownCarrier } from "./catalogue.ts";

/** What a seller types into a fulfillment. */
export interface Parcels {
  carrier: string | null;
  trackingNumbers: readonly string[];
  trackingUrls: readonly string[];
}

export const NO_PARCELS: Parcels = { carrier: null, trackingNumbers: [], trackingUrls: [] };

/** The parcels of one fulfillment of an order of this kind. */
export function parcelsFor(kind: Kind, random: Random): Parcels {
  const unknown = kind === "unknown_carrier" || (kind === "local_delivery" && random.chance(0.5));
  const carrier = unknown ? unknownCarrier(random) : knownCarrier(random);
  switch (kind) {
    case "several_parcels":
      return tidy(carrier, random.int(2, 4));
    case "tracking_not_parallel":
      return notParallel(carrier, random);
    case "dirty_numbers":
      return dirty(carrier, random);
    case "pickup":
    case "pos":
    case "digital_only":
      return NO_PARCELS;
    default:
      return tidy(carrier, random.chance(0.08) ? 2 : 1);
  }
}

/** `count` numbers, each with its own URL, in the same order. */
function tidy(carrier: Carrier, count: number): Parcels {
  const trackingNumbers = Array.from({ length: count }, () => carrier.number());
  return { carrier: carrier.company, trackingNumbers, trackingUrls: urlsOf(trackingNumbers, carrier) };
}

function urlsOf(numbers: readonly string[], carrier: Carrier): string[] {
  return numbers.map((number) => trackingUrl(number, carrier.company));
}

/** Lists of numbers and URLs that may not be zipped. */
function notParallel(carrier: Carrier, random: Random): Parcels {
  const [first, second, third] = [carrier.number(), carrier.number(), carrier.number()];
  const plainUrl = (name: string): string => `https://tracking.example.com/${name}/${random.hex(8)}x`;
  const company = carrier.company;
  const lists: readonly Omit<Parcels, "carrier">[] = [
    { trackingNumbers: [first, second, third], trackingUrls: urlsOf([third, first, second], carrier) },
    { trackingNumbers: [first, second], trackingUrls: urlsOf([second], carrier) },
    { trackingNumbers: [first, second], trackingUrls: [] },
    { trackingNumbers: [first], trackingUrls: [plainUrl("a"), plainUrl("b")] },
    { trackingNumbers: [first, second], trackingUrls: [plainUrl("a"), plainUrl("b")] },
    { trackingNumbers: [first], trackingUrls: [plainUrl("only")] },
    { trackingNumbers: [first], trackingUrls: ["javascript:alert(1)"] },
  ];
  return { carrier: company, ...random.pick(lists) };
}

/** Numbers as they are pasted: spaces around, one twice, an empty one between. */
function dirty(carrier: Carrier, random: Random): Parcels {
  const [first, second] = [carrier.number(), carrier.number()];
  const trackingNumbers = random.pick([
    [` ${first}`, `${second}  `],
    [`\t${first}\n`, first, second],
    [first, "", ` ${second} `],
    [`${first.slice(0, 4)} ${first.slice(4)} `],
  ]);
  const clean = [...new Set(trackingNumbers.map((number) => number.trim()))].filter((number) => number !== "");
  return { carrier: carrier.company, trackingNumbers, trackingUrls: urlsOf(clean, carrier) };
}
