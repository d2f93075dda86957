import type { ParcelStory, StoryScan } from "./parcel-story.ts";

interface Shown {
  number: string;
  story: ParcelStory;
  /** When its life began, and how much faster than a real one it goes. */
  begunAt: number;
  haste: number;
  /** What the answer has of it, the oldest first. */
  scans: readonly StoryScan[];
}

/** Times have whole seconds. */
export function instantOf(afterMs: number, { begunAt, haste }: Pick<Shown, "begunAt" | "haste">): string {
  return new Date(Math.floor((begunAt + afterMs / haste) / 1000) * 1000).toISOString().replace(".000Z", "+00:00");
}

/** One parcel in the form of DHL's `GET /track/shipments`, its newest scan first. */
export function writeShipment(shown: Shown) {
  const { number, story, scans } = shown;
  const events = scans.map((scan) => writeScan(scan, shown)).reverse();
  const signed = scans.find(({ signedBy }) => signedBy !== undefined)?.signedBy;
  const over = scans.some(({ statusCode }) => statusCode === "delivered");
  const cameBack = story.returned && scans.some(({ description }) => /returned to the sender/.test(description));
  return {
    id: number,
    service: "parcel-de",
    origin: { address: { countryCode: "DE" } },
    destination: { address: { countryCode: "DE" } },
    status: events[0],
    ...(over ? {} : { estimatedDeliveryTimeFrame: frameOf(shown) }),
    returnFlag: cameBack,
    details: {
      product: { productName: "Parcel" },
      totalNumberOfPieces: 1,
      pieceIds: [number],
      ...(signed === undefined ? {} : { proofOfDelivery: { signed: { "@type": "Person", name: signed } } }),
    },
    events,
  };
}

function frameOf(shown: Shown) {
  const hour = 3_600_000;
  const { expectedAfterMs } = shown.story;
  return {
    estimatedFrom: instantOf(expectedAfterMs, shown),
    estimatedThrough: instantOf(expectedAfterMs + 4 * hour, shown),
  };
}

function writeScan(scan: StoryScan, shown: Shown) {
  const { statusCode, code, description, city, point, afterMs } = scan;
  return {
    timestamp: instantOf(afterMs, shown),
    location: {
      address: { addressLocality: city, countryCode: "DE" },
      ...(point === undefined
        ? {}
        : {
            servicePoint: {
              label: point.label,
              url: point.url,
              openingHours: point.openingHours,
              availableUntil: instantOf(afterMs + point.keptMs, shown),
            },
          }),
    },
    statusCode,
    status: code,
    description,
    remark: description,
  };
}
