import type { Random } from "../../random.ts";
import { type Delivery, type Plays, planDeliveries } from "../../shopify/sender/plan-deliveries.ts";
import { createSlots } from "../../shopify/sender/slots.ts";
import type { InstalledApp, WebhookRow } from "../app/app-manifest.ts";
import type { ShopwareRecorder } from "../journal.ts";
import { POLICIES, type SenderPolicy, SWITCHED_OFF_AT } from "./policies.ts";
import type { ShopwareEvent } from "./shopware-event.ts";
import { payloadFor, type WebhookSource, writeWebhook } from "./write-webhook.ts";

export interface ShopwareSenderSetup {
  /** Null: no app is installed, and nothing is sent. */
  app(): InstalledApp | null;
  source(app: InstalledApp): WebhookSource;
  headers(): Record<string, string>;
  policy: SenderPolicy;
  /** The policy's pauses are so many times as long: 1 in a real shop, 0.001 in a test. */
  scale: number;
  plays: Plays;
  random: Random;
  journal: ShopwareRecorder;
  fetch: typeof fetch;
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Tries under way at a time. With 1 they arrive in the order in which things happened. */
  concurrency: number;
  /** Signs every try of a webhook with the secret of its first one, as cores before June 2026 do. */
  keepsSecret: boolean;
  signal?: AbortSignal;
}

export interface ShopwareSender {
  /** Resolves when each webhook was answered, was given up or was stopped. */
  send(events: readonly ShopwareEvent[]): Promise<void>;
  /** Sends an event about the app itself: at once, one try. Null: nobody wants it, or there was no answer. */
  tell(event: ShopwareEvent, secret: string): Promise<number | null>;
}

interface Line {
  event: ShopwareEvent;
  row: WebhookRow;
  eventId: string;
  sequence: number;
  orderId: string | null;
}

/** Sends webhooks as Shopware does, each to those of the app's webhooks that name its event. */
export function createShopwareSender(setup: ShopwareSenderSetup): ShopwareSender {
  const { journal, policy } = setup;
  const { timeoutMs, retriesMs, counts, tellsAttempts, isWorthATry } = POLICIES[policy];
  const slots = createSlots(setup.concurrency);
  let sequence = 0;

  const lineOf = (event: ShopwareEvent, row: WebhookRow): Line => {
    sequence += 1;
    return { event, row, eventId: setup.random.hex(32), sequence, orderId: event.orderId };
  };
  const linesOf = (event: ShopwareEvent): Line[] =>
    (setup.app()?.webhooks ?? [])
      .filter((row) => row.event === event.event && payloadFor(event.payload, row) !== null)
      .map((row) => lineOf(event, row));
  const leaveOut = ({ event, row }: Line, why: "lost" | "switched_off" | "app_inactive"): void => {
    const { orderId, version } = event;
    journal.recordUnsent({ webhook: row.name, event: event.event, orderId, version, why });
  };

  /** The status of the answer; null where none came. */
  const tryOnce = async (line: Line, attempt: number, secret: string, waitMs: number): Promise<number | null> => {
    const app = setup.app();
    if (app === null) return null;
    const { event, row, eventId } = line;
    const at = setup.now();
    const { body, headers } = writeWebhook({
      event: event.event,
      payload: payloadFor(event.payload, row),
      source: setup.source(app),
      eventId,
      at,
      secret,
      headers: setup.headers(),
      told: tellsAttempts ? { sequence: line.sequence, attempt } : null,
    });
    const { orderId, version } = event;
    const entry = { eventId, webhook: row.name, event: event.event, orderId, version, attempt, at };
    try {
      // Guzzle follows redirects, and a POST becomes a GET on the way.
      const signal = AbortSignal.timeout(waitMs);
      const response = await setup.fetch(row.url, { method: "POST", headers, body, signal });
      await response.arrayBuffer();
      journal.recordSent({ ...entry, status: response.status });
      return response.status;
    } catch (error) {
      journal.recordSent({ ...entry, error: error instanceof Error ? error.name : "unknown" });
      return null;
    }
  };

  const deliver = async ({ webhook: line, holdBackMs }: Delivery<Line>): Promise<void> => {
    if (holdBackMs > 0) await setup.sleep(holdBackMs, setup.signal);
    const first = setup.app()?.secret ?? null;
    for (let attempt = 1; setup.signal?.aborted !== true; attempt += 1) {
      const result = await slots(async () => {
        const app = setup.app();
        const secret = setup.keepsSecret ? first : (app?.secret ?? null);
        if (app === null || secret === null || !app.active) return "app_inactive";
        if (!line.row.active) return "switched_off";
        return { status: await tryOnce(line, attempt, secret, timeoutMs) };
      });
      if (typeof result === "string") return leaveOut(line, result);
      if (result.status !== null && result.status < 400) {
        line.row.errorCount = 0;
        return;
      }
      const pause = retriesMs[attempt - 1];
      if (pause === undefined || !isWorthATry(result.status)) return fail(line.row);
      await setup.sleep(pause * setup.scale, setup.signal);
    }
  };
  const fail = (row: WebhookRow): void => {
    if (!counts) return;
    row.errorCount += 1;
    if (row.errorCount >= SWITCHED_OFF_AT) row.active = false;
  };

  return {
    send: async (events) => {
      const { deliveries, dropped } = planDeliveries(events.flatMap(linesOf), setup.plays, setup.random);
      for (const line of dropped) leaveOut(line, "lost");
      await Promise.all(deliveries.map(deliver));
    },
    tell: async (event, secret) => {
      const row = setup.app()?.webhooks.find((each) => each.event === event.event);
      // Always within the request, whatever the policy for everything else.
      return row === undefined ? null : tryOnce(lineOf(event, row), 1, secret, POLICIES.sync.timeoutMs);
    },
  };
}
