/** How a shop sends its webhooks. */
export type SenderPolicy =
  /** The admin worker is on, as in a fresh shop: within the request of whoever causes it, once, and nobody keeps count. */
  | "sync"
  /** A worker with a queue, up to 6.7. */
  | "queue"
  /** With the flag WEBHOOKS_REWORK (architecture decision of 2026-04-14). */
  | "rework";

export interface Policy {
  timeoutMs: number;
  /** Pauses before each further try. */
  retriesMs: readonly number[];
  /** Whether failures in a row are counted, and switch the webhook off at the tenth. */
  counts: boolean;
  /** Whether the headers `X-Shopware-Event-Id`, `-Sequence` and `-Attempt` are sent. */
  tellsAttempts: boolean;
  /** Whether another try makes sense after this status; null: there was no answer. */
  isWorthATry(status: number | null): boolean;
}

export const POLICIES: Readonly<Record<SenderPolicy, Policy>> = {
  sync: { timeoutMs: 5000, retriesMs: [], counts: false, tellsAttempts: false, isWorthATry: () => false },
  queue: {
    timeoutMs: 20_000,
    retriesMs: [1000, 2000, 4000],
    counts: true,
    tellsAttempts: false,
    isWorthATry: () => true,
  },
  rework: {
    timeoutMs: 20_000,
    retriesMs: [5000, 30_000, 300_000, 1_800_000, 14_400_000],
    counts: true,
    tellsAttempts: true,
    isWorthATry: (status) => status === null || status >= 500 || [404, 408, 429].includes(status),
  },
};

/** At so many failures in a row the shop switches a webhook off for good. */
export const SWITCHED_OFF_AT = 10;
