import { createHash } from "node:crypto";
import type { KnownParcel } from "../announce/parcel-notes.ts";
import type { EffectResult, OrderRecord, Settled } from "../lane/lanes.ts";
import { cancelledAtOf } from "../order/cancelled-at.ts";
import { owed } from "../order/owed.ts";
import type { KarlaEffect } from "../outbox/outbox.ts";
import type { EffectReason } from "./effect-reason.ts";
import { projectOrder } from "./project-order.ts";
import type { ShopView } from "./shops.ts";

/** Thrown by a port in place of sending: nothing is known of the core by it, and it can be tried again at once. */
export class NotSent extends Error {
  override readonly name = "NotSent";
}

/** The part of the core's client that deliveries use (`@karla/api/client`). Calls throw on anything but success. */
export interface KarlaPort {
  /** `externalId` is the order's id in `body`. */
  upsertOrder(body: string, externalId: string): Promise<unknown>;
  /** Ids of the shipments the core has of this order. */
  shipmentsOf(externalId: string): Promise<string[]>;
  addShipmentEvent(shipmentId: string, event: { name: string; at: string; externalId: string }): Promise<unknown>;
  /** All parcels the core has of this order, with their events. */
  parcelsOf(externalId: string): Promise<KnownParcel[]>;
  /** Where the customer follows the order: a link that opens it to whoever has it. Never logged. */
  trackpageUrl(externalId: string): Promise<string>;
}

/** An attempt that came to an end without an error. */
export interface Delivered {
  state: EffectResult["state"];
  reason: EffectReason | null;
  payloadHash: Buffer | null;
  order: Settled["order"];
  /** False when nothing had to be sent. */
  tried: boolean;
  /** Of what is owed for good: when it is due again. Milliseconds since the epoch. */
  again?: number;
}

/** The second half of a turn for one effect: projects the newest state and sends what the core lacks. */
export async function deliverEffect(
  effect: KarlaEffect,
  record: OrderRecord,
  shop: ShopView,
  karla: KarlaPort,
): Promise<Delivered> {
  const projection = projectOrder(record.order, shop);
  if (projection.outcome === "skip") {
    const order = {
      status: "skipped" as const,
      reason: projection.reason,
      delivered: record.delivered,
      version: record.version,
    };
    return { state: "withdrawn", reason: projection.reason, payloadHash: null, order, tried: false };
  }
  switch (effect) {
    case "order": {
      const due = owed(projection, record.delivered);
      const done = { status: "delivered" as const, reason: null, version: record.version };
      if (due.outcome === "nothing") {
        return {
          state: "delivered",
          reason: null,
          payloadHash: null,
          order: { ...done, delivered: record.delivered },
          tried: false,
        };
      }
      await karla.upsertOrder(due.body, record.order.id);
      const payloadHash = createHash("sha256").update(due.body).digest();
      return { state: "delivered", reason: null, payloadHash, order: { ...done, delivered: due.after }, tried: true };
    }
    case "order_cancelled": {
      const at = cancelledAtOf(record.order);
      if (at === null) return { state: "withdrawn", reason: null, payloadHash: null, order: null, tried: false };
      for (const shipment of await karla.shipmentsOf(record.order.id)) {
        // The external id makes a repeat after a crash recognisable: it is the same for the same cancellation.
        await karla.addShipmentEvent(shipment, {
          name: "ORDER_CANCELLED",
          at,
          externalId: `${record.order.id}:cancelled`,
        });
      }
      return { state: "delivered", reason: null, payloadHash: null, order: null, tried: true };
    }
  }
}
