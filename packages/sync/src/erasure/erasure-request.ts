import { createHash } from "node:crypto";
import { z } from "zod";
import type { Platform, ShopId } from "../ids.ts";
import type { ReceivedEvent } from "../inbox/inbox.ts";
import type { InboxEvent } from "../pipeline/normalise.ts";

/** What is to be erased: everything of some person, of a shop, or once more what was erased before. */
export const ErasureRequest = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("customer"),
    /** Of one person, or of several. None where only orders are named: a guest has no account. */
    customerIds: z.array(z.string()),
    email: z.string().nullable(),
    /** As the platform names them. */
    orderIds: z.array(z.string()),
  }),
  z.object({
    kind: z.literal("shop"),
    /** It is kept until then, in case it comes back; milliseconds since the epoch. Null: at once. */
    keptUntil: z.number().nullable(),
  }),
  /** All that has a tombstone: a backup was put back. */
  z.object({ kind: z.literal("restored") }),
]);
export type ErasureRequest = z.infer<typeof ErasureRequest>;
/** Of whom something is kept: by account, by address, by the orders that are named. */
export type Whose = Omit<CustomerErasure, "kind">;
export type CustomerErasure = Extract<ErasureRequest, { kind: "customer" }>;
export type OrdersErasure = Exclude<ErasureRequest, { kind: "shop" }>;

/** Milliseconds since the epoch; 0 for at once. */
export function whenToErase(request: ErasureRequest): number {
  return request.kind === "shop" ? (request.keptUntil ?? 0) : 0;
}

const PREFIX = "redact/";

/** The lane of one request: no order waits for it. No platform has an order's id like this. */
export function laneOfErasure(eventKey: Buffer): string {
  return `${PREFIX}${eventKey.toString("hex")}`;
}

export function isErasureLane(laneKey: string): boolean {
  return laneKey.startsWith(PREFIX);
}

/** Marks a request that we made ourselves. Verifiers take no header over from outside, so nothing that comes in by HTTP has it. */
const MADE_HERE = "karla-erasure";

/** A request that no message of the platform's inbox stands for, as an event. `key` names it: asked for twice it is one. */
export function erasureEvent(asked: {
  shopId: ShopId;
  platform: Platform;
  /** Who asks, as a topic. */
  topic: string;
  key: string;
  request: ErasureRequest;
}): ReceivedEvent {
  const { shopId, platform, topic, key, request } = asked;
  const body = Buffer.from(JSON.stringify(request));
  const eventKey = createHash("sha256").update(`${topic}:${key}`).digest();
  const bodyHash = createHash("sha256").update(body).digest();
  const headers = { [MADE_HERE]: "1" };
  return { shopId, source: platform, topic, eventKey, bodyHash, laneKey: laneOfErasure(eventKey), body, headers };
}

/** The request in an event of `erasureEvent`; null in any other. */
export function erasureInEvent({ headers, body }: InboxEvent): ErasureRequest | null {
  return headers[MADE_HERE] === "1" ? ErasureRequest.parse(JSON.parse(body.toString())) : null;
}
