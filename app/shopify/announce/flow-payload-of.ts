import { cleanText } from "@karla/sync/json-fields";
import type { Announcement } from "@karla/sync/shop-announcer";
import { isOfClaim } from "./flow-fields.ts";
import type { EventTrigger } from "./flow-trigger-of.ts";
import { linkOf } from "./link-of.ts";

const MAX_TEXT = 255;
/** A customer's own words about a damage. */
const MAX_DESCRIPTION = 2_000;
const MAX_ITEMS = 1_000;

/** By the names of `flowFieldsOf`. What is not known is left out. */
export type FlowPayload = Readonly<Record<string, string | number>>;

export interface PayloadParts {
  announcement: Announcement;
  /** As the order has it; null where it has none. */
  trackingPage: string | null;
}

/**
 * What a workflow gets to know of an event. What Karla sends is not trusted: texts are one line and bounded, so that the whole
 * stays far below the 50,000 bytes that Flow takes, and a link is one or is left out.
 */
export function flowPayloadOf(trigger: EventTrigger, parts: PayloadParts): FlowPayload {
  return isOfClaim(trigger) ? ofClaim(parts) : ofParcel(parts);
}

function ofParcel({ announcement: { data, ...announcement }, trackingPage }: PayloadParts): FlowPayload {
  return known({
    order_id: numberOf(announcement.orderId),
    "Tracking number": lineOf(data.tracking_number),
    "Tracking link": linkOf(data.tracking_url),
    "Tracking page": trackingPage,
    Carrier: lineOf(data.carrier_reference),
    Event: lineOf(announcement.name),
    "Event group": lineOf(announcement.group),
    "Happened at": lineOf(announcement.triggeredAt),
  });
}

function ofClaim({ announcement: { data, ...announcement }, trackingPage }: PayloadParts): FlowPayload {
  return known({
    order_id: numberOf(announcement.orderId),
    "Tracking page": trackingPage,
    Claim: lineOf(data.claim_id),
    Reason: lineOf(data.reason),
    "Claim status": lineOf(data.status),
    "Wanted resolution": lineOf(data.resolution_preference),
    Description: lineOf(data.description, MAX_DESCRIPTION),
    Pieces: piecesOf(data.selected_items),
    "Happened at": lineOf(announcement.triggeredAt),
  });
}

function known(fields: Record<string, string | number | null>): FlowPayload {
  const entries = Object.entries(fields).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
  return Object.fromEntries(entries);
}

/** Flow takes the number of an order and not its global id. */
function numberOf(id: string): number {
  return Number(id);
}

/** One line of text; null where there is none. */
function lineOf(value: unknown, max = MAX_TEXT): string | null {
  if (typeof value !== "string" && typeof value !== "number") return null;
  // Cut first: cleaning is never of more than is kept. `cleanText` mends a pair that the cut took apart.
  const line = cleanText(
    String(value)
      .slice(0, max * 2)
      .replaceAll(/[\s\p{Cc}]+/gu, " "),
  ).trim();
  return line === "" ? null : cleanText(line.slice(0, max));
}

function piecesOf(items: unknown): number | null {
  if (!Array.isArray(items)) return null;
  return items.slice(0, MAX_ITEMS).reduce((sum: number, item: unknown) => sum + quantityOf(item), 0);
}

function quantityOf(item: unknown): number {
  const quantity = typeof item === "object" && item !== null && "quantity" in item ? item.quantity : null;
  return typeof quantity === "number" && Number.isSafeInteger(quantity) && quantity > 0 && quantity < 1e6
    ? quantity
    : 1;
}
