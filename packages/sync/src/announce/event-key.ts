import { createHash } from "node:crypto";
import { objectAt, type Span, scalarText, scanFields, wholeObject } from "../json/scan-fields.ts";

/** What one scan of an event of Karla's finds before it is stored. */
export interface KeyedEvent {
  /** SHA-256 (32 bytes): what the event is recognised by whenever the core sends it again. */
  eventKey: Buffer;
  /** As sent, null where it names none. */
  group: string | null;
}

/**
 * Karla's deliveries have no id of their own. An event has one (`event_data.event_id`), of which more than one group may be told;
 * one without, as those of claims, is recognised by what it is, when it was, and all that it says. Nothing is parsed.
 */
export function keyOfEvent(body: Buffer): KeyedEvent {
  const [ref, triggeredAt, group, data] = spansOf(body, wholeObject(body), FIELDS);
  const inData = data == null ? null : objectAt(body, data);
  const [eventId, shipmentId, claimId] = spansOf(body, inData, IDS).map((span) => textAt(body, span));
  const named = textAt(body, group);
  const identity =
    eventId != null
      ? [eventId, named]
      : [textAt(body, ref), textAt(body, triggeredAt), shipmentId ?? claimId, sha256(body).toString("hex")];
  return { eventKey: sha256(JSON.stringify(identity)), group: named };
}

const FIELDS = ["ref", "triggered_at", "event_group", "event_data"];
const IDS = ["event_id", "shipment_id", "claim_id"];

/** The lane of one event: nothing waits for it, and it waits for nothing. No platform has an order's id like this. */
export function laneOfEvent(eventKey: Buffer): string {
  return `karla/${eventKey.toString("hex")}`;
}

function spansOf(body: Buffer, object: Span | null, names: readonly string[]): (Span | null)[] {
  return object === null ? names.map(() => null) : scanFields(body, object, names);
}

function textAt(body: Buffer, span: Span | null | undefined): string | null {
  return span == null ? null : scalarText(body, span);
}

function sha256(data: string | Buffer): Buffer {
  return createHash("sha256").update(data).digest();
}
