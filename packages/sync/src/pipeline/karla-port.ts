import type { Tracking } from "@karla/api/answers";
import type { KarlaClient } from "@karla/api/client";
import { KarlaContractError, KarlaRefusedError, KarlaTransportError } from "@karla/api/errors";
import type { KnownParcel } from "../announce/parcel-notes.ts";
import { wireInstant } from "../order/wire-instant.ts";
import type { KarlaPort } from "./deliver-effect.ts";
import type { CallFailure } from "./judge-failure.ts";

/** The core's client as deliveries use it. */
export function karlaPort(client: KarlaClient): KarlaPort {
  return {
    upsertOrder: (body) => client.upsertOrder(body),
    async shipmentsOf(externalId) {
      const orders = await client.findOrders({ external_id: externalId });
      return orders.flatMap((order) => order.trackings.map((tracking) => String(tracking.id)));
    },
    async parcelsOf(externalId) {
      const orders = await client.findOrders({ external_id: externalId });
      return orders.flatMap(({ trackings }) => trackings.map(parcelOf));
    },
    addShipmentEvent: (shipmentId, { name, at, externalId }) =>
      client.addShipmentEvent(shipmentId, { event_name: name, event_time: at, external_id: externalId }),
    trackpageUrl: async (externalId) => (await client.trackpageUrl({ id: externalId, id_type: "external_id" })).url,
  };
}

/** An event without a name, a phase or an instant says nothing that could be passed on. */
function parcelOf({ carrier, events }: Tracking): KnownParcel {
  return {
    trackingNumber: carrier?.tracking_number ?? null,
    events: events.flatMap(({ event_key: name, phase, time }) => {
      const at = time == null ? null : wireInstant(time);
      return name == null || phase == null || at === null ? [] : [{ name: name.toUpperCase(), phase, at }];
    }),
  };
}

/** Reads the client's errors. Anything else is a defect of ours: retried like an outage, and visible by its detail. */
export function readKarlaFailure(error: unknown): CallFailure {
  const none = { status: null, retryAfterMs: null, credentials: false };
  if (error instanceof KarlaRefusedError) {
    return {
      kind: "refusal",
      status: error.status ?? null,
      retryAfterMs: error.retryAfterMs ?? null,
      credentials: error.refusal === "credentials",
      detail: [error.key, ...error.fields].filter((part) => part !== undefined).join(" ") || null,
    };
  }
  if (error instanceof KarlaTransportError) {
    return { ...none, kind: "transport", detail: [error.failure, error.code].filter(Boolean).join(" ") };
  }
  if (error instanceof KarlaContractError) return { ...none, kind: "contract", detail: error.breach };
  return { ...none, kind: "unexpected", detail: error instanceof Error ? error.name : "unknown error" };
}
