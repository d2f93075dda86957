import type { AppWebhook } from "../app/app-manifest.ts";
import { signed } from "../app/sign.ts";
import { LIVE_VERSION } from "../entity/entity.ts";
import { phpJson } from "../php-json.ts";
import type { Payload } from "./shopware-event.ts";

/** Where a webhook comes from. */
export interface WebhookSource {
  url: string;
  shopId: string;
  appVersion: string;
}

export interface WebhookRequest {
  body: string;
  headers: Record<string, string>;
}

/**
 * What a webhook gets of an event. Null: nothing of it is for this webhook. Where only live versions are wanted, the others
 * are taken out without counting the rest anew, and PHP writes a list with a hole as an object.
 */
export function payloadFor(payload: Payload, { onlyLiveVersion }: AppWebhook): unknown {
  switch (payload.shape) {
    case "app":
      return payload.body;
    case "whole":
      return payload.body();
    case "writes": {
      if (!onlyLiveVersion) return payload.writes;
      const live = [...payload.writes.entries()].filter(([, { versionId }]) => versionId === LIVE_VERSION);
      if (live.length === 0) return null;
      const isList = live.every(([index], place) => index === place);
      return isList ? live.map(([, write]) => write) : Object.fromEntries(live);
    }
  }
}

/** The request of one try: stamped and signed anew each time. */
export function writeWebhook(wish: {
  event: string;
  payload: unknown;
  source: WebhookSource;
  eventId: string;
  /** Milliseconds since the epoch. */
  at: number;
  secret: string;
  headers: Readonly<Record<string, string>>;
  /** Null: the policy says nothing of it. */
  told: { sequence: number; attempt: number } | null;
}): WebhookRequest {
  const { event, payload, source, eventId, secret, headers, told } = wish;
  const body = phpJson({
    data: { payload, event },
    source: {
      url: source.url,
      eventId,
      shopId: source.shopId,
      appVersion: source.appVersion,
      ...(told === null ? {} : { sequence: told.sequence }),
    },
    timestamp: Math.floor(wish.at / 1000),
  });
  const ofRework: Record<string, string> =
    told === null
      ? {}
      : {
          "X-Shopware-Event-Id": eventId,
          "X-Shopware-Sequence": String(told.sequence),
          // The first try is 0.
          "X-Shopware-Attempt": String(told.attempt - 1),
        };
  return {
    body,
    headers: {
      "content-type": "application/json",
      ...headers,
      ...ofRework,
      "shopware-shop-signature": signed(body, secret),
    },
  };
}
