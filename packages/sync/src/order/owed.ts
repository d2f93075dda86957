import { createHash } from "node:crypto";
import type { OrderTracking, OrderUpsert } from "@karla/api/contract";
import { z } from "zod";
import type { Projection } from "./to-karla.ts";

type Sent = Extract<Projection, { outcome: "send" }>;

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * What the core has taken of an order, as hashes: enough to know what is still owed, and nothing personal to protect or
 * erase. A number that was superseded stays: the core keeps it, so it must not be sent again should it come back.
 */
export const Delivered = z.object({
  /** Of the serialised order part. */
  order: Sha256,
  /** Hash of the tracking number -> hash of the serialised tracking without its time; of what was delivered long ago, with it. */
  trackings: z.record(Sha256, Sha256),
});
export type Delivered = z.infer<typeof Delivered>;

/** The hash of no order part. */
const NO_ORDER = "0".repeat(64);

/** The same trackings, and the order part owed again. */
export function withOrderOwed(delivered: Delivered | null): Delivered | null {
  return delivered && { ...delivered, order: NO_ORDER };
}

/** The same, and of each parcel that the core has what is projected now: it is not told again, though it changed. */
export function withKnownParcels(delivered: Delivered | null, { trackings }: Sent): Delivered | null {
  if (delivered === null) return null;
  const known = { ...delivered.trackings };
  for (const tracking of trackings) {
    const key = sha256(tracking.tracking_number);
    if (key in known) known[key] = sha256(withoutTime(tracking));
  }
  return { ...delivered, trackings: known };
}

/** Whether the core was given just this order part last. */
export function isHeld(projection: Projection, delivered: Delivered): boolean {
  return projection.outcome === "send" && sha256(JSON.stringify(projection.order)) === delivered.order;
}

export type Owed =
  | { outcome: "nothing" }
  | {
      outcome: "owed";
      upsert: OrderUpsert;
      /** The request's bytes: what the hashes in `after` were taken of. */
      body: string;
      /** What is delivered once the core has taken the upsert. Stored after its answer: a crash between sends it again. */
      after: Delivered;
    };

const made = new WeakMap<Sent, { delivered: Delivered | null; owed: Owed }>();

/**
 * The difference between what the core should know and what it has taken. A tracking that it knows is not repeated: the
 * core may notify the customer again (the PHP plugin's "historical tracking replay"). The order part goes along always.
 */
export function owed(projection: Sent, delivered: Delivered | null): Owed {
  const known = made.get(projection);
  if (known !== undefined && known.delivered === delivered) return known.owed;
  const found = difference(projection, delivered);
  made.set(projection, { delivered, owed: found });
  return found;
}

function difference(projection: Sent, delivered: Delivered | null): Owed {
  const { order } = projection;
  const orderText = JSON.stringify(order);
  const orderHash = sha256(orderText);
  const after = new Map(Object.entries(delivered?.trackings ?? {}));
  const trackings: OrderTracking[] = [];
  const trackingTexts: string[] = [];
  for (const tracking of projection.trackings) {
    const text = JSON.stringify(tracking);
    const [key, hash] = [sha256(tracking.tracking_number), sha256(withoutTime(tracking))];
    const taken = after.get(key);
    if (taken !== undefined && (taken === hash || taken === sha256(text))) continue;
    after.set(key, hash);
    trackings.push(tracking);
    trackingTexts.push(text);
  }
  if (trackings.length === 0 && delivered?.order === orderHash) return { outcome: "nothing" };
  const id = order.external_id;
  return {
    outcome: "owed",
    upsert: { id, id_type: "external_id", order, trackings },
    body: `{"id":${JSON.stringify(id)},"id_type":"external_id","order":${orderText},"trackings":[${trackingTexts.join(",")}]}`,
    after: { order: orderHash, trackings: Object.fromEntries(after) },
  };
}

/** Its time alone is no news: of a Shopware delivery it moves with every change of it, and the customer would be told again. */
function withoutTime(tracking: OrderTracking): string {
  return JSON.stringify({ ...tracking, tracking_placed_at: undefined });
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
