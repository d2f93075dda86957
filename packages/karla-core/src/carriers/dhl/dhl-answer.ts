import { z } from "zod";
import { KEPT_UNTIL, OPENING_HOURS, RETURN_FLAG } from "./unverified.ts";

/** What is missing, null or of another kind than described is taken as not said: one odd field shall not hide a scan. */
const text = z.string().nullish().catch(null);
const word = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .catch(null);

const location = z
  .object({
    address: z.object({ addressLocality: text, countryCode: text }).nullish().catch(null),
    /** The place where it can be picked up. */
    servicePoint: z
      .object({
        label: text,
        url: text,
        [OPENING_HOURS]: z.record(z.string(), z.string()).nullish().catch(null),
        [KEPT_UNTIL]: text,
      })
      .nullish()
      .catch(null),
  })
  .nullish()
  .catch(null);

const scan = z.object({
  /** RFC 3339, of German parcels also without an offset. */
  timestamp: text,
  location,
  /** `pre-transit`, `transit`, `delivered`, `failure`, `unknown`. */
  statusCode: text,
  /** Of German parcels a code of two letters, e.g. `ZU`; of others, and formerly, a text. */
  status: text,
  description: text,
  remark: text,
});

const shipment = z.object({
  id: word,
  status: scan.nullish().catch(null),
  estimatedTimeOfDelivery: text,
  estimatedDeliveryTimeFrame: z.object({ estimatedFrom: text, estimatedThrough: text }).nullish().catch(null),
  estimatedTimeOfDeliveryRemark: text,
  [RETURN_FLAG]: z.boolean().nullish().catch(null),
  details: z
    .object({
      pieceIds: z.array(z.string()).nullish().catch(null),
      proofOfDelivery: z
        .object({ signed: z.object({ name: text, familyName: text }).nullish().catch(null) })
        .nullish()
        .catch(null),
    })
    .nullish()
    .catch(null),
  events: z.array(scan).nullish().catch(null),
});

/** The answer of `GET /track/shipments`: every service's parcel of that number. */
export const dhlAnswer = z.object({ shipments: z.array(shipment) });

export type DhlScan = z.output<typeof scan>;
export type DhlShipment = z.output<typeof shipment>;
