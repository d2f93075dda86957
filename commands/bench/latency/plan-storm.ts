import type { PlannedDelivery } from "../load/open-loop.ts";
import type { WebhookRequest } from "../load/webhook-request.ts";

/** A storm: so many events, evenly over the time, while a shop that is not part of it sends its own few. */
export interface Storm {
  events: number;
  durationMs: number;
  bystanderEveryMs: number;
}

/** All deliveries in the order of their time. The storm's requests come again and again, each time as another event. */
export function planStorm(
  storm: Storm,
  requests: { storm: readonly WebhookRequest[]; bystander: readonly WebhookRequest[] },
  newId: () => string,
): PlannedDelivery[] {
  const evenly = (from: readonly WebhookRequest[], count: number, everyMs: number): PlannedDelivery[] =>
    Array.from({ length: count }, (_, index) => {
      const request = from[index % from.length];
      if (request === undefined) throw new Error("There is nothing to send.");
      return { atMs: index * everyMs, webhookId: newId(), request };
    });
  return [
    ...evenly(requests.storm, storm.events, storm.durationMs / storm.events),
    ...evenly(requests.bystander, Math.floor(storm.durationMs / storm.bystanderEveryMs), storm.bystanderEveryMs),
  ].sort((a, b) => a.atMs - b.atMs);
}
