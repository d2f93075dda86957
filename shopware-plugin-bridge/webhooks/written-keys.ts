import { objectAt, type Span, scalarText, scanFields, wholeObject } from "@karla/sync/scan-fields";

/** The version that everybody sees; a draft in the administration is another one. */
export const LIVE_VERSION = "0fa91ce3e96a4bc2be4bd9ce752c3425";

const ID = /^[0-9a-f]{32}$/;
/** More keys than this in one message are not looked through before it is stored, unless somebody says so. */
const MOST_BYTES = 64 * 1024;

/** What a webhook is of, as far as its bytes say it before anything is stored. Null where a field is not there. */
export interface Envelope {
  event: string | null;
  shopId: string | null;
  url: string | null;
  eventId: string | null;
  timestamp: string | null;
  payload: Span | null;
}

/** Finds the envelope's fields by one scan; of bytes that are no JSON it finds nothing, and never throws. */
export function envelopeOf(body: Buffer): Envelope {
  const whole = wholeObject(body);
  const [data, source, timestamp] = fieldsOf(body, whole, ["data", "source", "timestamp"]);
  const [event, payload] = fieldsOf(body, within(body, data), ["event", "payload"]);
  const [shopId, url, eventId] = fieldsOf(body, within(body, source), ["shopId", "url", "eventId"]);
  return {
    event: stringAt(body, event),
    shopId: stringAt(body, shopId),
    url: stringAt(body, url),
    eventId: stringAt(body, eventId),
    timestamp: textAt(body, timestamp),
    payload: payload ?? null,
  };
}

/** The id in `{order: {id}}`. */
export function orderInPayload(body: Buffer, payload: Span | null): string | null {
  const [order] = fieldsOf(body, within(body, payload), ["order"]);
  const [id] = fieldsOf(body, within(body, order), ["id"]);
  const text = stringAt(body, id);
  return text !== null && ID.test(text) ? text : null;
}

/**
 * The written keys of live entities, each once: of a list, or of an object with the list's indices where drafts were filtered
 * out of it. Null where they cannot be told.
 */
export function writtenKeys(body: Buffer, payload: Span | null, mostBytes = MOST_BYTES): string[] | null {
  if (payload === null || payload.end - payload.start > mostBytes) return null;
  let items: unknown;
  try {
    items = JSON.parse(body.toString("utf8", payload.start, payload.end));
  } catch {
    return null;
  }
  if (typeof items !== "object" || items === null) return null;
  const keys = new Set<string>();
  for (const item of Object.values(items)) {
    const { primaryKey, versionId } = typeof item === "object" && item !== null ? fields(item) : NOTHING;
    if (typeof primaryKey !== "string" || !ID.test(primaryKey)) return null;
    if (versionId === undefined || versionId === LIVE_VERSION) keys.add(primaryKey);
  }
  return [...keys];
}

const NOTHING = { primaryKey: undefined, versionId: undefined };

function fields(item: object): { primaryKey: unknown; versionId: unknown } {
  return { primaryKey: Reflect.get(item, "primaryKey"), versionId: Reflect.get(item, "versionId") };
}

function within(body: Buffer, span: Span | null | undefined): Span | null {
  return span == null ? null : objectAt(body, span);
}

function fieldsOf(body: Buffer, object: Span | null, names: readonly string[]): (Span | null)[] {
  return object === null ? names.map(() => null) : scanFields(body, object, names);
}

function textAt(body: Buffer, span: Span | null | undefined): string | null {
  return span == null ? null : scalarText(body, span);
}

/** The same of a string alone: a number is no name. */
function stringAt(body: Buffer, span: Span | null | undefined): string | null {
  return span != null && body[span.start] === 0x22 ? textAt(body, span) : null;
}
