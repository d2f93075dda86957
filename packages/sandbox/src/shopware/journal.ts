import type { Handshake } from "./app/handshake.ts";

/** One try to deliver one webhook. `status` where there was an answer, else `error`. */
export interface SentWebhook {
  /** Of the event for this webhook; the same on every try. */
  eventId: string;
  /** The webhook's name in the manifest. */
  webhook: string;
  event: string;
  orderId: string | null;
  version: number | null;
  attempt: number;
  /** When the try began, milliseconds since the epoch. */
  at: number;
  status?: number;
  error?: string;
}

/** A webhook that was not sent, and why. */
export interface UnsentWebhook extends Pick<SentWebhook, "webhook" | "event" | "orderId" | "version"> {
  why: "lost" | "switched_off" | "app_inactive";
}

/** One request to the Admin API, and what came of it. */
export interface AnsweredRequest {
  at: number;
  method: string;
  path: string;
  /** Null: no answer was given. */
  status: number | null;
}

export interface Trigger {
  at: number;
  /** "karla.shipment.delivered" */
  event: string;
  /** The variables of the flow, as they came. */
  body: unknown;
  /** `sw-language-id`, in which a flow's mails are written; null: the shop's own. */
  languageId: string | null;
}

/** What the shop remembers, for proofs to compute from. */
export interface ShopwareJournal {
  sent(): readonly SentWebhook[];
  unsent(): readonly UnsentWebhook[];
  handshakes(): readonly Handshake[];
  requests(): readonly AnsweredRequest[];
  /** Flow triggers that were taken. */
  triggers(): readonly Trigger[];
  notifications(): readonly unknown[];
  counts(): {
    /** Distinct events that were tried at least once. */
    events: number;
    received: number;
    /** Distinct events that were answered 2xx. */
    acknowledged: number;
    failed: number;
  };
  isAcknowledged(eventId: string): boolean;
}

export interface ShopwareRecorder extends ShopwareJournal {
  recordSent(sent: SentWebhook): void;
  recordUnsent(unsent: UnsentWebhook): void;
  recordHandshake(handshake: Handshake): void;
  recordRequest(request: AnsweredRequest): void;
  recordTrigger(trigger: Trigger): void;
  recordNotification(notification: unknown): void;
}

export function createShopwareJournal(): ShopwareRecorder {
  const sent: SentWebhook[] = [];
  const unsent: UnsentWebhook[] = [];
  const handshakes: Handshake[] = [];
  const requests: AnsweredRequest[] = [];
  const triggers: Trigger[] = [];
  const notifications: unknown[] = [];
  const tried = new Set<string>();
  const acknowledged = new Set<string>();
  let received = 0;
  const isGood = ({ status }: SentWebhook): boolean => status !== undefined && status >= 200 && status < 300;
  return {
    sent: () => sent,
    unsent: () => unsent,
    handshakes: () => handshakes,
    requests: () => requests,
    triggers: () => triggers,
    notifications: () => notifications,
    counts: () => ({
      events: tried.size,
      received,
      acknowledged: acknowledged.size,
      failed: sent.length - received,
    }),
    isAcknowledged: (eventId) => acknowledged.has(eventId),
    recordSent: (each) => {
      sent.push(each);
      tried.add(each.eventId);
      if (!isGood(each)) return;
      received += 1;
      acknowledged.add(each.eventId);
    },
    recordUnsent: (each) => void unsent.push(each),
    recordHandshake: (each) => void handshakes.push(each),
    recordRequest: (each) => void requests.push(each),
    recordTrigger: (each) => void triggers.push(each),
    recordNotification: (each) => void notifications.push(each),
  };
}
